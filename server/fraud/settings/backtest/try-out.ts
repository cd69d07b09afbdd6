import type { RuleInForce } from '../../evaluate.ts'
import type { Orders } from '../../judge.ts'
import type { Observation } from '../../observation.ts'
import { day } from '../../dossiers/moments.ts'
import { replay } from '../../replay/replay.ts'
import { spillingShelf } from '../../replay/spilling-shelf.ts'
import type { TrialResult } from '../contract.ts'
import { figuresOf, newTally, note, onlyIn, yenOf, type Tally } from './tally.ts'

export interface Trial {
  readonly rule: string
  /** The rules of its typology as they count now, and with the settings that are tried. */
  readonly before: readonly RuleInForce[]
  readonly after: readonly RuleInForce[]
  readonly orders: Orders
  /** Milliseconds. What lies before is only remembered, so that the first day does not know less than the last. */
  readonly from: number
  readonly to: number
}

export type StoredTrial = Omit<TrialResult, 'gained' | 'lost'> & { readonly gained: readonly Omit<TrialResult['gained'][number], 'code'>[]; readonly lost: readonly Omit<TrialResult['lost'][number], 'code'>[] }

/** How far back the engine remembers before the first day that counts. */
export const warmUp = 30 * day
/** Those shown by name; all of them are counted. */
const shownMax = 50

/**
 * Runs the past through the engine twice, one version after the other, with the same code as live. `reach` hears how far
 * it has come (0 to 1) after every observation, and ends it by answering false: then there is no result (null).
 */
export async function tryOut(observe: () => AsyncIterable<Observation>, trial: Trial, reach: (share: number) => Promise<boolean> | true): Promise<StoredTrial | null> {
  const verdicts = new Map<string, 'fraud' | 'genuine'>()
  const days = Math.max(1, (trial.to - trial.from) / day)
  let observations = 0
  const tallies: Tally[] = []
  for (const [run, rules] of [trial.before, trial.after].entries()) {
    const tally = newTally()
    const shelf = spillingShelf()
    try {
      for await (const judgement of replay(observe(), { rules, orders: trial.orders, shelf })) {
        const { seen } = judgement
        if (seen.kind === 'verdict') verdicts.set(seen.paymentId, seen.outcome)
        if (seen.at >= trial.from) {
          note(tally, judgement, trial.rule)
          if (run === 0) observations += 1
        }
        const done = reach((run + shareOf(seen.at, trial)) / 2)
        if (done !== true && !(await done)) return null
      }
    } finally {
      shelf.close()
    }
    tallies.push(tally)
  }
  const [before = newTally(), after = newTally()] = tallies
  const [gained, lost] = [onlyIn(after, before), onlyIn(before, after)]
  return {
    days, observations, before: figuresOf(before, verdicts, days), after: figuresOf(after, verdicts, days),
    newCases: gained.length, newYen: yenOf(after, [...new Set(gained.flatMap(({ payments }) => payments))]), gained: shown(gained), lostCases: lost.length, lost: shown(lost),
  }
}

function shareOf(at: number, { from, to }: Trial): number {
  const start = from - warmUp
  return Math.min(1, Math.max(0, (at - start) / (to - start)))
}

const shown = (all: ReturnType<typeof onlyIn>): StoredTrial['gained'] =>
  all.slice(0, shownMax).map(({ kind, id, at, says, urgency, amount }) => ({ kind, id, at, says, urgency, amount }))
