import type { CaseFile } from '../../../server/cases/contract.ts'
import { Banner } from '../../ui/banner.tsx'
import { day, yen } from '../../ui/format.ts'
import { useDemandPaperWords } from '../../words/demand-papers.ts'
import { useLanguage } from '../../words/language.ts'
import { officePaths } from '../office-paths.ts'
import styles from './case.module.css'

/** What the programme owes its customer of a demand's money, or has given back. */
export function MoneyBack({ back: { owed, returned, surplus, surplusReturned } }: Pick<CaseFile['demands'][number], 'back'>) {
  const { back: words, bookingForm, block } = useDemandPaperWords()
  const language = useLanguage()
  return (
    <>
      {owed === '0' ? null : <Banner tone="attention">{words.owed(yen(owed))}</Banner>}
      {surplus === '0' ? null : (
        <Banner tone="attention" link={{ to: officePaths.money, label: block.toMoney }}>
          {words.surplus(yen(surplus))}
        </Banner>
      )}
      {returned ? <p className={styles.soft}>{words.returned(yen(returned.amount), day(returned.on, language), bookingForm.methods[returned.method])}</p> : null}
      {surplusReturned === '0' ? null : <p className={styles.soft}>{words.surplusReturned(yen(surplusReturned))}</p>}
    </>
  )
}
