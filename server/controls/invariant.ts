import type { Tx } from '../db/atomically.ts'
import type { Database } from '../db/client.ts'

/** A promise about stored facts that can be checked at any time, also while payments are being made. */
export interface Invariant {
  readonly name: string
  readonly promise: string
  /** Looks at the rows after a key, some at a time, each page in one statement and so at one moment. */
  readonly page: (tx: Tx, after: string, now: Date) => Promise<readonly PageRow[]>
}

/** One row: how many facts were looked at, which of them break the promise, and the last key; null when none were left. */
export interface PageRow {
  readonly looked: bigint
  readonly last: string | null
  /** Facts of which it cannot be known: they are told apart from both. */
  readonly unknown?: bigint
  readonly broken: readonly string[] | null
}

export interface Finding {
  readonly name: string
  readonly promise: string
  readonly looked: number
  readonly brokenCount: number
  /** Of how many it cannot be known whether the promise was kept. */
  readonly unknownCount: number
  /** The first of them. */
  readonly broken: readonly string[]
}

/** Told after every page, because a large database takes a while. */
export type Progress = (name: string, looked: number) => void

const shownMax = 20
/** A key before every id and every text. */
export const beforeAll = '00000000-0000-0000-0000-000000000000'

/** Walks one invariant over everything there is, with memory for one page. */
export async function check(db: Pick<Database, 'atomically'>, { name, promise, page }: Invariant, now: Date, tell: Progress = () => undefined): Promise<Finding> {
  let after: string | null = beforeAll
  let looked = 0
  let brokenCount = 0
  let unknownCount = 0
  const broken: string[] = []
  while (after !== null) {
    const from: string = after
    const [row] = await db.atomically({ kind: 'job', job: 'self-check' }, (tx) => page(tx, from, now))
    looked += Number(row?.looked ?? 0)
    brokenCount += row?.broken?.length ?? 0
    unknownCount += Number(row?.unknown ?? 0)
    broken.push(...(row?.broken ?? []).slice(0, shownMax - broken.length))
    after = row?.last ?? null
    tell(name, looked)
  }
  return { name, promise, looked, brokenCount, unknownCount, broken }
}
