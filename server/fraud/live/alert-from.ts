import type { AlertFound } from '../../cases/alerts/alert.ts'
import type { AlertDecision } from '../judge.ts'

/** What cases are told of an alert. */
export const alertFrom = ({ act, window, typology, subject, urgency, at, rule, version, settings, found, payments, added, signals }: AlertDecision): AlertFound => ({
  act, window, typology, subject, urgency, at: new Date(at), rule, ruleVersion: version, settings, sentence: found.sentence, brief: found.brief,
  figures: found.figures, paymentIds: payments, newPaymentIds: added, facts: found.facts, signals,
})
