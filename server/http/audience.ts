import { isDeepStrictEqual } from 'node:util'
import type { FastifyReply, FastifyRequest, RouteOptions } from 'fastify'
import type { Config } from '../config.ts'
import { refused } from '../core/refusal.ts'
import { minutesAfter, type Clock } from '../core/time.ts'
import type { Tx } from '../db/atomically.ts'
import type { Database } from '../db/client.ts'
import type { CustomerScope, OfficerScope, StaffScope } from '../db/scope.ts'
import type { App } from './app-type.ts'
import { carriesTicket, ticketHolder } from './download-link.ts'
import { sendRefusal } from './errors.ts'
import { sessionHashOf, sessionLimits } from './session.ts'

/** For whom a route is. `visitor` is anybody whose LINE identity is proven, `anyone` is the open door. */
export type Audience = 'customer' | 'staff' | 'officer' | 'visitor' | 'anyone'

export type Actor =
  | { readonly kind: 'visitor'; readonly lineUserId: string; readonly deviceId: string }
  | { readonly kind: 'customer'; readonly customerId: string; readonly lineUserId: string; readonly deviceId: string; readonly until: Date }
  | { readonly kind: 'staff'; readonly staffId: string; readonly role: StaffScope['role']; readonly storeIds: StaffScope['storeIds']; readonly passwordTemporary: boolean; readonly lineUserId: string; readonly deviceId: string }
  | { readonly kind: 'officer'; readonly officerId: string; readonly role: OfficerScope['role']; readonly lineUserId: string; readonly deviceId: string }

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Required on every route. */
    who?: Audience
    /** The pay route only: its SQL function checks the session in the payment's own transaction, so the guard doesn't ask twice. */
    sessionCheckedInSql?: boolean
    /** A download that may also be opened by a link with a ticket, in a browser without our cookies. */
    opensByLink?: boolean
    /** Open to staff who still have to choose a password of their own. */
    beforeOwnPassword?: boolean
    /** 共用端末 at rest: the feed, and whatever leads back to a person. What is asked here keeps no person at the terminal. */
    onSharedTerminal?: boolean
  }
  interface FastifyRequest {
    actor: Actor | null
    terminal: SharedTerminal | null
  }
}

/** A till that everybody uses. At rest nobody has touched it for a while: the feed goes on, for anything else its person is asked again. */
export interface SharedTerminal {
  readonly until: Date
  readonly atRest: boolean
}

export interface GuardParts {
  readonly config: Pick<Config, 'sessionKeys'>
  readonly db: Database
  readonly clock: Clock
}

/** Every route says for whom it is, or the server doesn't start; and nobody else gets past this hook, not even to have a body read. */
export function guardAudiences(app: App, { config, db, clock }: GuardParts): void {
  const routes: RouteOptions[] = []
  app.decorateRequest('actor', null)
  app.decorateRequest('terminal', null)
  app.addHook('onRoute', (route) => void routes.push(route))
  // Once all are known, because a folder of files gets its audience from a hook of its own.
  app.addHook('onReady', async () => {
    const open = routes.filter(({ config }) => config?.who === undefined).map(({ method, url }) => `${String(method)} ${url}`)
    if (open.length > 0) throw new Error(`These routes do not say for whom they are (config.who): ${open.join(', ')}`)
  })
  app.addHook('onRequest', async (request, reply) => {
    const { who, sessionCheckedInSql, opensByLink, beforeOwnPassword, onSharedTerminal } = request.routeOptions.config
    if (who === 'anyone' || request.is404) return
    if (who === undefined) throw new Error(`${request.routeOptions.url ?? ''} has no audience`)
    const byLink = opensByLink === true && carriesTicket(request.url)
    const hash = byLink ? ticketHolder(config, request.url, clock.now()) : sessionHashOf(request)
    if (hash === null) return sendRefusal(reply, refused(byLink ? 'link-expired' : 'not-signed-in'))
    if (sessionCheckedInSql) return
    const { actor, terminal } = await db.atomically({ kind: 'door', door: 'sign-in' }, (tx) => presenceOf(tx, hash, clock.now(), onSharedTerminal !== true))
    if (actor === null) return sendRefusal(reply, refused('not-signed-in'))
    if (who !== 'visitor' && actor.kind !== who) return strangerTo(who, actor, reply)
    if (terminal?.atRest && onSharedTerminal !== true) return sendRefusal(reply, refused('person-needed'))
    if (actor.kind === 'staff' && actor.passwordTemporary && beforeOwnPassword !== true) return sendRefusal(reply, refused('own-password-first'))
    request.actor = actor
    request.terminal = terminal
  })
}

/** Whether the person whom a long-lived answer goes to is still who they were: signed in, with the same rights. */
export async function stillSignedIn({ db, clock }: Pick<GuardParts, 'db' | 'clock'>, request: FastifyRequest): Promise<boolean> {
  const hash = sessionHashOf(request)
  if (hash === null) return false
  const { actor } = await db.atomically({ kind: 'door', door: 'sign-in' }, (tx) => presenceOf(tx, hash, clock.now(), false))
  return isDeepStrictEqual(actor, request.actor)
}

/** LINE is proven but the person has no such part: a customer's page says how to register, anything else is not theirs. */
function strangerTo(who: Audience, actor: Actor, reply: FastifyReply): never {
  return sendRefusal(reply, refused(who === 'customer' && actor.kind === 'visitor' ? 'not-registered' : 'not-your-role'))
}

interface SessionRow {
  actor_kind: Actor['kind']
  actor_id: string | null
  line_user_id: string
  device_id: string
  idle_until: Date
  absolute_until: Date
  shared_terminal: boolean
  role: string | null
  store_ids: string[] | null
  password_temporary: boolean | null
}

interface Presence {
  readonly actor: Actor | null
  readonly terminal: SharedTerminal | null
}

/**
 * Whose session this is now (scope: door); nobody's when the session is unknown, ended or past its time, or when the person
 * was dismissed or given new credentials since. Rest is counted from the last use, written at most once a minute; on a
 * shared terminal only what a person did counts as use, because its feed asks by itself.
 */
async function presenceOf(tx: Tx, hash: Buffer, now: Date, isUse: boolean): Promise<Presence> {
  const [row] = await tx.$queryRaw<SessionRow[]>`
    SELECT s.actor_kind::text, s.actor_id, s.line_user_id, s.device_id, s.idle_until, s.absolute_until, s.shared_terminal,
           coalesce(st.role::text, o.role::text) AS role, st.password_temporary,
           (SELECT array_agg(ss.store_id::text ORDER BY ss.store_id) FROM staff_stores ss WHERE ss.staff_id = st.id) AS store_ids
    FROM sessions s
    LEFT JOIN staff st ON s.actor_kind = 'staff' AND st.id = s.actor_id AND st.employment = 'active' AND st.credential_version = s.credential_version
    LEFT JOIN officers o ON s.actor_kind = 'officer' AND o.id = s.actor_id AND o.employment = 'active' AND o.credential_version = s.credential_version
    WHERE s.hash = ${hash} AND s.revoked_at IS NULL AND (${now} < s.idle_until OR s.shared_terminal) AND ${now} < s.absolute_until`
  const actor = row ? actorFrom(row) : null
  if (!row || !actor) return { actor: null, terminal: null }
  const atRest = now >= row.idle_until
  if (!atRest && (isUse || !row.shared_terminal)) await noteUse(tx, hash, row, actor, now)
  return { actor, terminal: row.shared_terminal ? { until: row.absolute_until, atRest } : null }
}

async function noteUse(tx: Tx, hash: Buffer, row: SessionRow, actor: Actor, now: Date): Promise<void> {
  const idleUntil = minutesAfter(now, sessionLimits[actor.kind].idle)
  if (idleUntil < minutesAfter(row.idle_until, 1)) return
  await tx.session.updateMany({ where: { hash: new Uint8Array(hash), revokedAt: null, idleUntil: row.idle_until }, data: { idleUntil } })
  if (actor.kind === 'staff') await tx.staff.updateMany({ where: { id: actor.staffId }, data: { lastUsedAt: now } })
}

function actorFrom(row: SessionRow): Actor | null {
  const person = { lineUserId: row.line_user_id, deviceId: row.device_id }
  if (row.actor_kind === 'visitor') return { kind: 'visitor', ...person }
  if (row.actor_id === null) return null
  if (row.actor_kind === 'customer') return { kind: 'customer', customerId: row.actor_id, ...person, until: row.absolute_until }
  if (row.role === null) return null
  if (row.actor_kind === 'officer') return { kind: 'officer', officerId: row.actor_id, role: row.role as OfficerScope['role'], ...person }
  const [first, ...others] = row.store_ids ?? []
  return first === undefined ? null : { kind: 'staff', staffId: row.actor_id, role: row.role as StaffScope['role'], storeIds: [first, ...others], passwordTemporary: row.password_temporary === true, ...person }
}

/** The scope of a route for customers. Throws on any other route: that is a bug, not a refusal. */
export function customerOf(request: FastifyRequest): CustomerScope {
  const actor = actorIn(request, 'customer')
  return { kind: 'customer', customerId: actor.customerId }
}

/** The scope of a route for store staff. */
export function staffOf(request: FastifyRequest): StaffScope {
  const actor = actorIn(request, 'staff')
  return { kind: 'staff', staffId: actor.staffId, role: actor.role, storeIds: actor.storeIds }
}

/** The scope of a route for officers. */
export function officerOf(request: FastifyRequest): OfficerScope {
  const actor = actorIn(request, 'officer')
  return { kind: 'officer', officerId: actor.officerId, role: actor.role }
}

/** Whoever it is, with LINE proven: for routes with `who: 'visitor'`. */
export function visitorOf(request: FastifyRequest): Actor {
  if (request.actor === null) throw new Error(`${request.routeOptions.url ?? ''} asks who is there, but lets anyone in`)
  return request.actor
}

function actorIn<Kind extends Actor['kind']>(request: FastifyRequest, kind: Kind): Extract<Actor, { kind: Kind }> {
  const { actor } = request
  if (actor?.kind !== kind) throw new Error(`${request.routeOptions.url ?? ''} is not a route for a ${kind}`)
  return actor as Extract<Actor, { kind: Kind }>
}
