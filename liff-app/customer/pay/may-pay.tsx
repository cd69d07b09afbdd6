import type { ReactNode } from 'react'
import { Navigate, useLocation } from 'react-router'
import { paths } from '../../paths.ts'
import { useCustomer } from '../../session.tsx'
import { unresolvedOf } from './unresolved.ts'

/** While payments are stopped, or one is unresolved, the way to pay leads to what is the matter. */
export function MayPay({ children }: { children: ReactNode }) {
  const { code, standing } = useCustomer()
  const { pathname } = useLocation()
  const unresolved = unresolvedOf(code)
  if (standing !== 'active' && pathname !== paths.confirm) return <Navigate to={paths.stopped} replace />
  // The confirming screen itself makes a payment unresolved for the moment of sending, and shows why one was refused.
  if (unresolved && pathname !== paths.confirm) return <Navigate to={paths.result(unresolved.key)} replace />
  return children
}
