import { programme } from '../../customers/programme.ts'
import { daysAfter, startOf } from '../../core/time.ts'
import { dossiersOn } from '../dossiers/dossiers.ts'
import type { ProgrammeDossier } from '../dossiers/programme.ts'
import type { RuleInForce } from '../evaluate.ts'
import { judge, type Judgement, type Orders } from '../judge.ts'
import type { ProgrammeOnFile } from '../observation.ts'
import type { Gathered } from './gather.ts'
import { inOrder, type Waiting } from './in-order.ts'
import { BroughtShelf, NotBrought } from './shelf.ts'

/** An observation that the engine itself fails on. It is put aside, so that it does not hold up everything behind it. */
export class Unjudgeable extends Error {
  readonly inbox: bigint | null
  readonly paymentId: string | null

  constructor({ seen, inbox }: Waiting, fault: unknown) {
    super(`${seen.kind} cannot be judged: ${fault instanceof Error ? fault.message : String(fault)}`, { cause: fault })
    this.inbox = inbox
    this.paymentId = seen.kind === 'payment' ? seen.id : null
  }
}

export interface JudgedTurn {
  readonly judgements: readonly Judgement[]
  readonly dossiers: readonly { readonly key: string; readonly text: string }[]
}

/** Judges what waits, in its order. Pure. Throws NotBrought when a dossier is missing, and Unjudgeable. */
export function judgeWaiting({ waiting, dossiers: texts }: Pick<Gathered, 'waiting' | 'dossiers'>, rules: readonly RuleInForce[], orders: Orders): JudgedTurn {
  const shelf = new BroughtShelf(texts)
  const dossiers = dossiersOn(shelf)
  const judgements: Judgement[] = []
  for (const one of withProgramme(inOrder(knownBefore(waiting, texts)), texts.get('programme'))) {
    try {
      judgements.push(judge(dossiers, one.seen, rules, orders))
    } catch (fault) {
      throw fault instanceof NotBrought ? fault : new Unjudgeable(one, fault)
    }
  }
  return { judgements, dossiers: shelf.changed() }
}

/**
 * Who comes on file for the first time was there before whatever waits beside it, although nobody wrote down when: such a
 * row's moment is reckoned from its age, and clocks of machines differ.
 */
function knownBefore(waiting: readonly Waiting[], texts: ReadonlyMap<string, string | null>): readonly Waiting[] {
  const isNew = ({ seen }: Waiting) => {
    if (seen.kind === 'store' || seen.kind === 'customer') return typeof texts.get(`${seen.kind}:${seen.id}`) !== 'string'
    return seen.kind === 'staff' && typeof texts.get(`store:${seen.storeId}`) !== 'string'
  }
  const earliest = Math.min(...waiting.filter((one) => !isNew(one)).map(({ seen }) => seen.at))
  return waiting.map((one) => (isNew(one) && one.seen.at > earliest ? { ...one, seen: { ...one.seen, at: earliest } } : one))
}

/** The limits are the programme's own, which live in the code: when the log does not have them yet, they come first. */
function withProgramme(waiting: readonly Waiting[], known: string | null | undefined): readonly Waiting[] {
  const [first] = waiting
  if (!first) return waiting
  const { perPayment, perDay, holdingMax, validUntil } = limitsNow
  const there = typeof known === 'string' ? (JSON.parse(known) as ProgrammeDossier) : null
  if (there?.perPayment === perPayment && there.perDay === perDay && there.holdingMax === holdingMax && there.validUntil === validUntil) return waiting
  return [{ seen: { kind: 'programme', at: first.seen.at, ...limitsNow }, inbox: null }, ...waiting]
}

const limitsNow: Omit<ProgrammeOnFile, 'kind' | 'at'> = {
  perPayment: Number(programme.limits.payment), perDay: Number(programme.limits.day), holdingMax: Number(programme.limits.holding),
  validUntil: startOf(daysAfter(programme.validUntil, 1)).getTime() - 1,
}
