import { createHash } from 'node:crypto'
import type pg from 'pg'
import type { Town, TownStore } from './town.ts'

/** Bank 9999 does not exist: money that leaves a practice town by accident arrives nowhere. */
const practiceBank = { bank_code: '9999', bank_name: 'ｱｵﾊﾞ', branch_code: '001', branch_name: 'ﾎﾝﾃﾝ' }

/** Every store's bank details, as one officer entered and another confirmed them. */
export async function writeBankDetails(owner: pg.Client, town: Town, now: Date): Promise<void> {
  const [changer, confirmer] = town.officers
  if (!changer || !confirmer) return
  await owner.query(
    `INSERT INTO store_bank_details (store_id, bank_code, bank_name, branch_code, branch_name, deposit_kind, deposit_number, holder, plan, changed_by, changed_at, confirmed_by, confirmed_at)
     SELECT g.store, $2, $3, $4, $5, 'ordinary', g.number, g.holder, 'twice_a_month', $6, $8, $7, $8
     FROM jsonb_to_recordset($1::jsonb) AS g (store uuid, number text, holder text)`,
    [
      JSON.stringify(town.stores.map((store) => ({ store: store.id, number: depositNumber(store), holder: `ﾐｾ ${store.code}` }))),
      practiceBank.bank_code, practiceBank.bank_name, practiceBank.branch_code, practiceBank.branch_name, changer.id, confirmer.id, now,
    ],
  )
}

/** Seven digits that stay the same at every seeding. */
const depositNumber = ({ id }: TownStore): string => String(Number.parseInt(createHash('sha256').update(`deposit:${id}`).digest('hex').slice(0, 8), 16) % 10_000_000).padStart(7, '0')
