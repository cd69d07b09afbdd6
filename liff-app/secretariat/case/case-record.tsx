import { useQuery } from '@tanstack/react-query'
import { Printer } from 'lucide-react'
import { useState } from 'react'
import type { CaseFile } from '../../../server/cases/contract.ts'
import type { CaseVerification, PrintPurpose } from '../../../server/cases/chain/contract.ts'
import { api } from '../../api.ts'
import { useDownload } from '../../download.ts'
import { Problem } from '../../problem.tsx'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { Choice } from '../../ui/choice.tsx'
import { clock, count } from '../../ui/format.ts'
import { ConfirmSheet } from '../../ui/sheet.tsx'
import { Note, Stack } from '../../ui/stack.tsx'
import { useRecordWords } from '../../words/office-record.ts'
import { usePapersWords } from '../../words/papers.ts'
import { Block } from '../frame/columns.tsx'

const root = '/api/secretariat/cases'
const everyMs = 60_000

/** 案件記録: whether the timeline is as it was written, and the whole case on paper. */
export function CaseRecord({ file }: { file: CaseFile }) {
  const { record: words } = useRecordWords()
  const [asking, setAsking] = useState(false)
  return (
    <Block title={words.title}>
      <Stack gap={3}>
        <Verification caseId={file.id} />
        <Button icon={<Printer aria-hidden="true" />} onPress={() => setAsking(true)}>
          {words.print}
        </Button>
      </Stack>
      {asking ? <Purpose caseId={file.id} onClose={() => setAsking(false)} /> : null}
    </Block>
  )
}

function Verification({ caseId }: { caseId: string }) {
  const { record: words } = useRecordWords()
  const seen = useQuery({ queryKey: ['office', 'verification', caseId], queryFn: () => api.get<CaseVerification>(`${root}/${caseId}/verification`), refetchInterval: everyMs })
  if (seen.error) return <Problem problem={seen.error} />
  if (!seen.data) return <Note>{words.checking}</Note>
  const { intact, events, unsealed, brokenAt, checkedAt } = seen.data
  if (!intact) return <Banner tone="danger">{words.broken(clock(checkedAt), count(brokenAt ?? 1))}</Banner>
  return (
    <Banner tone="ok">
      {words.intact(clock(checkedAt), count(events))}
      {unsealed > 0 ? ` ${words.waiting(count(unsealed))}` : null}
    </Banner>
  )
}

/** What it is printed for: one of a few, because the audit log keeps it and somebody reads that. */
function Purpose({ caseId, onClose }: { caseId: string; onClose: () => void }) {
  const { record: words } = useRecordWords()
  const papers = usePapersWords()
  const [purpose, setPurpose] = useState<PrintPurpose>('handover')
  const download = useDownload()
  const names: readonly PrintPurpose[] = ['handover', 'approval', 'prefecture', 'police', 'disclosure']
  return (
    <ConfirmSheet
      title={words.print}
      onClose={onClose}
      buttons={
        <>
          <Button kind="primary" busy={download.isPending ? papers.preparing : null} onPress={() => download.mutate(`${root}/${caseId}/record.pdf?purpose=${purpose}`, { onSuccess: onClose })}>
            {words.save}
          </Button>
          <Button onPress={onClose}>{words.cancel}</Button>
        </>
      }
    >
      <Stack gap={3}>
        <Choice legend={words.ask} value={purpose} onChange={setPurpose} options={names.map((value) => ({ value, label: words.purposes[value] }))} />
        <Note>
          {words.kept} {papers.outside}
        </Note>
        {download.error ? <Problem problem={download.error} /> : null}
      </Stack>
    </ConfirmSheet>
  )
}
