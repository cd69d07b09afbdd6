import type { ReactNode } from 'react'
import { useSyncExternalStore } from 'react'
import { Banner } from './ui/banner.tsx'
import { Page, type PageProps } from './ui/page.tsx'
import { useAppWords } from './words/app.ts'

interface ScreenProps extends Pick<PageProps, 'title' | 'heading' | 'beside' | 'action' | 'nav' | 'wide' | 'children'> {
  /** Where 「戻る」 leads when this page was opened from outside. */
  readonly back?: string
  readonly banner?: ReactNode
}

/** A page with the words every page has, and the banner for lost signal. */
export function Screen({ back, banner, title, ...rest }: ScreenProps) {
  const words = useAppWords()
  const online = useSyncExternalStore(listen, () => navigator.onLine)
  return (
    <Page
      {...rest}
      title={title}
      windowTitle={words.title(title)}
      back={back === undefined ? null : { to: back, label: words.back }}
      banner={
        <>
          {online ? null : <Banner tone="attention">{words.offline}</Banner>}
          {banner}
        </>
      }
    />
  )
}

function listen(tell: () => void): () => void {
  window.addEventListener('online', tell)
  window.addEventListener('offline', tell)
  return () => {
    window.removeEventListener('online', tell)
    window.removeEventListener('offline', tell)
  }
}
