import type { Sentence } from '../../../approval/contract.ts'
import { officerNames } from '../../../cases/file/case-file.ts'
import type { Context } from '../../../context.ts'
import { canonicalJson } from '../../../core/ids.ts'
import { done, refused, type Answer } from '../../../core/refusal.ts'
import { yenSign } from '../../../core/yen.ts'
import type { Tx } from '../../../db/atomically.ts'
import type { OfficerScope } from '../../../db/scope.ts'
import { ruleOf } from '../catalogue.ts'
import { settingsSent, trialResult, type BacktestSeen, type TrialResult } from '../contract.ts'
import { codesOf } from '../orders/suspect.ts'
import { settingsInWords } from '../settings-in-words.ts'
import type { StoredTrial } from './try-out.ts'

export function readBacktest(ctx: Context, scope: OfficerScope, id: string): Promise<Answer<BacktestSeen>> {
  return ctx.db.atomically<Answer<BacktestSeen>>(scope, async (tx) => {
    const row = await tx.backtest.findUnique({ where: { id } })
    return row ? done(await backtestSeen(tx, row)) : refused('not-found')
  })
}

/** The newest trial of a rule; null when there was none. */
export async function newestBacktest(tx: Tx, rule: string): Promise<BacktestSeen | null> {
  const row = await tx.backtest.findFirst({ where: { rule }, orderBy: { askedAt: 'desc' } })
  return row && backtestSeen(tx, row)
}

type Row = NonNullable<Awaited<ReturnType<Tx['backtest']['findUnique']>>>

async function backtestSeen(tx: Tx, row: Row): Promise<BacktestSeen> {
  const rule = ruleOf(row.rule)
  const names = await officerNames(tx)
  return {
    id: row.id, rule: row.rule, settings: settingsSent.parse(row.settings), says: rule ? settingsInWords(rule, row.settings) : { ja: row.rule, en: row.rule },
    from: row.fromAt.toISOString(), to: row.toAt.toISOString(), by: names.get(row.askedBy) ?? '', askedAt: row.askedAt.toISOString(), state: row.state, progress: row.progress,
    result: row.result === null ? null : await withCodes(tx, row.result as unknown as StoredTrial),
  }
}

/** Officers read codes: whose they are is asked for on the customer's own screen, with a purpose. */
async function withCodes(tx: Tx, stored: StoredTrial): Promise<TrialResult> {
  const codes = await codesOf(tx, [...stored.gained, ...stored.lost])
  const named = (all: StoredTrial['gained']) => all.map((one) => ({ ...one, code: codes.get(one.id) ?? one.id }))
  return trialResult.parse({ ...stored, gained: named(stored.gained), lost: named(stored.lost) })
}

const looksAt = 20

/** What the last finished trial of exactly these settings said, as lines of a proposal; null when they were never tried. */
export async function lastResultOf(tx: Tx, rule: string, settings: unknown): Promise<{ readonly facts: { name: Sentence; value: Sentence }[] } | null> {
  const rows = await tx.backtest.findMany({ where: { rule, state: 'done' }, orderBy: { askedAt: 'desc' }, take: looksAt })
  const same = rows.find((row) => canonicalJson(row.settings) === canonicalJson(settings))
  if (!same?.result) return null
  const { before, after, newCases, newYen, gained, lostCases, days } = await withCodes(tx, same.result as unknown as StoredTrial)
  const perDay = ({ alerts }: { alerts: number }) => (alerts / days).toFixed(1)
  return {
    facts: [
      { name: { ja: '通知（1日あたり）', en: 'Alerts a day' }, value: { ja: `${perDay(after)}件（いま ${perDay(before)}件）`, en: `${perDay(after)} (now ${perDay(before)})` } },
      { name: { ja: '新しい案件', en: 'New cases' }, value: { ja: `${newCases}件・${yenSign(BigInt(newYen))}`, en: `${newCases}, ${yenSign(BigInt(newYen))}` } },
      { name: { ja: '新しく当てはまる人と店', en: 'Newly named' }, value: both(gained.slice(0, 10).map(({ code }) => code).join('、') || '－') },
      { name: { ja: '検知しなくなる案件', en: 'Cases no longer found' }, value: { ja: `${lostCases}件`, en: String(lostCases) } },
      { name: { ja: 'すでに「問題なし」とした案件', en: 'Already cleared' }, value: { ja: `${after.cleared}件`, en: String(after.cleared) } },
    ],
  }
}

const both = (text: string): Sentence => ({ ja: text, en: text })
