import { z } from 'zod'
import type { Tx } from '../../db/atomically.ts'
import { ruleNameOf } from '../alerts/alert.ts'
import { alertsOf } from '../alerts/alerts-of.ts'
import type { CaseFile } from '../contract.ts'
import { subjectKey } from '../subject.ts'
import { subjectsSeen } from './subjects-seen.ts'
import { typologyNameOf } from '../alerts/typology.ts'

const alertsMax = 100

const figures = z.array(z.object({ ja: z.string(), en: z.string(), value: z.string(), threshold: z.string() }))
const signals = z.array(z.object({ rule: z.string(), points: z.number() }))
const settings = z.record(z.string(), z.json())

/** 根拠: each alert as it was raised, with what was in force then. */
export async function evidenceSeen(tx: Tx, caseId: string): Promise<CaseFile['evidence']> {
  const alerts = await alertsOf(tx, caseId, alertsMax)
  const subjects = await subjectsSeen(tx, alerts.map(({ subjectKind, subjectId }) => ({ kind: subjectKind, id: subjectId })))
  return alerts.flatMap((alert) => {
    const subject = subjects.get(subjectKey({ kind: alert.subjectKind, id: alert.subjectId }))
    if (!subject) return []
    return {
      id: alert.id,
      typology: typologyNameOf(alert.typology),
      subject,
      rule: alert.rule,
      ruleName: ruleNameOf(alert.rule),
      ruleVersion: alert.ruleVersion,
      urgency: alert.urgency,
      settings: Object.entries(settings.parse(alert.settings)).map(([name, value]) => ({ name, value: typeof value === 'string' ? value : JSON.stringify(value) })),
      signals: signals.parse(alert.signals).map(({ rule, points }) => ({ rule, ruleName: ruleNameOf(rule), points })),
      sentence: { ja: alert.sentenceJa, en: alert.sentenceEn },
      figures: figures.parse(alert.figures),
      paymentIds: alert.paymentIds,
      raisedAt: alert.raisedAt.toISOString(),
    }
  })
}
