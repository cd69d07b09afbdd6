import { Banner } from '../ui/banner.tsx'
import { useStoreWords } from '../words/store.ts'
import { useMyStore } from './my-store.tsx'

/** Why no payment will come in: the secretariat has stopped this store, or everybody. */
export function StopBanners() {
  const words = useStoreWords().feed
  const { store } = useMyStore()
  return store.acceptance === 'stopped' ? <Banner tone="stopped">{words.stopped}</Banner> : null
}
