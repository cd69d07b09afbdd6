import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Paperclip } from 'lucide-react'
import type { SyntheticEvent } from 'react'
import { useRef, useState } from 'react'
import type { FileSeen } from '../../../server/cases/evidence/contract.ts'
import { Problem } from '../../problem.tsx'
import { upload } from '../../upload.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { Field, FieldError } from '../../ui/field.tsx'
import { Note, Stack } from '../../ui/stack.tsx'
import { useOfficeEvidenceWords } from './words.ts'

/** A paper that came by post or mail, kept with the case under a name. Not made smaller: every word of it may matter. */
export function AddFile({ caseId }: { caseId: string }) {
  const words = useOfficeEvidenceWords().file
  const input = useRef<HTMLInputElement>(null)
  const queries = useQueryClient()
  const [file, setFile] = useState<File | null>(null)
  const [name, setName] = useState('')
  const [tried, setTried] = useState(false)
  const adding = useMutation({
    mutationFn: (chosen: File) => upload<FileSeen>(`/api/secretariat/cases/${caseId}/files?name=${encodeURIComponent(name.trim())}`, chosen, () => undefined),
    onSuccess: async () => {
      setFile(null)
      setName('')
      setTried(false)
      await queries.invalidateQueries({ queryKey: ['office', 'case', caseId] })
    },
  })
  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    setTried(true)
    if (file && name.trim() !== '') adding.mutate(file)
  }
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap={2}>
        <h3>{words.title}</h3>
        <div role="status">{adding.isSuccess && !file ? <Banner tone="ok">{words.added}</Banner> : null}</div>
        <input
          ref={input}
          type="file"
          hidden
          accept="image/jpeg,image/png,image/webp,application/pdf"
          aria-label={words.choose}
          onChange={(event) => {
            setFile(event.target.files?.[0] ?? null)
            event.target.value = ''
          }}
        />
        <Button icon={<Paperclip aria-hidden="true" />} onPress={() => input.current?.click()}>
          {words.choose}
        </Button>
        {file ? <Note>{words.chosen(file.name)}</Note> : null}
        {tried && !file ? <FieldError>{words.chooseMissing}</FieldError> : null}
        <Note>{words.kinds}</Note>
        <Field label={words.name} example={words.nameHint} value={name} onChange={setName} maxLength={100} error={tried && name.trim() === '' ? words.nameMissing : null} />
        {adding.error ? <Problem problem={adding.error} /> : null}
        <Button submit busy={adding.isPending ? words.adding : null}>
          {words.add}
        </Button>
      </Stack>
    </form>
  )
}
