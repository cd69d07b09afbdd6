import type pg from 'pg'
import { cursorOf } from '../../../server/payments/page.ts'

/** Who asks: staff of the busy store, of a small one, of ten; one loyal customer; an officer. */
export type Reader = 'busy' | 'quiet' | 'chain' | 'loyal' | 'officer'

export interface Page {
  readonly name: string
  readonly reader: Reader
  /** The same page at different places, asked in turns. */
  readonly paths: readonly string[]
}

/** So many places of a list that a reader jumps to. */
const places = 12

/** The pages that are measured, with the cursors and days of this database. */
export async function pagesOf(owner: pg.Client): Promise<readonly Page[]> {
  const [store, customer] = [await idOf(owner, `SELECT id FROM stores ORDER BY number LIMIT 1`), await idOf(owner, `SELECT id FROM customers ORDER BY phone LIMIT 1`)]
  const deep = async (path: string, where: string) => (await deepCursors(owner, where)).map((cursor) => `${path}${path.includes('?') ? '&' : '?'}cursor=${cursor}`)
  const day = await dayOf(owner, store)
  const { rows: matches } = await owner.query<{ match: string }>(`SELECT match_number AS match FROM payments WHERE store_id = $1 AND paid_on = $2 ORDER BY id LIMIT ${places}`, [store, day])
  const inBusy = `store_id = '${store}'`
  return [
    { name: 'store, first page', reader: 'busy', paths: ['/api/store/payments'] },
    { name: 'store, deep page', reader: 'busy', paths: await deep('/api/store/payments', inBusy) },
    { name: 'store, one day', reader: 'busy', paths: [`/api/store/payments?day=${day}`] },
    { name: 'store, day and 照合番号', reader: 'busy', paths: matches.map(({ match }) => `/api/store/payments?day=${day}&match=${match}`) },
    { name: 'store, a rare 照合番号 on any day', reader: 'busy', paths: ['/api/store/payments?match=0000'] },
    { name: 'store, today’s sum', reader: 'busy', paths: ['/api/store/today'] },
    { name: 'small store, first page', reader: 'quiet', paths: ['/api/store/payments'] },
    { name: 'chain of ten stores, first page', reader: 'chain', paths: ['/api/store/payments'] },
    { name: 'chain of ten stores, deep page', reader: 'chain', paths: await deep('/api/store/payments', `store_id IN (SELECT id FROM stores ORDER BY number LIMIT 10)`) },
    { name: 'customer, first page', reader: 'loyal', paths: ['/api/payments'] },
    { name: 'customer, deep page', reader: 'loyal', paths: await deep('/api/payments', `customer_id = '${customer}'`) },
    { name: 'secretariat, first page', reader: 'officer', paths: ['/api/secretariat/payments'] },
    { name: 'secretariat, deep page', reader: 'officer', paths: await deep('/api/secretariat/payments', 'true') },
    { name: 'secretariat, one customer', reader: 'officer', paths: ['/api/secretariat/payments?customerCode=C-1'] },
    { name: 'secretariat, one small store', reader: 'officer', paths: ['/api/secretariat/payments?storeCode=100002'] },
    { name: 'secretariat, one customer at one store', reader: 'officer', paths: ['/api/secretariat/payments?customerCode=C-2&storeCode=100003'] },
  ]
}

/** Cursors that lie behind more than half of the list, evenly. */
async function deepCursors(owner: pg.Client, where: string): Promise<string[]> {
  const { rows } = await owner.query<{ id: string; paid_at: Date }>(
    `SELECT id, paid_at FROM (SELECT id, paid_at, row_number() OVER (ORDER BY paid_at DESC, id DESC) AS nth, count(*) OVER () AS rows FROM payments WHERE ${where}) x
     WHERE nth > rows * 0.5 AND nth < rows * 0.85 AND nth % greatest(rows / ${places * 3}, 1) = 0 ORDER BY nth LIMIT ${places}`)
  return rows.map(({ id, paid_at: paidAt }) => cursorOf({ id, paidAt }))
}

/** A day with more payments at the store than fit on a page. */
async function dayOf(owner: pg.Client, store: string): Promise<string> {
  const { rows: [row] } = await owner.query<{ day: string }>(
    `SELECT paid_on::text AS day FROM payments WHERE store_id = $1 GROUP BY 1 HAVING count(*) > 60 ORDER BY 1 DESC OFFSET 3 LIMIT 1`, [store])
  return row?.day ?? ''
}

async function idOf(owner: pg.Client, text: string): Promise<string> {
  const { rows: [row] } = await owner.query<{ id: string }>(text)
  return row?.id ?? ''
}
