import type { ReactNode } from 'react'
import { useOnline } from './platform/online.ts'
import { useNewerVersion } from './platform/version.ts'
import { Banner } from './ui/banner.tsx'
import { Button } from './ui/button.tsx'
import { Page, type PageProps } from './ui/page.tsx'
import { useAppWords } from './words/app.ts'

interface ScreenProps extends Pick<PageProps, 'title' | 'heading' | 'beside' | 'action' | 'nav' | 'wide' | 'children'> {
  /** Where 「戻る」 leads when this page was opened from outside. */
  readonly back?: string
  readonly banner?: ReactNode
}

/** A page with the words every page has, and the banners for lost signal and for a newer version. */
export function Screen({ back, banner, title, ...rest }: ScreenProps) {
  const words = useAppWords()
  const online = useOnline()
  // Nobody is asked to load anew between scanning and the result: those screens have no way to other places.
  const newer = useNewerVersion() && rest.nav !== undefined
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
          {newer ? (
            <Banner tone="info" action={<Button onPress={() => location.reload()}>{words.reload}</Button>}>
              {words.newVersion}
            </Banner>
          ) : null}
        </>
      }
    />
  )
}
