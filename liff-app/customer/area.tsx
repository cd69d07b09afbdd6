import { lazy, useEffect, useRef } from 'react'
import { Navigate, Route, Routes, useLocation, useNavigate } from 'react-router'
import { NotFoundScreen } from '../not-found-screen.tsx'
import { paths } from '../paths.ts'
import { useSession, type Customer } from '../session.tsx'
import { chooseTextSize } from '../ui/text-size.ts'
import { chooseLanguage } from '../words/language.ts'
import { HomeScreen } from './home/home-screen.tsx'
import { unresolvedOf } from './pay/unresolved.ts'
import { SessionEnd } from './session-end.tsx'

// Only the home screen comes with the area: it is what most visits look at, often where the signal is weak.
const PayArea = lazy(() => import('./pay/area.tsx'))
const NumberScreen = lazy(() => import('./pay/scan/number-screen.tsx').then((found) => ({ default: found.NumberScreen })))
const CodeArea = lazy(() => import('./pay/code/area.tsx'))
const StoppedScreen = lazy(() => import('./stopped-screen.tsx').then((found) => ({ default: found.StoppedScreen })))
const ExplainScreen = lazy(() => import('./explain-screen.tsx').then((found) => ({ default: found.ExplainScreen })))
const StopScreen = lazy(() => import('./stops/stop-screen.tsx').then((found) => ({ default: found.StopScreen })))
const ReportScreen = lazy(() => import('./stops/report-screen.tsx').then((found) => ({ default: found.ReportScreen })))
const AppealScreen = lazy(() => import('./stops/appeal-screen.tsx').then((found) => ({ default: found.AppealScreen })))
const PaymentsScreen = lazy(() => import('./payments/payments-screen.tsx').then((found) => ({ default: found.PaymentsScreen })))
const ReceiptScreen = lazy(() => import('./payments/receipt-screen.tsx').then((found) => ({ default: found.ReceiptScreen })))
const NoticesScreen = lazy(() => import('./notices-screen.tsx').then((found) => ({ default: found.NoticesScreen })))
const RepaymentsScreen = lazy(() => import('./repayments/repayments-screen.tsx').then((found) => ({ default: found.RepaymentsScreen })))
const RepaymentScreen = lazy(() => import('./repayments/repayment-screen.tsx').then((found) => ({ default: found.RepaymentScreen })))
const RegisterScreen = lazy(() => import('./register/register-screen.tsx').then((found) => ({ default: found.RegisterScreen })))
const SettingsScreen = lazy(() => import('./settings/settings-screen.tsx').then((found) => ({ default: found.SettingsScreen })))
const LeavingScreen = lazy(() => import('./settings/leaving-screen.tsx').then((found) => ({ default: found.LeavingScreen })))
const StoresScreen = lazy(() => import('./stores/stores-screen.tsx').then((found) => ({ default: found.StoresScreen })))
const HelpScreen = lazy(() => import('./guide/help-screen.tsx').then((found) => ({ default: found.HelpScreen })))
const AboutScreen = lazy(() => import('./guide/about-screen.tsx').then((found) => ({ default: found.AboutScreen })))
const PrivacyScreen = lazy(() => import('./guide/privacy-screen.tsx').then((found) => ({ default: found.PrivacyScreen })))
const TopUpScreen = lazy(() => import('./guide/top-up-screen.tsx').then((found) => ({ default: found.TopUpScreen })))

/** Everything a customer sees. Somebody who is not registered yet sees registration and help. */
export default function CustomerArea() {
  const session = useSession()
  if (session.kind === 'visitor') return <VisitorRoutes />
  if (session.me.role !== 'customer') return null
  return <CustomerRoutes me={session.me} />
}

function VisitorRoutes() {
  return (
    <Routes>
      <Route path="register" element={<RegisterScreen />} />
      <Route path="help" element={<HelpScreen />} />
      <Route path="*" element={<ToRegistration />} />
    </Routes>
  )
}

/** Whoever scanned a poster first comes back to it after registering. */
function ToRegistration() {
  const { pathname } = useLocation()
  return <Navigate to={paths.register} replace state={pathname.startsWith(`${paths.pay}/`) ? { goOn: pathname } : null} />
}

function CustomerRoutes({ me }: { me: Customer }) {
  usePersonsChoices(me)
  useReturnToUnresolved(me)
  return (
    <>
      <SessionEnd />
      <Routes>
        <Route index element={<HomeScreen />} />
        <Route path="pay/number" element={<NumberScreen />} />
        <Route path="pay/code/*" element={<CodeArea />} />
        <Route path="pay/*" element={<PayArea />} />
        <Route path="stopped" element={<StoppedScreen />} />
        <Route path="stopped/explain" element={<ExplainScreen />} />
        <Route path="stopped/appeal" element={<AppealScreen />} />
        <Route path="stop" element={<StopScreen />} />
        <Route path="payments/:id/report" element={<ReportScreen />} />
        <Route path="repayments/:id/appeal" element={<AppealScreen />} />
        <Route path="payments" element={<PaymentsScreen />} />
        <Route path="payments/:id" element={<ReceiptScreen />} />
        <Route path="notices" element={<NoticesScreen />} />
        <Route path="repayments" element={<RepaymentsScreen />} />
        <Route path="repayments/:id" element={<RepaymentScreen />} />
        <Route path="register" element={<RegisterScreen />} />
        <Route path="settings" element={<SettingsScreen />} />
        <Route path="settings/leaving" element={<LeavingScreen />} />
        <Route path="stores" element={<StoresScreen />} />
        <Route path="help" element={<HelpScreen />} />
        <Route path="about" element={<AboutScreen />} />
        <Route path="privacy" element={<PrivacyScreen />} />
        <Route path="top-up" element={<TopUpScreen />} />
        <Route path="*" element={<NotFoundScreen home={paths.home} help={paths.help} />} />
      </Routes>
    </>
  )
}

/** Size of letters and language belong to the person and follow to another phone. */
function usePersonsChoices({ textSize, language }: Customer): void {
  useEffect(() => chooseTextSize(textSize), [textSize])
  useEffect(() => chooseLanguage(language), [language])
}

/** Opening the mini-app again while a payment is unresolved shows that payment first. */
function useReturnToUnresolved({ code }: Customer): void {
  const navigate = useNavigate()
  const returned = useRef(false)
  useEffect(() => {
    // Once: `navigate` changes with the path, and this is about opening, not about moving around.
    if (returned.current) return
    returned.current = true
    const unresolved = unresolvedOf(code)
    if (unresolved) void navigate(paths.result(unresolved.key), { replace: true })
  }, [code, navigate])
}
