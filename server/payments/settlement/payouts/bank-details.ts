import type { z } from 'zod'
import { whyNotPropose } from '../../../approval/approval.ts'
import { deciderOf } from '../../../approval/decider.ts'
import { recordAudit } from '../../../audit/record.ts'
import type { Context } from '../../../context.ts'
import { done, refused, type Answer, type Refusal } from '../../../core/refusal.ts'
import type { Tx } from '../../../db/atomically.ts'
import type { OfficerScope } from '../../../db/scope.ts'
import { spelt } from '../../../documents/zengin-kana.ts'
import type { BankDetailsSeen, bankDetailsAsked } from '../contract.ts'
import { maskedPlace } from './bank-place.ts'
import { lockBankDetails } from './hold-payouts.ts'
import { may } from './may.ts'

type Asked = z.infer<typeof bankDetailsAsked>

/** What a transfer file has room for. Half-width letters. */
const lengths = { bankName: 15, branchName: 15, holder: 30 } as const
const words = { bankName: '銀行名', branchName: '支店名', holder: '口座名義' } as const

/** Where a store's money goes, from now on. One officer writes it down; until another has confirmed it, nothing is transferred to the store. */
export function changeBankDetails(ctx: Context, scope: OfficerScope, storeId: string, asked: Asked): Promise<Answer<BankDetailsSeen>> {
  const now = ctx.clock.now()
  return ctx.db.atomically<Answer<BankDetailsSeen>>(scope, async (tx) => {
    const no = whyNotPropose(await deciderOf(tx, scope, `store:${storeId}`))
    if (no) return no
    if (!(await tx.store.findUnique({ where: { id: storeId }, select: { id: true } }))) return refused('not-found')
    const names = namesIn(asked)
    if (!names.ok) return names
    await lockBankDetails(tx, storeId)
    const facts = {
      bankCode: asked.bankCode, branchCode: asked.branchCode, ...names.value, depositKind: asked.deposit, depositNumber: asked.number, plan: asked.plan,
      changedBy: scope.officerId, changedAt: now, confirmedBy: null, confirmedAt: null,
    }
    const row = await tx.storeBankDetails.upsert({ where: { storeId }, create: { storeId, ...facts }, update: { ...facts, version: { increment: 1 } } })
    await recordAudit(tx, {
      actor: { kind: 'officer', id: scope.officerId }, action: 'bank-details.change', objectKind: 'store', objectId: storeId,
      details: { version: row.version, bankCode: row.bankCode, branchCode: row.branchCode, endsWith: row.depositNumber.slice(-3), plan: row.plan }, now,
    })
    return done(await detailsSeen(tx, scope, row))
  })
}

/** The second pair of eyes on exactly the version that was looked at. */
export function confirmBankDetails(ctx: Context, scope: OfficerScope, storeId: string, asked: { readonly version: number }): Promise<Answer<BankDetailsSeen>> {
  const now = ctx.clock.now()
  return ctx.db.atomically<Answer<BankDetailsSeen>>(scope, async (tx) => {
    const no = whyNotPropose(await deciderOf(tx, scope, `store:${storeId}`))
    if (no) return no
    await lockBankDetails(tx, storeId)
    const row = await tx.storeBankDetails.findUnique({ where: { storeId } })
    if (!row) return refused('not-found')
    if (row.version !== asked.version) return refused('bank-details-changed')
    if (row.confirmedAt) return done(await detailsSeen(tx, scope, row))
    if (row.changedBy === scope.officerId) return refused('own-proposal')
    const confirmed = await tx.storeBankDetails.update({ where: { storeId }, data: { confirmedBy: scope.officerId, confirmedAt: now } })
    await recordAudit(tx, { actor: { kind: 'officer', id: scope.officerId }, action: 'bank-details.confirm', objectKind: 'store', objectId: storeId, details: { version: row.version, changedBy: row.changedBy }, now })
    return done(await detailsSeen(tx, scope, confirmed))
  })
}

/** Masked: who checks a change compares the store's letter with the last digits and the holder's name. */
export function showBankDetails(ctx: Context, scope: OfficerScope, storeId: string): Promise<Answer<{ details: BankDetailsSeen | null }>> {
  return ctx.db.atomically<Answer<{ details: BankDetailsSeen | null }>>(scope, async (tx) => {
    const row = await tx.storeBankDetails.findUnique({ where: { storeId } })
    return done({ details: row ? await detailsSeen(tx, scope, row) : null })
  })
}

export type DetailsRow = NonNullable<Awaited<ReturnType<Tx['storeBankDetails']['findUnique']>>>

async function detailsSeen(tx: Tx, scope: OfficerScope, row: DetailsRow): Promise<BankDetailsSeen> {
  const changer = await tx.officer.findUnique({ where: { id: row.changedBy }, select: { name: true } })
  return {
    version: row.version, place: maskedPlace(row), holder: row.holder, plan: row.plan, changedBy: changer?.name ?? '', confirmed: row.confirmedAt !== null,
    mayConfirm: may(whyNotConfirm(row, scope)),
  }
}

export function whyNotConfirm(row: Pick<DetailsRow, 'changedBy'>, scope: OfficerScope): Refusal | null {
  if (scope.role === 'auditor') return refused('read-only-role')
  return row.changedBy === scope.officerId ? refused('own-proposal') : null
}

/** Names in the letters of a transfer file, and short enough for it. */
function namesIn(asked: Asked): Answer<{ bankName: string; branchName: string; holder: string }> {
  const told = { bankName: '', branchName: '', holder: '' }
  for (const field of ['bankName', 'branchName', 'holder'] as const) {
    const name = spelt(asked[field])
    if (!name.ok || name.text === '' || name.text.length > lengths[field]) return refused('bank-details-wrong', { field: words[field] })
    told[field] = name.text
  }
  return done(told)
}
