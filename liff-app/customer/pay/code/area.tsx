import { Route, Routes } from 'react-router'
import { MayPay } from '../may-pay.tsx'
import { CodeResultScreen } from './code-result-screen.tsx'
import { CodeScreen } from './code-screen.tsx'

/** コードを見せる, loaded for itself: the code has to be made by the server anyway. */
export default function CodeArea() {
  return (
    <Routes>
      <Route index element={<MayPay><CodeScreen /></MayPay>} />
      <Route path=":id" element={<CodeResultScreen />} />
    </Routes>
  )
}
