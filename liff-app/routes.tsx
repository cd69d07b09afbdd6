import { lazy, Suspense, type ReactNode } from 'react'
import { Navigate, Route, Routes, useLocation } from 'react-router'
import { paths } from './paths.ts'
import { Screen } from './screen.tsx'
import { useSession } from './session.tsx'
import { Starting } from './starting.tsx'
import { ButtonLink } from './ui/button.tsx'
import { ErrorPanel } from './ui/error-panel.tsx'
import { useAppWords } from './words/app.ts'

const SignInScreen = lazy(() => import('./sign-in-screen.tsx').then((found) => ({ default: found.SignInScreen })))
const JoinScreen = lazy(() => import('./store/people/join-screen.tsx').then((found) => ({ default: found.JoinScreen })))
const areas = { customer: () => import('./customer/area.tsx'), staff: () => import('./store/area.tsx'), officer: () => import('./secretariat/area.tsx') }
const CustomerArea = lazy(areas.customer)
const StoreArea = lazy(areas.staff)
const OfficeArea = lazy(areas.officer)

type Role = 'customer' | 'staff' | 'officer'
const homes: Readonly<Record<Role, string>> = { customer: paths.home, staff: paths.store, officer: paths.office }

/** Begins to load the area an address belongs to while it is still being found out who this is. */
export function loadAreaEarly(pathname: string): void {
  const load = pathname.startsWith(paths.store) ? areas.staff : pathname.startsWith(paths.office) ? areas.officer : areas.customer
  // What fails here is tried again, and told, when the area is shown.
  load().catch(() => undefined)
}

/** The three areas. Each is loaded only by those whose role it is. */
export function AppRoutes() {
  return (
    <Suspense fallback={<Starting />}>
      <Routes>
        <Route path={paths.storeSignIn} element={<SignInScreen area="store" />} />
        <Route path={`${paths.office}/sign-in`} element={<SignInScreen area="office" />} />
        <Route path={`${paths.storeJoin}/:token`} element={<JoinScreen />} />
        <Route path={`${paths.store}/*`} element={<ForRole role="staff" area={<StoreArea />} />} />
        <Route path={`${paths.office}/*`} element={<ForRole role="officer" area={<OfficeArea />} />} />
        <Route path="/*" element={<ForRole role="customer" area={<CustomerArea />} />} />
      </Routes>
    </Suspense>
  )
}

function ForRole({ role, area }: { role: Role; area: ReactNode }) {
  const session = useSession()
  const { pathname } = useLocation()
  if (session.kind === 'visitor') {
    if (role !== 'customer') return <SignInScreen area={role === 'staff' ? 'store' : 'office'} />
    // Somebody LINE knows as staff or officer opened the front door.
    if (session.next === 'password-needed' && pathname === paths.home) return <SignInScreen area="store" mayRegister />
    return area
  }
  if (session.me.role === role) return area
  if (pathname === paths.home) return <Navigate to={homes[session.me.role]} replace />
  return <NotYourRole needed={role} own={session.me.role} />
}

function NotYourRole({ needed, own }: { needed: Role; own: Role }) {
  const words = useAppWords()
  return (
    <Screen title={words.notYourRole.title}>
      <ErrorPanel what={words.notYourRole.what(words.notYourRole[needed])} tone="info">
        <ButtonLink to={homes[own]} kind="primary" replace>
          {words.home}
        </ButtonLink>
        {needed === 'customer' ? null : <ButtonLink to={`${homes[needed]}/sign-in`}>{words.notYourRole.signIn}</ButtonLink>}
      </ErrorPanel>
    </Screen>
  )
}
