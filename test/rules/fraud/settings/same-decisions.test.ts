import { expect, test } from 'vitest'
import { day } from '../../../../server/fraud/dossiers/moments.ts'
import { dossiersOn } from '../../../../server/fraud/dossiers/dossiers.ts'
import { inForce, type RuleMode } from '../../../../server/fraud/evaluate.ts'
import { judge, noOrders, type Judgement } from '../../../../server/fraud/judge.ts'
import type { Observation } from '../../../../server/fraud/observation.ts'
import { eventLine } from '../../../../server/fraud/replay/event-line.ts'
import { observing } from '../../../../server/fraud/replay/observing.ts'
import { replay } from '../../../../server/fraud/replay/replay.ts'
import { spillingShelf } from '../../../../server/fraud/replay/spilling-shelf.ts'
import { allRules } from '../../../../server/fraud/rules/all.ts'
import { tryOut } from '../../../../server/fraud/settings/backtest/try-out.ts'
import { smallWorld } from '../small-world.ts'

const observe = observing()
const recorded: readonly Observation[] = smallWorld({ seed: 5 }).flatMap((line) => observe(eventLine.parse(JSON.parse(line))) ?? [])
const rules = (mode: RuleMode) => allRules.map((rule) => inForce(rule, 1, mode, rule.defaults))

/** As the lane judges: one observation after the other. */
function live(mode: RuleMode): Judgement[] {
  const dossiers = dossiersOn(new Map())
  return recorded.map((seen) => judge(dossiers, seen, rules(mode)))
}
const hitsOf = (judgements: readonly Judgement[]) => judgements.flatMap(({ results }) => results.flatMap(({ rule, found }) => (found ? [{ rule, found }] : [])))

test('on a recorded week live, shadow, replay and backtest decide the same, hit by hit and alert by alert', async () => {
  const judged = live('live')
  const replayed: Judgement[] = []
  const shelf = spillingShelf()
  for await (const judgement of replay(recorded, { rules: rules('live'), shelf })) replayed.push(judgement)
  shelf.close()

  expect(hitsOf(judged).length).toBeGreaterThan(20)
  expect(hitsOf(live('shadow'))).toEqual(hitsOf(judged))
  expect(replayed).toEqual(judged)
  for (const { id, typology } of allRules) {
    const same = rules('live').filter(({ rule }) => rule.typology === typology)
    const [from, to] = [recorded[0]?.at ?? 0, (recorded.at(-1)?.at ?? 0) + day]
    const tried = await tryOut(async function* () { yield* recorded }, { rule: id, before: same, after: same, orders: noOrders, from, to }, () => true)
    const told = judged.flatMap(({ decisions }) => decisions).filter(({ act, signals }) => act !== 'join' && signals.some(({ rule }) => rule === id))
    expect(tried?.before.alerts, id).toBe(told.length)
    expect(tried, id).toMatchObject({ newCases: 0, lostCases: 0, after: { alerts: told.length } })
  }
})
