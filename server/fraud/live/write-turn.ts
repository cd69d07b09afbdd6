import type { Tx } from '../../db/atomically.ts'
import type { Observation } from '../observation.ts'
import type { Judged } from './judged.ts'

export interface WrittenTurn {
  readonly rulebook: { readonly id: number; readonly text: string; readonly isNew: boolean }
  /** In the order of judging, each with its place in the log. */
  readonly judged: readonly { readonly seq: bigint; readonly seen: Observation; readonly judged: Judged }[]
  readonly dossiers: readonly { readonly key: string; readonly text: string }[]
  /** Rows of the inbox that were judged. */
  readonly done: readonly bigint[]
  readonly unreadable: readonly { readonly inbox: bigint; readonly fault: string }[]
  readonly now: Date
}

/** Writes a turn in one statement: the log, the proof of each payment, the dossiers, and the inbox without what is done. */
export async function writeTurn(tx: Tx, { rulebook, judged, dossiers, done, unreadable, now }: WrittenTurn): Promise<void> {
  const last = judged.at(-1)?.seq ?? 0n
  await tx.$executeRaw`
    WITH book AS (
      INSERT INTO rulebooks (id, since, rules) SELECT ${rulebook.id}::int, ${now}::timestamptz, ${rulebook.text}::json WHERE ${rulebook.isNew}::boolean),
    given AS MATERIALIZED (
      SELECT g.* FROM unnest(${judged.map(({ seq }) => String(seq))}::bigint[], ${judged.map(({ seen }) => new Date(seen.at))}::timestamptz[], ${judged.map(({ seen }) => seen.kind)}::text[],
        ${judged.map(({ seen }) => (seen.kind === 'payment' ? seen.id : null))}::uuid[], ${judged.map(({ seen }) => JSON.stringify(seen))}::json[],
        ${judged.map((one) => JSON.stringify(one.judged))}::json[]) AS g (seq, at, kind, payment_id, body, judged)),
    logged AS (
      INSERT INTO observations (seq, at, kind, payment_id, rulebook, body, judged) SELECT seq, at, kind, payment_id, ${rulebook.id}::int, body, judged FROM given),
    proved AS (
      INSERT INTO screenings (payment_id, screened_at, seq) SELECT payment_id, ${now}::timestamptz, seq FROM given WHERE payment_id IS NOT NULL),
    remembered AS (
      INSERT INTO dossiers (key, dossier, seq)
      SELECT k.key, k.dossier, ${String(last)}::bigint FROM unnest(${dossiers.map(({ key }) => key)}::text[], ${dossiers.map(({ text }) => text)}::json[]) AS k (key, dossier)
      ON CONFLICT (key) DO UPDATE SET dossier = excluded.dossier, seq = excluded.seq),
    faulty AS (
      UPDATE observed o SET fault = f.fault FROM unnest(${unreadable.map(({ inbox }) => String(inbox))}::bigint[], ${unreadable.map(({ fault }) => fault)}::text[]) AS f (id, fault) WHERE o.id = f.id)
    DELETE FROM observed o WHERE o.id = ANY (${done.map(String)}::bigint[])`
}
