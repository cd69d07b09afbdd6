import { Download } from 'lucide-react'
import type { DemandForCustomer } from '../../../server/cases/contract.ts'
import { useDownload } from '../../download.ts'
import { Problem } from '../../problem.tsx'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { dayOf, shortDay, yen } from '../../ui/format.ts'
import { Note, Stack } from '../../ui/stack.tsx'
import { useDemandPaperWords } from '../../words/demand-papers.ts'
import { useLanguage } from '../../words/language.ts'

/** The papers of a demand as PDF: itself, a receipt for each repayment, and the proof that it is over. */
export function DemandPapers({ demand }: { demand: DemandForCustomer }) {
  const papers = useDemandPaperWords()
  const words = papers.customer
  const language = useLanguage()
  const download = useDownload()
  const button = (file: string, label: string) => (
    <Button key={file} icon={<Download aria-hidden="true" />} busy={download.isPending ? papers.preparing : null} onPress={() => download.mutate(`/api/repayments/${demand.id}/${file}.pdf`)}>
      {label}
    </Button>
  )
  return (
    <Stack gap={2}>
      <h2>{words.title}</h2>
      {demand.state === 'repaid' ? button('completion', words.completion) : null}
      {demand.repayments.map(({ id, amount, surplus, receivedAt }) => button(`receipt-${id}`, words.receipt(shortDay(dayOf(receivedAt), language), yen(BigInt(amount) + BigInt(surplus)))))}
      {demand.back.returned ? button('returned', words.returned) : null}
      {button('demand', words.demand)}
      <Note>{words.outside}</Note>
      {download.error ? <Problem problem={download.error} /> : null}
    </Stack>
  )
}

/** Nothing is asked for by this number any more. */
export function DemandOver({ state }: Pick<DemandForCustomer, 'state'>) {
  const words = useDemandPaperWords().customer
  if (state === 'withdrawn') return <Banner tone="attention">{words.withdrawn}</Banner>
  return state === 'written_off' ? <Banner tone="info">{words.writtenOff}</Banner> : null
}
