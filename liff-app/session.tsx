import type { ReactNode } from 'react'
import { createContext, use } from 'react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { isReason, send, signInWithLine } from './api.ts'
import { serverNow } from './platform/clock.ts'
import { onThisPhone } from './platform/keep.ts'
import { linePerson } from './platform/liff.ts'
import { Starting, StartFailed } from './starting.tsx'
import type { lineSignInAnswer, Me } from '../server/sign-in/contract.ts'
import type { z } from 'zod'

type Known = Exclude<Me, { role: 'visitor' }>
export type Customer = Extract<Me, { role: 'customer' }>
export type Staff = Extract<Me, { role: 'staff' }>
export type Officer = Extract<Me, { role: 'officer' }>

/** Who uses the app: somebody we know, or a visitor whom only LINE knows. */
export type Session =
  | { readonly kind: 'signed-in'; readonly me: Known }
  | { readonly kind: 'visitor'; readonly displayName: string; readonly next: 'password-needed' | 'not-registered' }

const sessionKey = ['session'] as const
const renewEveryMs = 30_000
const SessionContext = createContext<{ readonly session: Session; readonly renewedAt: number } | null>(null)

/** Finds out who this is before anything else is shown, and keeps balance, standing and counts fresh. */
export function SessionGate({ children }: { children: ReactNode }) {
  const session = useQuery({
    queryKey: sessionKey,
    queryFn: async () => ({ session: await openSession(), renewedAt: serverNow() }),
    refetchInterval: (query) => (query.state.data?.session.kind === 'signed-in' ? renewEveryMs : false),
    refetchOnWindowFocus: (query) => query.state.data?.session.kind === 'signed-in',
  })
  if (session.data) return <SessionContext value={session.data}>{children}</SessionContext>
  if (session.error) return <StartFailed problem={session.error} onRetry={() => void session.refetch()} />
  return <Starting />
}

export const useSession = (): Session => useGate().session

/** When the balance and the counts of the session were last heard from the server, in milliseconds of its clock. */
export const useRenewedAt = (): number => useGate().renewedAt

export const useCustomer = (): Customer => useKnown('customer')
export const useStaff = (): Staff => useKnown('staff')
export const useOfficer = (): Officer => useKnown('officer')

/** Asks the server again who this is: after paying, registering, signing in or out. Resolves when it is known. */
export function useRenewSession(): () => Promise<void> {
  const queries = useQueryClient()
  return () => queries.invalidateQueries({ queryKey: sessionKey })
}

function useGate() {
  const known = use(SessionContext)
  if (!known) throw new Error('a screen stands outside of SessionGate')
  return known
}

function useKnown<R extends Known['role']>(role: R): Extract<Known, { role: R }> {
  const session = useSession()
  if (session.kind !== 'signed-in' || session.me.role !== role) throw new Error(`a screen of the ${role} was opened by somebody else`)
  return session.me as Extract<Known, { role: R }>
}

async function openSession(): Promise<Session> {
  let next: z.infer<typeof lineSignInAnswer>['next'] | null = null
  if (anotherPersonOfLine()) next = await signInWithLine()
  let me = await askMe().catch(async (problem: unknown) => {
    if (!isReason(problem, 'not-signed-in')) throw problem
    next = await signInWithLine()
    return askMe()
  })
  if (me.role !== 'visitor') return { kind: 'signed-in', me }
  next ??= await signInWithLine()
  if (next !== 'customer') return { kind: 'visitor', displayName: me.displayName, next }
  me = await askMe()
  if (me.role === 'visitor') throw new Error('signed in as a customer, but still a visitor')
  return { kind: 'signed-in', me }
}

const askMe = (): Promise<Me> => send<Me>('GET', '/api/me')

/** The cookie may outlive a change of the LINE account on this phone, and on a new phone there is none to ask with. */
function anotherPersonOfLine(): boolean {
  const before = onThisPhone.read('line-person')
  const now = linePerson()
  return now !== null && before !== now
}
