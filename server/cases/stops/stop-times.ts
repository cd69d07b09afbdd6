import type { Tx } from '../../db/atomically.ts'

/** How long people's payments were stopped: of the stops that ended in a span of time, in hours. */
export interface StopTimes {
  readonly ended: number
  /** Null when none ended. */
  readonly medianHours: number | null
  readonly p95Hours: number | null
  /** Still in force at the end of the span, and the longest of them. */
  readonly open: number
  readonly longestOpenHours: number | null
}

/** Measured from the first moment of a freeze, provisional or not, to its end: what the customer felt. `until` is not in the span. */
export async function stopTimes(tx: Tx, from: Date, until: Date): Promise<StopTimes> {
  const [row] = await tx.$queryRaw<{ ended: bigint; median: number | null; p95: number | null; open: bigint; longest: number | null }[]>`
    SELECT count(*) FILTER (WHERE f.ended_at >= ${from} AND f.ended_at < ${until}) AS ended,
           percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM f.ended_at - f.started_at) / 3600) FILTER (WHERE f.ended_at >= ${from} AND f.ended_at < ${until}) AS median,
           percentile_cont(0.95) WITHIN GROUP (ORDER BY extract(epoch FROM f.ended_at - f.started_at) / 3600) FILTER (WHERE f.ended_at >= ${from} AND f.ended_at < ${until}) AS p95,
           count(*) FILTER (WHERE f.started_at < ${until} AND (f.ended_at IS NULL OR f.ended_at >= ${until})) AS open,
           max(extract(epoch FROM ${until}::timestamptz - f.started_at) / 3600) FILTER (WHERE f.started_at < ${until} AND (f.ended_at IS NULL OR f.ended_at >= ${until}))::float8 AS longest
    FROM freezes f WHERE f.started_at < ${until} AND (f.ended_at IS NULL OR f.ended_at >= ${from})`
  return { ended: Number(row?.ended ?? 0n), medianHours: rounded(row?.median), p95Hours: rounded(row?.p95), open: Number(row?.open ?? 0n), longestOpenHours: rounded(row?.longest) }
}

/** Tenths of an hour are what anybody can use. */
const rounded = (hours: number | null | undefined): number | null => (hours === null || hours === undefined ? null : Math.round(hours * 10) / 10)
