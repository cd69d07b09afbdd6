import { Link, useParams } from 'react-router'
import type { StorePage } from '../../../server/cases/store/contract.ts'
import { isReason } from '../../api.ts'
import { Loaded } from '../../loaded.tsx'
import { ButtonLink } from '../../ui/button.tsx'
import { count, dayOf, moment, shortDay, storeNumber, yen } from '../../ui/format.ts'
import { Facts } from '../../ui/list-rows.tsx'
import { Note } from '../../ui/stack.tsx'
import { useLanguage } from '../../words/language.ts'
import { Block } from '../frame/columns.tsx'
import { NothingThere } from '../frame/nothing-there.tsx'
import { OfficeScreen } from '../frame/office-screen.tsx'
import { CaseStateBadge } from '../frame/state-badges.tsx'
import { officePaths } from '../office-paths.ts'
import { useOfficePageWords } from '../page-words.ts'
import { useStore } from './queries.ts'
import { StoreDays } from './store-days.tsx'
import { StoreSwitches } from './store-switches.tsx'
import styles from './stores.module.css'

/** One store: what it is, what came in, what is stopped and who did it. */
export function StoreScreen() {
  const { code = '' } = useParams()
  const { stores: words } = useOfficePageWords()
  const store = useStore(code)
  const back = { to: officePaths.stores, label: words.backTo }
  if (isReason(store.error, 'not-found')) {
    return (
      <OfficeScreen title={code}>
        <NothingThere back={back} />
      </OfficeScreen>
    )
  }
  return (
    <OfficeScreen title={store.data ? `${code} ${store.data.name}` : code} back={back}>
      <Loaded query={store} rows={6} tall>
        {(page) => (
          <div className={styles.columns}>
            <div className={styles.stack}>
              <StoreSwitches store={page} />
              <About store={page} />
            </div>
            <div className={styles.stack}>
              <Month store={page} />
              <Cases cases={page.cases} />
            </div>
          </div>
        )}
      </Loaded>
    </OfficeScreen>
  )
}

function About({ store }: { store: StorePage }) {
  const { stores: words } = useOfficePageWords()
  const language = useLanguage()
  const { staff, posters, bank } = store
  return (
    <Block title={words.basics}>
      {store.hasPhoto ? <img className={styles.photo} src={`/api/secretariat/store-photos/${store.number}`} alt={store.name} /> : <p className={styles.noPhoto}>{words.noPhoto}</p>}
      <Facts
        facts={[
          [words.number, storeNumber(store.number)],
          [words.area, store.area],
          [words.phone, <a key="phone" className={styles.link} href={`tel:${store.phone}`}>{store.phone}</a>],
          [words.hours, words.hoursOf(store.opensAt, store.closesAt)],
          [words.size, store.small ? words.sizes.small : words.sizes.large],
          [words.staff, [words.staffOf(count(staff.owner), count(staff.manager), count(staff.clerk)), ...(staff.stopped > 0 ? [words.staffStopped(count(staff.stopped))] : [])].join(' ')],
        ]}
      />
      <h3>{words.poster}</h3>
      <Facts
        facts={[
          [words.posterNow, words.posterVersion(count(posters.version))],
          ...posters.replaced.map(({ version, at, by }) => [words.posterVersion(count(version)), words.posterReplaced(moment(at, language), by ?? '')] as const),
        ]}
      />
      {posters.replaced.length === 0 ? <Note>{words.posterFirst}</Note> : null}
      <h3>{words.bank}</h3>
      {bank ? (
        <>
          <Facts
            facts={[
              [words.bankVersion(count(bank.version)), words.bankChanged(moment(bank.changedAt, language), bank.changedBy)],
              ...(bank.confirmedAt ? [[words.bankSecond, words.bankConfirmed(moment(bank.confirmedAt, language), bank.confirmedBy ?? '')] as const] : []),
            ]}
          />
          {bank.confirmedAt ? null : <Note>{words.bankWaiting}</Note>}
        </>
      ) : (
        <Note>{words.bankNone}</Note>
      )}
    </Block>
  )
}

function Month({ store }: { store: StorePage }) {
  const { stores: words } = useOfficePageWords()
  const { month } = store
  return (
    <Block title={words.month}>
      <Facts
        facts={[
          [words.monthTotal, <b key="total">{yen(month.total)}</b>],
          [words.monthPayments, count(month.payments)],
          [words.monthCustomers, words.people(count(month.customers))],
          [words.columns.hhi, month.hhi === null ? words.hhiNone : [count(month.hhi), ...(month.largestPercent === null ? [] : [words.largest(String(month.largestPercent))])].join(' ')],
        ]}
      />
      <Note>{words.hhiNote}</Note>
      <StoreDays days={store.days} />
      <ButtonLink to={officePaths.paymentsOf({ store: store.code })}>{words.toPayments}</ButtonLink>
    </Block>
  )
}

function Cases({ cases }: { cases: StorePage['cases'] }) {
  const { stores: words } = useOfficePageWords()
  const language = useLanguage()
  return (
    <Block title={words.casesTitle}>
      {cases.length === 0 ? <Note>{words.noCases}</Note> : null}
      <ul className={styles.cases}>
        {cases.map((one) => (
          <li key={one.id}>
            <Link className={styles.link} to={officePaths.case(one.id)}>
              {one.number}
            </Link>
            <CaseStateBadge state={one.state} />
            <span className={styles.soft}>{shortDay(dayOf(one.openedAt), language)}</span>
          </li>
        ))}
      </ul>
    </Block>
  )
}
