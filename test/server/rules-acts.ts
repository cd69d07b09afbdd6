import type { RuleFile, RuleSeen } from '../../server/fraud/settings/contract.ts'
import { simultaneousPayments } from '../../server/fraud/rules/simultaneous-payments.ts'
import type { OfficerInTown } from '../support/officers.ts'
import type { Town } from '../support/town.ts'
import type { Refused } from './cases-acts.ts'

export const root = '/api/secretariat/rules'
export const rule = 'simultaneous-payments'
export const blanks = (windowSeconds: number) => ({ ...simultaneousPayments.defaults, windowSeconds })

/** The answer's value, or the reason of the refusal. */
export async function asks<Value>(officer: OfficerInTown, path: string, body: object, value: (answer: never) => Value): Promise<Value | string> {
  const { status, body: answer } = await officer.post<Refused>(path, body)
  return status < 300 ? value(answer as never) : answer.error.reason
}

export const saves = (officer: OfficerInTown, settings: object, id = rule) => asks(officer, `${root}/${id}/settings`, { settings, reason: '見直し' }, ({ rule: seen }: RuleFile) => seen.shadowVersion ?? 0)

/** The id of the proposal, `done` when one officer was enough, or the reason. */
export const proposes = (officer: OfficerInTown, what: string, more: object = {}, id = rule): Promise<string> =>
  asks(officer, `${root}/${id}/propose`, { what, reason: '会議で決めた', ...more }, ({ approval }: { approval: { id: string } | null }) => approval?.id ?? 'done')

export const fileOf = async (officer: OfficerInTown, id = rule): Promise<RuleFile> => (await officer.get<RuleFile>(`${root}/${id}`)).body

export const ruleOf = async (officer: OfficerInTown, id = rule): Promise<RuleSeen | undefined> =>
  (await officer.get<{ items: RuleSeen[] }>(root)).body.items.find((one) => one.id === id)

export const order = (officer: OfficerInTown, kind: string, code: string, more: object = {}): Promise<string> =>
  asks(officer, '/api/secretariat/rule-orders', { kind, rule: null, subject: { kind: 'customer', code }, reason: '家族の支払い', days: 7, ...more }, ({ approval }: { approval: { id: string } | null }) => approval?.id ?? 'done')

/** What the engine remembers of its rules. */
export async function remembers(town: Town, records: object): Promise<void> {
  await town.sql`CREATE TABLE IF NOT EXISTS dossiers (key text PRIMARY KEY, dossier json NOT NULL, seq bigint NOT NULL)`
  await town.sql`GRANT SELECT ON dossiers TO mimamori_office, mimamori_job`
  await town.sql`INSERT INTO dossiers (key, dossier, seq) VALUES ('rules', ${JSON.stringify(records)}::json, 1) ON CONFLICT (key) DO UPDATE SET dossier = excluded.dossier`
}
