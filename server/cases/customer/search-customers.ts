import type { z } from 'zod'
import { recordAudit } from '../../audit/record.ts'
import type { Context } from '../../context.ts'
import { masked } from '../../core/personal.ts'
import { done, refused, type Answer } from '../../core/refusal.ts'
import { fullWidthKatakana } from '../../customers/kana.ts'
import type { Tx } from '../../db/atomically.ts'
import type { OfficerScope } from '../../db/scope.ts'
import type { CustomersFound, customerSearch } from './contract.ts'
import { rowTold, type CustomerFound } from './list-customers.ts'

const foundMax = 50
/** One letter would list half of the prefecture. */
const lettersMin = 2

/**
 * Finds customers by what somebody said about themselves: the last four digits of a telephone number, or a part of the
 * name. That it was asked and for what is in the audit log, what was typed is not. Refuses auditors.
 */
export async function searchCustomers(ctx: Context, scope: OfficerScope, { by, words, reason }: z.output<typeof customerSearch>): Promise<Answer<CustomersFound>> {
  if (scope.role === 'auditor') return refused('read-only-role')
  const typed = words.normalize('NFKC').replace(/[\s　]/g, '')
  if (by === 'phone' && !/^[0-9]{4}$/.test(typed)) return refused('invalid-input', { field: '「電話番号の下4けた」' })
  if (by === 'name' && [...typed].length < lettersMin) return refused('invalid-input', { field: '「氏名」（2文字以上）' })
  const now = ctx.clock.now()
  return ctx.db.atomically<Answer<CustomersFound>>(scope, async (tx) => {
    const rows = by === 'phone' ? await byPhone(tx, typed) : await byName(tx, typed)
    const found = rows.slice(0, foundMax)
    await recordAudit(tx, {
      actor: { kind: 'officer', id: scope.officerId }, action: 'customer.search', objectKind: 'customer', objectId: 'search', purpose: reason, details: { by, found: found.length }, now,
    })
    return done({ items: found.map((row) => ({ ...rowTold(row), maskedName: masked(row.name) })), more: rows.length > foundMax })
  })
}

type NamedRow = CustomerFound & { readonly name: string }

const byPhone = (tx: Tx, digits: string): Promise<NamedRow[]> => tx.$queryRaw<NamedRow[]>`
  SELECT c.id, c.code, c.name, w.standing::text AS standing, w.balance, c.registered_at, f.id AS case_id, f.number AS case_number
  FROM customers c JOIN wallets w ON w.customer_id = c.id
  LEFT JOIN fraud_cases f ON f.subject_kind = 'customer' AND f.subject_id = c.id::text AND f.state <> 'closed'
  WHERE right(regexp_replace(c.phone, '[^0-9]', '', 'g'), 4) = ${digits} ORDER BY c.id DESC LIMIT ${foundMax + 1}`

/** Names are stored with a space or without, and are asked for in kana as often as in characters. */
function byName(tx: Tx, letters: string): Promise<NamedRow[]> {
  const kana = fullWidthKatakana(letters) ?? letters
  return tx.$queryRaw<NamedRow[]>`
    SELECT c.id, c.code, c.name, w.standing::text AS standing, w.balance, c.registered_at, f.id AS case_id, f.number AS case_number
    FROM customers c JOIN wallets w ON w.customer_id = c.id
    LEFT JOIN fraud_cases f ON f.subject_kind = 'customer' AND f.subject_id = c.id::text AND f.state <> 'closed'
    WHERE position(${letters} IN translate(c.name, ' 　', '')) > 0 OR position(${kana} IN translate(c.kana, ' 　', '')) > 0 ORDER BY c.id DESC LIMIT ${foundMax + 1}`
}
