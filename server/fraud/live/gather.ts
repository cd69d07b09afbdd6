import type { Tx } from '../../db/atomically.ts'
import { observationBody } from './observation-body.ts'
import type { Waiting } from './in-order.ts'

export interface Asked {
  readonly paymentIds: readonly string[]
  /** Payments that could not be judged: left out, also where the inbox names them. */
  readonly except: readonly string[]
  /** So many payments of the last seconds are taken along, although their own jobs have not come yet. */
  readonly freshMax: number
  /** Dossiers besides those of the observations themselves. */
  readonly extraKeys: readonly string[]
  readonly inboxMax: number
  readonly now: Date
}

export interface Gathered {
  readonly waiting: readonly Waiting[]
  /** Rows of the inbox that are no observations, and why. */
  readonly unreadable: readonly { readonly inbox: bigint; readonly fault: string }[]
  /** The text of each dossier that may be opened; null where there is none yet. */
  readonly dossiers: ReadonlyMap<string, string | null>
  readonly lastSeq: bigint
  readonly rulebook: { readonly id: number; readonly text: string } | null
}

interface Row {
  readonly what: 'observed' | 'payment' | 'dossier' | 'log' | 'rulebook'
  readonly key: string | null
  readonly body: string | null
}

/**
 * All that a turn needs, in one statement and so at one moment: the payments asked for that nobody judged, fresh ones, what
 * waits in the inbox, the payments that it takes back or tells about, the dossiers of them all, and where the log ends.
 */
export async function gather(tx: Tx, { paymentIds, except, freshMax, extraKeys, inboxMax, now }: Asked): Promise<Gathered> {
  const rows = await tx.$queryRaw<Row[]>`
    SELECT what, key, body FROM what_waits(${[...paymentIds]}::uuid[], ${[...except]}::uuid[], ${[...extraKeys]}::text[], ${freshMax}::int, ${inboxMax}::int, ${now}::timestamptz)`
  const waiting: Waiting[] = []
  const unreadable: { inbox: bigint; fault: string }[] = []
  const dossiers = new Map<string, string | null>()
  let lastSeq = 0n
  let rulebook: Gathered['rulebook'] = null
  for (const { what, key, body } of rows) {
    if (what === 'dossier' && key !== null) dossiers.set(key, body)
    else if (what === 'log') lastSeq = BigInt(key ?? 0)
    else if (what === 'rulebook') rulebook = { id: Number(key), text: body ?? '' }
    else {
      const inbox = key === null ? null : BigInt(key)
      const read = observationBody.safeParse(JSON.parse(body ?? 'null'))
      if (read.success) waiting.push({ seen: read.data, inbox })
      else if (inbox === null) throw read.error
      else unreadable.push({ inbox, fault: read.error.message.slice(0, 500) })
    }
  }
  return { waiting, unreadable, dossiers, lastSeq, rulebook }
}
