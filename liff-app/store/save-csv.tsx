import { Download } from 'lucide-react'
import { useState } from 'react'
import { useDownload } from '../download.ts'
import { Problem } from '../problem.tsx'
import { Button } from '../ui/button.tsx'
import { Choice } from '../ui/choice.tsx'
import { Field } from '../ui/field.tsx'
import { ConfirmSheet } from '../ui/sheet.tsx'
import { Note, Stack } from '../ui/stack.tsx'
import { useStorePapersWords } from '../words/store-papers.ts'

const daysMax = 31
const dayMs = 86_400_000

/** 「CSVを保存」: asks for a period and the kind of file, then opens the download. */
export function SaveCsv({ storeId, day }: { storeId: string; day: string }) {
  const words = useStorePapersWords().csv
  const [asking, setAsking] = useState(false)
  return (
    <>
      <Button icon={<Download aria-hidden="true" />} onPress={() => setAsking(true)}>
        {words.save}
      </Button>
      {asking ? <Question storeId={storeId} day={day} onClose={() => setAsking(false)} /> : null}
    </>
  )
}

type Encoding = 'utf8' | 'sjis'

function Question({ storeId, day, onClose }: { storeId: string; day: string; onClose: () => void }) {
  const papers = useStorePapersWords()
  const words = papers.csv
  const [from, setFrom] = useState(day)
  const [to, setTo] = useState(day)
  const [encoding, setEncoding] = useState<Encoding>('utf8')
  const download = useDownload()
  const days = (Date.parse(to) - Date.parse(from)) / dayMs + 1
  const wrong = days < 1 ? words.backwards : days > daysMax ? words.tooLong : null
  const save = () => download.mutate(`/api/store/payments.csv?${new URLSearchParams({ storeId, from, to, encoding }).toString()}`, { onSuccess: onClose })
  return (
    <ConfirmSheet
      title={words.title}
      onClose={onClose}
      buttons={
        <>
          <Button kind="primary" busy={download.isPending ? papers.preparing : null} disabledReason={wrong ?? (from && to ? null : words.limit)} onPress={save}>
            {words.open}
          </Button>
          <Button onPress={onClose}>{words.cancel}</Button>
        </>
      }
    >
      <Stack gap={3}>
        <Field label={words.from} kind="date" value={from} onChange={setFrom} />
        <Field label={words.to} kind="date" value={to} onChange={setTo} example={words.limit} />
        <Choice
          legend={words.encoding}
          value={encoding}
          onChange={setEncoding}
          options={[
            { value: 'utf8', label: words.utf8 },
            { value: 'sjis', label: words.sjis },
          ]}
        />
        <Note>{papers.outside}</Note>
        {download.error ? <Problem problem={download.error} /> : null}
      </Stack>
    </ConfirmSheet>
  )
}
