import { Link } from 'react-router'
import type { CustomerFile } from '../../../server/cases/customer/contract.ts'
import { Loaded } from '../../loaded.tsx'
import { Badge } from '../../ui/badge.tsx'
import { count, day, dayOf, yen } from '../../ui/format.ts'
import { Facts } from '../../ui/list-rows.tsx'
import { useCaseCoreWords } from '../../words/case-core.ts'
import { useLanguage } from '../../words/language.ts'
import { CaseStateBadge } from '../frame/state-badges.tsx'
import { officePaths } from '../office-paths.ts'
import { useOfficeWords } from '../words.ts'
import { useCustomerFile } from './queries.ts'
import styles from './customer-file.module.css'

/** What else is known of the customer: where they pay, what was found before, and with whom they share something. */
export function CustomerMore({ caseId }: { caseId: string }) {
  return (
    <Loaded query={useCustomerFile(caseId)} rows={4}>
      {(file) => <CustomerFileParts file={file} />}
    </Loaded>
  )
}

export function CustomerFileParts({ file }: { file: CustomerFile }) {
  return (
    <>
      <Stores file={file} />
      <Earlier cases={file.earlierCases} />
      <Sharing file={file} />
    </>
  )
}

function Stores({ file }: { file: CustomerFile }) {
  const { customer: words } = useCaseCoreWords()
  const language = useLanguage()
  return (
    <>
      <Facts facts={[[words.registered, day(dayOf(file.registeredAt), language)]]} />
      <h3>{words.stores}</h3>
      {file.stores.length === 0 ? <p className={styles.soft}>{words.noStores}</p> : <Facts facts={file.stores.map((store) => [`${store.code} ${store.name}`, words.storePayments(count(store.payments), yen(store.total))] as const)} />}
    </>
  )
}

const verdictTones = { cleared: 'ok', confirmed: 'danger', undecided: 'quiet' } as const

function Earlier({ cases }: { cases: CustomerFile['earlierCases'] }) {
  const { customer: words } = useCaseCoreWords()
  const { case: { verdictForm } } = useOfficeWords()
  const language = useLanguage()
  return (
    <>
      <h3>{words.earlier}</h3>
      {cases.length === 0 ? <p className={styles.soft}>{words.noEarlier}</p> : null}
      <ul className={styles.list}>
        {cases.map((one) => (
          <li key={one.id} className={styles.row}>
            <Link className={styles.link} to={officePaths.case(one.id)}>
              {one.number}
            </Link>
            <CaseStateBadge state={one.state} />
            {one.verdict && one.state === 'closed' ? <Badge tone={verdictTones[one.verdict]}>{verdictForm[one.verdict]}</Badge> : null}
            <span className={styles.soft}>{day(dayOf(one.openedAt), language)}</span>
          </li>
        ))}
      </ul>
    </>
  )
}

function Sharing({ file }: { file: CustomerFile }) {
  const { customer: words } = useCaseCoreWords()
  const { list } = useOfficeWords()
  return (
    <>
      <h3>{words.sharing}</h3>
      {file.sharing.length === 0 ? <p className={styles.soft}>{words.noSharing}</p> : null}
      {file.sharing.map(({ why, customers }) => (
        <details key={why} className={styles.details}>
          <summary>{words.people(words.why[why], count(customers.length))}</summary>
          <ul className={styles.list}>
            {customers.map(({ code, openCase }) => (
              <li key={code} className={styles.row}>
                <span>{code}</span>
                {openCase ? (
                  <Link className={styles.link} to={officePaths.case(openCase.id)}>
                    {words.openCase(openCase.number)}
                  </Link>
                ) : null}
              </li>
            ))}
          </ul>
        </details>
      ))}
      {file.staff.length > 0 ? (
        <>
          <h3>{words.staff}</h3>
          <Facts facts={file.staff.map(({ why, code, storeCodes }) => [words.staffOf(code, storeCodes.join(list.separator)), words.staffWhy[why]] as const)} />
        </>
      ) : null}
    </>
  )
}
