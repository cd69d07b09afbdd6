import { ReceiptText } from 'lucide-react'
import { Loaded } from '../../loaded.tsx'
import { paths } from '../../paths.ts'
import { Screen } from '../../screen.tsx'
import { useStaff } from '../../session.tsx'
import { StopBanners } from '../../stops.tsx'
import { Banner } from '../../ui/banner.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { count, dayOf, yen } from '../../ui/format.ts'
import { useNow } from '../../ui/use-now.ts'
import { useStoreWords } from '../../words/store.ts'
import { useMyStore } from '../my-store.tsx'
import { useFeed } from '../queries.ts'
import { StoreChoice } from '../store-choice.tsx'
import { StoreNav } from '../store-nav.tsx'
import { Connection } from './connection.tsx'
import styles from './feed.module.css'
import { FeedRow } from './feed-row.tsx'
import { SoundQuestion } from './sound-question.tsx'
import { TodayHead } from './today-head.tsx'
import { useFreshPayments } from './use-fresh-payments.ts'

const minute = 60_000

/** The till's screen: it is the proof that a payment arrived. */
export function FeedScreen() {
  const words = useStoreWords().feed
  const { store } = useMyStore()
  return (
    <Screen title={words.title} heading={store.name} nav={<StoreNav />}>
      <StoreChoice />
      <SoundQuestion />
      {store.acceptance === 'stopped' ? <Banner tone="stopped">{words.stopped}</Banner> : null}
      <StopBanners stops={useStaff().stops} concerned={['pay', 'code_pay', 'payout']} />
      <FactCheckBanner />
      <Feed key={store.id} storeId={store.id} />
    </Screen>
  )
}

function Feed({ storeId }: { storeId: string }) {
  const words = useStoreWords().feed
  const day = dayOf(useNow(minute))
  const feed = useFeed(storeId, day)
  const fresh = useFreshPayments(feed.data?.items)
  return (
    <>
      <Connection lost={feed.isError} asking={feed.isFetching} onReconnect={() => void feed.refetch()} />
      <TodayHead storeId={storeId} />
      <p className="visually-hidden" aria-live="assertive">
        {fresh.map((payment) => words.received(yen(payment.amount))).join(' ')}
      </p>
      <Loaded query={feed} rows={4}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState icon={<ReceiptText size={48} />}>{words.empty}</EmptyState>
          ) : (
            <ul className={styles.list} aria-label={words.list}>
              {items.map((payment) => (
                <FeedRow key={payment.id} payment={payment} fresh={fresh.some(({ id }) => id === payment.id)} />
              ))}
            </ul>
          )
        }
      </Loaded>
    </>
  )
}

function FactCheckBanner() {
  const words = useStoreWords().feed
  const { openFactChecks } = useStaff()
  if (openFactChecks === 0) return null
  return (
    <Banner tone="info" link={{ to: paths.factChecks, label: words.see }}>
      {words.factChecks(count(openFactChecks))}
    </Banner>
  )
}
