import { Route, Routes } from 'react-router'
import { NotFoundScreen } from '../../not-found-screen.tsx'
import { paths } from '../../paths.ts'
import { AmountScreen } from './amount-screen.tsx'
import { ConfirmScreen } from './confirm/confirm-screen.tsx'
import { RequestScreen } from './confirm/request-screen.tsx'
import { MayPay } from './may-pay.tsx'
import { ResultScreen } from './result/result-screen.tsx'
import { ScanScreen } from './scan/scan-screen.tsx'

/** From scanning to the result, in one piece: once paying has begun, nothing more has to be loaded. */
export default function PayArea() {
  return (
    <Routes>
      <Route path="result/:key" element={<ResultScreen />} />
      <Route path="*" element={<MayPay><BeforePaying /></MayPay>} />
    </Routes>
  )
}

function BeforePaying() {
  return (
    <Routes>
      <Route index element={<ScanScreen />} />
      <Route path="s/:poster" element={<AmountScreen />} />
      <Route path="n/:number" element={<AmountScreen />} />
      <Route path="r/:token" element={<RequestScreen />} />
      <Route path="confirm" element={<ConfirmScreen />} />
      <Route path="*" element={<NotFoundScreen home={paths.home} help={paths.help} />} />
    </Routes>
  )
}
