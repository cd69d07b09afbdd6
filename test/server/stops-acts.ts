import type { TargetSeen } from '../../server/cases/stops/targets/contract.ts'
import type { OfficerInTown } from '../support/officers.ts'
import { act, caseFileOf } from './cases-acts.ts'

type Target = TargetSeen['target']

/** A row of 「止める対象」; the first of its kind unless the id is given. */
export async function targetOf(officer: OfficerInTown, caseId: string, kind: Target, id?: string): Promise<TargetSeen> {
  const { targets } = await caseFileOf(officer, caseId)
  const found = targets.find(({ target, targetId }) => target === kind && (id === undefined || targetId === id))
  if (!found) throw new Error(`the case has no ${kind}`)
  return found
}

const why = { reason: 'collusion', note: '店舗の記録と一致しない' }

export const stops = (officer: OfficerInTown, caseId: string, target: Target, targetId: string): Promise<string> => act(officer, caseId, 'stop', { target, targetId, ...why })

export const proposesStop = (officer: OfficerInTown, caseId: string, target: Target, targetId: string): Promise<string> => act(officer, caseId, 'propose-stop', { target, targetId, ...why })

export const proposesLift = (officer: OfficerInTown, caseId: string, target: Target, targetId: string): Promise<string> =>
  act(officer, caseId, 'propose-lift-stop', { target, targetId, reason: '確認が終わった' })
