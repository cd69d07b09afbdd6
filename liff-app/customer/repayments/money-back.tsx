import type { DemandForCustomer } from '../../../server/cases/contract.ts'
import { Banner } from '../../ui/banner.tsx'
import { day, yen } from '../../ui/format.ts'
import { Card, Note } from '../../ui/stack.tsx'
import { useDemandPaperWords } from '../../words/demand-papers.ts'
import { useLanguage } from '../../words/language.ts'

/** Money that goes back to the customer, or went back. Nothing while there is none. */
export function MoneyBack({ back: { owed, returned, surplus, surplusReturned } }: Pick<DemandForCustomer, 'back'>) {
  const words = useDemandPaperWords().customer.back
  const language = useLanguage()
  const waits = owed !== '0' || surplus !== '0'
  if (!waits && !returned && surplusReturned === '0') return null
  return (
    <Card label={words.title}>
      <h2>{words.title}</h2>
      {owed === '0' ? null : <Banner tone="info">{words.owed(yen(owed))}</Banner>}
      {surplus === '0' ? null : <Banner tone="info">{words.surplus(yen(surplus))}</Banner>}
      {returned ? <Banner tone="ok">{words.returned(yen(returned.amount), day(returned.on, language))}</Banner> : null}
      {surplusReturned === '0' ? null : <Banner tone="ok">{words.surplusReturned(yen(surplusReturned))}</Banner>}
      {waits ? <Note>{words.noAccount}</Note> : null}
    </Card>
  )
}
