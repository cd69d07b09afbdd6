import { lazy } from 'react'
import { Navigate, Route, Routes, useLocation } from 'react-router'
import { NotFoundScreen } from '../../not-found-screen.tsx'
import { paths } from '../../paths.ts'
import { useCustomer } from '../../session.tsx'
import { AmountScreen } from './amount-screen.tsx'
import { ConfirmScreen } from './confirm/confirm-screen.tsx'
import { RequestScreen } from './confirm/request-screen.tsx'
import { ResultScreen } from './result/result-screen.tsx'
import { NumberScreen } from './scan/number-screen.tsx'
import { ScanScreen } from './scan/scan-screen.tsx'
import { unresolvedOf } from './unresolved.ts'

// A code has to be made by the server anyway: its screens come when they are asked for.
const CodeScreen = lazy(() => import('./code/code-screen.tsx').then((found) => ({ default: found.CodeScreen })))
const CodeResultScreen = lazy(() => import('./code/code-result-screen.tsx').then((found) => ({ default: found.CodeResultScreen })))

/** From scanning to the result, in one piece: once paying has begun, nothing more has to be loaded. */
export default function PayArea() {
  return (
    <Routes>
      <Route path="result/:key" element={<ResultScreen />} />
      <Route path="code/:id" element={<CodeResultScreen />} />
      <Route path="*" element={<MayPay />} />
    </Routes>
  )
}

/** While payments are stopped, or one is unresolved, the way to pay leads to what is the matter. */
function MayPay() {
  const { code, standing } = useCustomer()
  const { pathname } = useLocation()
  const unresolved = unresolvedOf(code)
  if (standing !== 'active' && pathname !== paths.confirm) return <Navigate to={paths.stopped} replace />
  // The confirming screen itself makes a payment unresolved for the moment of sending, and shows why one was refused.
  if (unresolved && pathname !== paths.confirm) return <Navigate to={paths.result(unresolved.key)} replace />
  return (
    <Routes>
      <Route index element={<ScanScreen />} />
      <Route path="number" element={<NumberScreen />} />
      <Route path="s/:poster" element={<AmountScreen />} />
      <Route path="n/:number" element={<AmountScreen />} />
      <Route path="r/:token" element={<RequestScreen />} />
      <Route path="confirm" element={<ConfirmScreen />} />
      <Route path="code" element={<CodeScreen />} />
      <Route path="*" element={<NotFoundScreen home={paths.home} help={paths.help} />} />
    </Routes>
  )
}
