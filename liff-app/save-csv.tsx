import { Download } from 'lucide-react'
import { useState } from 'react'
import { useDownload } from './download.ts'
import { Problem } from './problem.tsx'
import { Button } from './ui/button.tsx'
import { Choice } from './ui/choice.tsx'
import { Field } from './ui/field.tsx'
import { count } from './ui/format.ts'
import { ConfirmSheet } from './ui/sheet.tsx'
import { Note, Stack } from './ui/stack.tsx'
import { usePapersWords } from './words/papers.ts'

interface SaveCsvProps {
  /** Address of the download; the period and the kind of file are added to its question. */
  readonly path: string
  readonly also?: Readonly<Record<string, string>>
  readonly daysMax: number
  /** The day that the end of the period begins with, and its beginning too when `from` says no other. */
  readonly day: string
  readonly from?: string
  readonly remark?: string
  readonly disabledReason?: string | null
}

/** 「CSVを保存」: asks for a period and the kind of file, then opens the download. */
export function SaveCsv({ disabledReason = null, ...asked }: SaveCsvProps) {
  const words = usePapersWords().csv
  const [asking, setAsking] = useState(false)
  return (
    <>
      <Button icon={<Download aria-hidden="true" />} disabledReason={disabledReason} onPress={() => setAsking(true)}>
        {words.save}
      </Button>
      {asking ? <Question {...asked} onClose={() => setAsking(false)} /> : null}
    </>
  )
}

const dayMs = 86_400_000
type Encoding = 'utf8' | 'sjis'

function Question({ path, also, daysMax, day, from: first = day, remark, onClose }: Omit<SaveCsvProps, 'disabledReason'> & { readonly onClose: () => void }) {
  const papers = usePapersWords()
  const words = papers.csv
  const [from, setFrom] = useState(first)
  const [to, setTo] = useState(day)
  const [encoding, setEncoding] = useState<Encoding>('utf8')
  const download = useDownload()
  const days = (Date.parse(to) - Date.parse(from)) / dayMs + 1
  const wrong = Number.isNaN(days) ? words.daysMissing : days < 1 ? words.backwards : days > daysMax ? words.tooLong(count(daysMax)) : null
  const save = () => download.mutate(`${path}?${new URLSearchParams({ ...also, from, to, encoding }).toString()}`, { onSuccess: onClose })
  return (
    <ConfirmSheet
      title={words.title}
      onClose={onClose}
      buttons={
        <>
          <Button kind="primary" busy={download.isPending ? papers.preparing : null} disabledReason={wrong} onPress={save}>
            {words.open}
          </Button>
          <Button onPress={onClose}>{words.cancel}</Button>
        </>
      }
    >
      <Stack gap={3}>
        <Field label={words.from} kind="date" value={from} onChange={setFrom} />
        <Field label={words.to} kind="date" value={to} onChange={setTo} example={words.limit(count(daysMax))} />
        <Choice
          legend={words.encoding}
          value={encoding}
          onChange={setEncoding}
          options={[
            { value: 'utf8', label: words.utf8 },
            { value: 'sjis', label: words.sjis },
          ]}
        />
        <Note>
          {papers.outside}
          {remark}
        </Note>
        {download.error ? <Problem problem={download.error} /> : null}
      </Stack>
    </ConfirmSheet>
  )
}
