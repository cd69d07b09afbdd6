import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { recordAudit } from '../audit/record.ts'
import type { Context } from '../context.ts'
import { newId } from '../core/ids.ts'
import { done, refused, type Answer } from '../core/refusal.ts'
import type { Tx } from '../db/atomically.ts'
import { defineJob, enqueue } from '../db/enqueue.ts'
import { rememberDevice } from '../devices/remember-device.ts'
import { visitorOf } from '../http/audience.ts'
import { beginSession, displayNameOf, keepSession } from '../http/session.ts'
import { linkRichMenu } from '../line/rich-menu.ts'
import type { Registration } from './contract.ts'
import { newCustomerCode } from './customer-code.ts'
import { fullWidthKatakana, phoneDigits } from './kana.ts'
import { programme } from './programme.ts'

/** Somebody has registered and is to be welcomed in LINE. */
export const welcomeCustomer = defineJob('welcome-customer', z.object({ customerId: z.uuid() }))

/** Two people may draw the same code; so many in a row never do. */
const codeTries = 20

/** Makes a customer of somebody whose LINE account is proven: consent, an empty wallet, and a customer's session in place of the visitor's. */
export async function register(ctx: Context, request: FastifyRequest, asked: Registration): Promise<Answer<{ code: string }>> {
  const { lineUserId } = visitorOf(request)
  const now = ctx.clock.now()
  if (!asked.acceptsTerms || !asked.acceptsPrivacy) return refused('consent-missing')
  const kana = fullWidthKatakana(asked.kana)
  if (kana === null) return refused('invalid-input', { field: '「フリガナ」' })
  const phone = phoneDigits(asked.phone)
  if (phone === null) return refused('invalid-input', { field: '「電話番号」' })

  const registered = await ctx.db.atomically({ kind: 'door', door: 'registration' }, async (tx) => {
    const stop = await tx.functionStop.findUnique({ where: { function: 'register' }, select: { function: true } })
    if (stop) return refused('programme-stopped')
    const customer = await insertCustomer(tx, {
      lineUserId, kana, phone,
      displayName: displayNameOf(request),
      name: asked.name,
      birthYear: asked.birthYear,
      town: asked.town,
      termsVersion: programme.termsVersion,
      consentedAt: now,
      registeredAt: now,
    })
    if (!customer.ok) return customer
    const { id, code } = customer.value
    await tx.$executeRaw`SELECT open_wallet(${id}::uuid)`
    const secret = await beginSession(tx, request, { kind: 'customer', actorId: id, lineUserId }, now)
    await rememberDevice(tx, request, { kind: 'customer', id }, now)
    await recordAudit(tx, { actor: { kind: 'customer', id }, action: 'customer.register', objectKind: 'customer', objectId: id, details: { termsVersion: programme.termsVersion }, now })
    await enqueue(tx, welcomeCustomer, { customerId: id })
    await enqueue(tx, linkRichMenu, { lineUserId })
    return done({ code, secret })
  })
  if (!registered.ok) return registered
  keepSession(request, registered.value.secret)
  return done({ code: registered.value.code })
}

interface NewCustomer {
  readonly lineUserId: string
  readonly displayName: string
  readonly name: string
  readonly kana: string
  readonly birthYear: number
  readonly phone: string
  readonly town: string
  readonly termsVersion: string
  readonly consentedAt: Date
  readonly registeredAt: Date
}

/** The unique columns decide who came first; then we look which one said no. */
async function insertCustomer(tx: Tx, customer: NewCustomer): Promise<Answer<{ id: string; code: string }>> {
  for (let attempt = 0; attempt < codeTries; attempt += 1) {
    const named = { id: newId(), code: newCustomerCode() }
    const { count } = await tx.customer.createMany({ data: [{ ...customer, ...named }], skipDuplicates: true })
    if (count === 1) return done(named)
    if (await tx.customer.count({ where: { lineUserId: customer.lineUserId } })) return refused('already-registered')
    if (await tx.customer.count({ where: { phone: customer.phone } })) return refused('phone-registered-elsewhere')
  }
  throw new Error(`no free customer code in ${codeTries} tries`)
}
