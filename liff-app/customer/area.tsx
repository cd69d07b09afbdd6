import { useEffect, type ReactNode } from 'react'
import { Navigate, Route, Routes, useLocation, useNavigate } from 'react-router'
import { paths } from '../paths.ts'
import { useCustomer, useSession, type Customer } from '../session.tsx'
import { chooseTextSize } from '../ui/text-size.ts'
import { chooseLanguage } from '../words/language.ts'
import { HelpScreen } from './help-screen.tsx'
import { HomeScreen } from './home/home-screen.tsx'
import { NotFoundScreen } from '../not-found-screen.tsx'
import { NoticesScreen } from './notices-screen.tsx'
import { AmountScreen } from './pay/amount-screen.tsx'
import { ConfirmScreen } from './pay/confirm-screen.tsx'
import { NumberScreen } from './pay/number-screen.tsx'
import { ResultScreen } from './pay/result-screen.tsx'
import { ScanScreen } from './pay/scan-screen.tsx'
import { unresolvedOf } from './pay/unresolved.ts'
import { PaymentsScreen } from './payments/payments-screen.tsx'
import { ReceiptScreen } from './payments/receipt-screen.tsx'
import { RegisterScreen } from './register/register-screen.tsx'
import { RepaymentScreen } from './repayments/repayment-screen.tsx'
import { RepaymentsScreen } from './repayments/repayments-screen.tsx'
import { SettingsScreen } from './settings-screen.tsx'
import { StoppedScreen } from './stopped-screen.tsx'

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
    <Routes>
      <Route index element={<HomeScreen />} />
      <Route path="pay">
        <Route index element={<MayPay><ScanScreen /></MayPay>} />
        <Route path="number" element={<MayPay><NumberScreen /></MayPay>} />
        <Route path="s/:poster" element={<MayPay><AmountScreen /></MayPay>} />
        <Route path="n/:number" element={<MayPay><AmountScreen /></MayPay>} />
        <Route path="confirm" element={<MayPay><ConfirmScreen /></MayPay>} />
        <Route path="result/:key" element={<ResultScreen />} />
      </Route>
      <Route path="stopped" element={<StoppedScreen />} />
      <Route path="payments" element={<PaymentsScreen />} />
      <Route path="payments/:id" element={<ReceiptScreen />} />
      <Route path="notices" element={<NoticesScreen />} />
      <Route path="repayments" element={<RepaymentsScreen />} />
      <Route path="repayments/:id" element={<RepaymentScreen />} />
      <Route path="register" element={<RegisterScreen />} />
      <Route path="settings" element={<SettingsScreen />} />
      <Route path="help" element={<HelpScreen />} />
      <Route path="*" element={<NotFoundScreen home={paths.home} help={paths.help} />} />
    </Routes>
  )
}

/** While payments are stopped, or one is unresolved, the way to pay leads to what is the matter. */
function MayPay({ children }: { children: ReactNode }) {
  const { code, standing } = useCustomer()
  const { pathname } = useLocation()
  const unresolved = unresolvedOf(code)
  if (standing !== 'active') return <Navigate to={paths.stopped} replace />
  // The confirming screen itself makes a payment unresolved for the moment of sending.
  if (unresolved && pathname !== paths.confirm) return <Navigate to={paths.result(unresolved.key)} replace />
  return children
}

/** Size of letters and language belong to the person and follow to another phone. */
function usePersonsChoices({ textSize, language }: Customer): void {
  useEffect(() => chooseTextSize(textSize), [textSize])
  useEffect(() => chooseLanguage(language), [language])
}

/** Opening the mini-app again while a payment is unresolved shows that payment first. */
function useReturnToUnresolved({ code }: Customer): void {
  const navigate = useNavigate()
  useEffect(() => {
    const unresolved = unresolvedOf(code)
    if (unresolved) void navigate(paths.result(unresolved.key), { replace: true })
  }, [code, navigate])
}
