import { QrCode, ReceiptText, ScanLine } from 'lucide-react'
import { Loaded } from '../../loaded.tsx'
import { paths } from '../../paths.ts'
import { Screen } from '../../screen.tsx'
import { useStaff } from '../../session.tsx'
import { Banner } from '../../ui/banner.tsx'
import { ButtonLink } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { count, yen } from '../../ui/format.ts'
import { useEvidenceWords } from '../../words/evidence.ts'
import { useStoreWords } from '../../words/store.ts'
import { useMyStore } from '../my-store.tsx'
import { StoreChoice } from '../store-choice.tsx'
import { StoreNav } from '../store-nav.tsx'
import { WhyNothingComesIn } from '../why-nothing-comes-in.tsx'
import { Connection } from './connection.tsx'
import styles from './feed.module.css'
import { FeedRow } from './feed-row.tsx'
import { useLiveFeed } from './live-feed.tsx'
import { SoundQuestion } from './sound-question.tsx'
import { TodayHead } from './today-head.tsx'

/** The till's screen: it is the proof that a payment arrived. */
export function FeedScreen() {
  const words = useStoreWords().feed
  const { notReceived } = useEvidenceWords()
  const { store } = useMyStore()
  return (
    <Screen title={words.title} heading={store.name} wide nav={<StoreNav />} action={<Ways />}>
      <div className={styles.columns}>
        <div className={styles.head}>
          <StoreChoice />
          <SoundQuestion />
          <WhyNothingComesIn />
          <FactCheckBanner />
          <Connection />
          <TodayHead storeId={store.id} />
        </div>
        <Feed />
        <ButtonLink to={paths.notReceived} kind="text">
          {notReceived.open}
        </ButtonLink>
      </div>
    </Screen>
  )
}

/** The two ways to ask for money besides the poster. */
function Ways() {
  const words = useStoreWords().feed
  return (
    <div className={styles.ways}>
      <ButtonLink to={paths.storeRequest} kind="primary" icon={<QrCode aria-hidden="true" />}>
        {words.request}
      </ButtonLink>
      <ButtonLink to={paths.storeScan} icon={<ScanLine aria-hidden="true" />}>
        {words.scan}
      </ButtonLink>
    </div>
  )
}

function Feed() {
  const words = useStoreWords().feed
  const { feed, arrivals } = useLiveFeed()
  const fresh = arrivals.flatMap(({ payments }) => payments)
  return (
    <div className={styles.feed}>
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
    </div>
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
