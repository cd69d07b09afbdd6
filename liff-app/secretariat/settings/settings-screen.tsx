import { useQuery } from '@tanstack/react-query'
import type { ProgrammeTerms } from '../../../server/cases/programme/contract.ts'
import { api } from '../../api.ts'
import { Loaded } from '../../loaded.tsx'
import { day, shortDay, yen } from '../../ui/format.ts'
import { Facts } from '../../ui/list-rows.tsx'
import { Note } from '../../ui/stack.tsx'
import { useLanguage } from '../../words/language.ts'
import { Block } from '../frame/columns.tsx'
import { OfficeScreen } from '../frame/office-screen.tsx'
import { FunctionSwitches } from '../functions/function-switches.tsx'
import { useOfficePageWords } from '../page-words.ts'
import styles from './settings.module.css'

const useTerms = () => useQuery({ queryKey: ['office', 'programme'], queryFn: () => api.get<ProgrammeTerms>('/api/secretariat/programme') })

/** 設定: what can be stopped here, and the terms of the programme to read. */
export function SettingsScreen() {
  const { settings: words } = useOfficePageWords()
  return (
    <OfficeScreen title={words.title}>
      <FunctionSwitches />
      <section className={styles.terms} aria-label={words.terms}>
        <h2>{words.terms}</h2>
        <Note>{words.termsNote}</Note>
        <Loaded query={useTerms()} rows={6} tall>
          {(terms) => <Terms terms={terms} />}
        </Loaded>
      </section>
    </OfficeScreen>
  )
}

function Terms({ terms }: { terms: ProgrammeTerms }) {
  const { settings: words } = useOfficePageWords()
  const language = useLanguage()
  const { limits, contact, issuer, immediate, holidays } = terms
  return (
    <div className={styles.columns}>
      <Block title={words.limits}>
        <Facts
          facts={[
            [words.programme, terms.name[language]],
            [words.validUntil, day(terms.validUntil, language)],
            [words.perPayment, yen(limits.payment)],
            [words.perDay, yen(limits.day)],
            [words.holding, yen(limits.holding)],
            [words.purchase, yen(limits.purchase)],
            [words.largeFrom, words.orMore(yen(terms.largeFrom))],
            [words.premium, words.percent(String(terms.premiumPercent))],
          ]}
        />
      </Block>
      <Block title={words.contact}>
        <Facts
          facts={[
            [words.phone, contact.phone],
            [words.hours, words.hoursOf(contact.opens, contact.closes)],
            [words.issuer, issuer.prefecture],
            [words.office, issuer.office],
            [words.address, `〒${issuer.postalCode} ${issuer.address}`],
          ]}
        />
      </Block>
      <Block title={words.clocks}>
        <Facts
          facts={[
            [words.immediate, words.immediateOf(immediate.from, immediate.to)],
            [words.others, words.othersOf],
          ]}
        />
        <h3>{words.holidays}</h3>
        {holidays.length === 0 ? <Note>{words.noHolidays}</Note> : null}
        <ul className={styles.holidays}>
          {holidays.map((holiday) => (
            <li key={holiday}>{shortDay(holiday, language)}</li>
          ))}
        </ul>
      </Block>
    </div>
  )
}
