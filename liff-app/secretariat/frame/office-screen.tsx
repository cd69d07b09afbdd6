import { ChevronLeft } from 'lucide-react'
import type { ReactNode } from 'react'
import { useSyncExternalStore } from 'react'
import { Link, useLocation } from 'react-router'
import { useOfficer } from '../../session.tsx'
import { Banner } from '../../ui/banner.tsx'
import { BottomNav } from '../../ui/bottom-nav.tsx'
import { PageTitle } from '../../ui/page-title.tsx'
import { useAppWords } from '../../words/app.ts'
import { useOfficeWords } from '../words.ts'
import { usePlaces } from './places.tsx'
import { Rail } from './rail.tsx'
import styles from './office-screen.module.css'

interface OfficeScreenProps {
  readonly title: string
  /** Shown in the heading instead of the plain title. */
  readonly heading?: ReactNode
  /** Right of the heading. */
  readonly beside?: ReactNode
  /** The list this screen belongs to. */
  readonly back?: { readonly to: string; readonly label: string }
  readonly children: ReactNode
}

/** One screen of the secretariat: a rail with all areas on a PC, four places at the bottom of a phone. */
export function OfficeScreen({ title, heading, beside, back, children }: OfficeScreenProps) {
  const app = useAppWords()
  const words = useOfficeWords()
  const officer = useOfficer()
  const places = usePlaces()
  const { pathname } = useLocation()
  const online = useSyncExternalStore(listen, () => navigator.onLine)
  return (
    <div className={styles.office} data-density="work">
      <a className={styles.skip} href="#main">
        {words.area.skip}
      </a>
      <Rail />
      <div className={styles.page}>
        {online ? null : <Banner tone="attention">{app.offline}</Banner>}
        <main className={styles.main} id="main" key={pathname} tabIndex={-1}>
          {back ? (
            <Link className={styles.back} to={back.to}>
              <ChevronLeft aria-hidden="true" size={24} />
              {back.label}
            </Link>
          ) : null}
          <div className={styles.head}>
            <PageTitle windowTitle={app.title(title)}>{heading ?? title}</PageTitle>
            {beside}
          </div>
          {officer.officerRole === 'auditor' ? <Banner tone="info">{words.readOnly}</Banner> : null}
          {children}
        </main>
        <div className={styles.bottom}>
          <BottomNav label={app.nav.label} items={places.filter((place) => place.onPhone)} />
        </div>
      </div>
    </div>
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
