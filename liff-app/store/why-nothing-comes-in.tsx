import { useStaff } from '../session.tsx'
import { StopBanners } from '../stops.tsx'
import { Banner } from '../ui/banner.tsx'
import { useStoreWords } from '../words/store.ts'
import { useMyStore } from './my-store.tsx'

/** The secretariat has stopped this store, or something for everybody. */
export function WhyNothingComesIn() {
  const words = useStoreWords().feed
  const { store } = useMyStore()
  return (
    <>
      {store.acceptance === 'stopped' ? <Banner tone="stopped">{words.stopped}</Banner> : null}
      <StopBanners stops={useStaff().stops} concerned={['pay', 'code_pay', 'payout']} />
    </>
  )
}
