import { useState } from 'react'
import type { PayoutList } from '../../../server/payments/settlement/contract.ts'
import { Problem } from '../../problem.tsx'
import { useOfficer } from '../../session.tsx'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { recently, yen } from '../../ui/format.ts'
import { Note } from '../../ui/stack.tsx'
import { useNow } from '../../ui/use-now.ts'
import { useLanguage } from '../../words/language.ts'
import { Block } from '../frame/columns.tsx'
import styles from './payouts.module.css'
import { useSend } from './queries.ts'
import { PayoutReason } from './payout-reason.tsx'
import { usePayoutWords } from './words.ts'

type Held = PayoutList['held'][number]
type Unconfirmed = PayoutList['unconfirmed'][number]

/** Stores whose payouts an officer stopped, and the way to let them go on. */
export function HeldStores({ stores }: { stores: readonly Held[] }) {
  const words = usePayoutWords()
  const [proposed, setProposed] = useState(false)
  return (
    <Block title={words.held}>
      {proposed ? <Banner tone="ok">{words.resumed}</Banner> : null}
      {stores.length === 0 ? <Note>{words.nothingHeld}</Note> : null}
      <ul className={styles.stores}>
        {stores.map((store) => (
          <HeldStore key={store.storeId} store={store} onProposed={() => setProposed(true)} />
        ))}
      </ul>
    </Block>
  )
}

function HeldStore({ store, onProposed }: { store: Held; onProposed: () => void }) {
  const words = usePayoutWords()
  const language = useLanguage()
  const now = useNow(60_000)
  const officer = useOfficer()
  const [asking, setAsking] = useState(false)
  const name = `${store.storeCode} ${store.storeName}`
  return (
    <li className={styles.store}>
      <span className={styles.spread}>
        <b>{name}</b>
        <b>{yen(store.amount)}</b>
      </span>
      <span>{words.why(store.reason)}</span>
      <span className={styles.soft}>{words.heldBy(store.heldBy, recently(store.heldAt, now, language))}</span>
      {store.pending ? <span>{words.resumePending(store.pending)}</span> : null}
      {store.pending || officer.officerRole === 'auditor' ? null : <Button onPress={() => setAsking(true)}>{words.resume}</Button>}
      {asking ? (
        <PayoutReason
          title={words.resumeTitle(name)}
          hint={words.holdHint}
          path={`/stores/${store.storeId}/propose-resume-payouts`}
          send={words.send}
          onClose={() => setAsking(false)}
          onDone={() => {
            setAsking(false)
            onProposed()
          }}
        />
      ) : null}
    </li>
  )
}

/** Stores that get nothing until two officers know their bank details. */
export function UnconfirmedDetails({ stores }: { stores: readonly Unconfirmed[] }) {
  const words = usePayoutWords()
  return (
    <Block title={words.unconfirmed}>
      {stores.length === 0 ? <Note>{words.allConfirmed}</Note> : null}
      <ul className={styles.stores}>
        {stores.map((store) => (
          <UnconfirmedStore key={store.storeId} store={store} />
        ))}
      </ul>
    </Block>
  )
}

function UnconfirmedStore({ store }: { store: Unconfirmed }) {
  const words = usePayoutWords()
  const language = useLanguage()
  const confirming = useSend(`/stores/${store.storeId}/confirm-bank-details`)
  return (
    <li className={styles.store}>
      <span className={styles.spread}>
        <b>
          {store.storeCode} {store.storeName}
        </b>
        <b>{yen(store.amount)}</b>
      </span>
      <span>{store.place ?? words.noDetails}</span>
      {store.changedBy === null ? null : <span className={styles.soft}>{words.changedBy(store.changedBy)}</span>}
      {confirming.error ? <Problem problem={confirming.error} /> : null}
      {store.version === null ? null : (
        <Button
          disabledReason={store.mayConfirm.allowed ? null : store.mayConfirm[language]}
          busy={confirming.isPending ? words.confirming : null}
          onPress={() => confirming.mutate({ version: store.version })}
        >
          {words.confirm}
        </Button>
      )}
    </li>
  )
}
