import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { dayOf, daysAfter } from '../../server/core/time.ts'
import { hashPassword } from '../../server/sign-in/password.ts'
import { writeBankDetails } from './write-bank-details.ts'
import { writePast } from './write-past.ts'
import { lastDayFor, practicePassword, type Town } from './town.ts'

const marker = 'mimamori practice town'

/**
 * Writes a town into an empty database, in one transaction, as the owner. Refuses a database with people whom no seed
 * made. A second run of the practice changes nothing: it says so and succeeds.
 */
export async function writeTown(ownerUrl: string, town: Town, now: Date, tell: (step: string) => void): Promise<{ ok: true } | { ok: false; why: string }> {
  const owner = new pg.Client({ connectionString: ownerUrl })
  await owner.connect()
  try {
    const { rows } = await owner.query<{ people: number; mark: string | null }>(
      `SELECT (SELECT count(*)::int FROM customers) + (SELECT count(*)::int FROM staff) AS people,
              shobj_description((SELECT oid FROM pg_database WHERE datname = current_database()), 'pg_database') AS mark`,
    )
    if ((rows[0]?.people ?? 0) > 0) {
      if (rows[0]?.mark !== marker) return { ok: false, why: 'This database holds real people: seeding is refused.' }
      tell('The town is there already.')
      return { ok: true }
    }
    await owner.query('BEGIN')
    await owner.query(`DO $$ BEGIN EXECUTE format('COMMENT ON DATABASE %I IS ''${marker}''', current_database()); END $$`)
    await writePeople(owner, town, now)
    await writeBankDetails(owner, town, now)
    tell('people and stores')
    await writePast(owner, town, now, tell)
    await owner.query('COMMIT')
    return { ok: true }
  } finally {
    await owner.end()
  }
}

/** One statement per table: rows travel as JSON, so a hundred thousand people take seconds. */
async function writePeople(owner: pg.Client, town: Town, now: Date): Promise<void> {
  const passwordHash = await hashPassword(practicePassword)
  const registered = town.customers.filter((one) => one.registered)
  const insert = (table: string, columns: string, rows: readonly object[]) =>
    rows.length === 0
      ? Promise.resolve()
      : owner.query(`INSERT INTO ${table} (${columns}) SELECT ${columns} FROM jsonb_populate_recordset(NULL::${table}, $1::jsonb)`, [JSON.stringify(rows)])

  await insert('customers', 'id, code, line_user_id, display_name, name, kana, birth_year, phone, town, household, text_size, language, terms_version, consented_at, registered_at',
    registered.map((one) => ({
      id: one.id, code: one.code, line_user_id: one.lineUserId, display_name: one.name, name: one.name, kana: one.kana, birth_year: one.birthYear, phone: one.phone,
      town: 'あおば市', household: false, text_size: one.textSize, language: 'ja', terms_version: '2026-11', consented_at: now, registered_at: now,
    })))
  await insert('line_contacts', 'line_user_id, language, followed_at, last_event_at, misses',
    registered.map((one) => ({ line_user_id: one.lineUserId, language: 'ja', followed_at: now, last_event_at: new Date(0), misses: 0 })))
  await insert('stores', 'id, code, number, name, area, phone, latitude, longitude, has_fixed_place, opens_at, closes_at, acceptance, size, poster_version',
    town.stores.map((one) => ({
      id: one.id, code: one.code, number: one.number, name: one.name, area: one.area, phone: one.phone, latitude: one.latitude, longitude: one.longitude,
      has_fixed_place: true, opens_at: '10:00', closes_at: '19:00', acceptance: 'open', size: one.size, poster_version: 1,
    })))
  const staff = town.stores.flatMap((store) => store.staff.map((one) => ({ store, one })))
  await insert('staff', 'id, code, name, phone, line_user_id, login_id, password_hash, role, employment, credential_version',
    staff.map(({ one }) => ({ id: one.id, code: one.code, name: one.name, phone: one.phone, line_user_id: one.lineUserId, login_id: one.loginId, password_hash: passwordHash, role: one.role, employment: 'active', credential_version: 1 })))
  await insert('staff_stores', 'staff_id, store_id', staff.map(({ store, one }) => ({ staff_id: one.id, store_id: store.id })))
  await insert('officers', 'id, number, name, line_user_id, login_id, password_hash, role, employment, on_duty, credential_version, duty_order, mail, trained_on',
    town.officers.map((one, place) => ({
      id: one.id, number: one.number, name: one.name, line_user_id: one.lineUserId, login_id: one.loginId, password_hash: passwordHash, role: one.role,
      employment: 'active', on_duty: one.role !== 'auditor', credential_version: 1, duty_order: place + 1, mail: `${one.loginId}@office.example`, trained_on: daysAfter(dayOf(now), -200),
    })))
  await insert('store_photos', 'store_id, media_kind, bytes, taken_on', photosOf(town, now))
  await insert('wallets', 'customer_id, balance, standing, spent_on_day',
    registered.map((one) => ({ customer_id: one.id, balance: one.balance.toString(), standing: 'active', spent_on_day: 0 })))
  await insert('pockets', 'customer_id, kind, expires_on, amount',
    registered.flatMap(({ id, balance, smallStoreBalance = 0n }) => [
      { customer_id: id, kind: 'common', expires_on: lastDayFor(now), amount: (balance - smallStoreBalance).toString() },
      ...(smallStoreBalance > 0n ? [{ customer_id: id, kind: 'small_store', expires_on: lastDayFor(now), amount: smallStoreBalance.toString() }] : []),
    ]))
}

function photosOf({ stores }: Town, now: Date): object[] {
  return stores.flatMap(({ id, photo }) =>
    photo === undefined ? [] : [{ store_id: id, media_kind: 'image/png', bytes: `\\x${readFileSync(join(import.meta.dirname, 'photos', photo), 'hex')}`, taken_on: dayOf(now) }])
}
