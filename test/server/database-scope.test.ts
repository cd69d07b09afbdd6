import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { yen } from '../../server/core/yen.ts'
import { openDatabase, type Database } from '../../server/db/client.ts'
import { appUrlFor } from '../../server/db/app-url.ts'
import { migrate, nothingExternal, schemaFiles, withEngine } from '../../server/db/migrate.ts'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'
import { withOwner } from '../support/start-postgres.ts'
import { openTown, type Town } from '../support/town.ts'

describe('the catalogue of a migrated database', () => {
  let database: TestDatabase
  beforeAll(async () => {
    database = await openTestDatabase()
  })
  afterAll(() => database.drop())

  test('every table has row security, also against its owner', async () => {
    const open = await database.sql`SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')
      AND relname <> '_prisma_migrations' AND NOT (relrowsecurity AND relforcerowsecurity)`
    expect(open).toEqual([])
  })

  test('no role has two policies on one table, which would add up to more than either', async () => {
    const doubled = await database.sql`SELECT tablename, roles, count(*) FROM pg_policies WHERE schemaname = 'public' GROUP BY 1, 2 HAVING count(*) > 1`
    expect(doubled).toEqual([])
  })

  test('the roles of the programme own nothing, bypass nothing and cannot log in but for one', async () => {
    const roles = await database.sql<{ rolname: string; mighty: boolean; rolcanlogin: boolean }>`
      SELECT rolname, rolsuper OR rolbypassrls OR rolcreaterole AS mighty, rolcanlogin FROM pg_roles WHERE rolname LIKE 'mimamori\\_%' AND rolname <> 'mimamori_owner'`
    expect(roles.filter(({ mighty }) => mighty)).toEqual([])
    expect(roles.filter(({ rolcanlogin }) => rolcanlogin).map(({ rolname }) => rolname)).toEqual(['mimamori_app'])
    const owned = await database.sql`SELECT relname FROM pg_class c JOIN pg_roles r ON r.oid = c.relowner WHERE r.rolname LIKE 'mimamori\\_%' AND r.rolname <> 'mimamori_owner'`
    expect(owned).toEqual([])
  })

  test('nobody but the money functions writes a money table', async () => {
    const writers = await database.sql<{ grantee: string }>`SELECT DISTINCT grantee FROM information_schema.role_table_grants
      WHERE table_name IN ('wallets', 'pockets', 'payments', 'payment_keys', 'pay_codes', 'journal_entries', 'top_ups', 'refunds', 'repayments', 'suspense_items', 'reversals', 'demand_withdrawals', 'write_offs', 'repayment_returns')
        AND privilege_type IN ('INSERT', 'UPDATE', 'DELETE', 'TRUNCATE') AND grantee <> 'mimamori_owner'`
    expect(writers.map(({ grantee }) => grantee)).toEqual(['mimamori_money'])
  })

  test('functions that run with another role’s rights are the listed ones, with a fixed search path', async () => {
    const functions = await database.sql<{ proname: string; proconfig: string[] | null }>`SELECT proname, proconfig FROM pg_proc
      WHERE pronamespace = 'public'::regnamespace AND prosecdef ORDER BY proname`
    expect(functions.map(({ proname }) => proname)).toEqual([
      'accept_payments', 'book_demand', 'close_payment_key', 'close_store_period', 'count_failed_try', 'credit_pocket', 'credit_top_up', 'customers_sharing', 'decide_suspense', 'demand_back', 'device_stopped', 'draft_payout',
      'empty_suspense', 'enqueue_job', 'expire_pockets', 'fingerprint', 'give_back', 'hold_agreed_release', 'hold_wallet', 'issue_pay_code', 'keep_somebody_in_charge', 'leads_staff', 'leads_store', 'look_up_request', 'note_code_failure', 'officer_parties', 'open_wallet', 'own_openings', 'payment_held',
      'payout_fingerprint', 'post_journal', 'present_pay_code', 'receive_repayment', 'refund_payment', 'release_own_stop', 'release_payout', 'release_target', 'reopen_suspense', 'resume_function', 'resume_wallet',
      'return_repayment', 'return_to_pockets', 'reverse_top_up', 'seal_case', 'settle_suspense', 'show_menu_of_customer', 'show_menu_of_staff', 'staff_on_devices_of', 'stop_own_wallet', 'stop_target', 'stop_wallet', 'suspend_money', 'take_back_money', 'tell_store_feed', 'tries_blocked_until', 'void_payment',
      'watch_bank_details', 'watch_customer', 'watch_refund', 'watch_session', 'watch_staff', 'watch_staff_store', 'watch_store', 'watch_store_report', 'watch_top_up', 'watch_verdict',
      'withdraw_demand', 'write_off_demand',
    ])
    expect(functions.every(({ proconfig }) => proconfig?.some((setting) => setting.startsWith('search_path=')) ?? false)).toBe(true)
  })

  test('the migrations make the schema that the code was generated from', async () => {
    const empty = `mimamori_schema_${randomUUID().slice(0, 8)}`
    const script = await withEngine(database.ownerUrl, async (engine) => {
      const { stdout } = await engine.diff({ from: { tag: 'empty' }, to: { tag: 'schemaDatamodel', files: schemaFiles() }, script: true, exitCode: null, filters: nothingExternal })
      return stdout ?? ''
    })
    const wanted = await withOwner(database.ownerUrl, async (owner) => {
      await owner.query(`CREATE SCHEMA ${empty}`)
      await owner.query(`SET search_path = ${empty}`)
      await owner.query(script.replaceAll('"public".', '').replace(/CREATE SCHEMA IF NOT EXISTS "public";/, ''))
      return describeSchema(owner, empty)
    })
    const made = await withOwner(database.ownerUrl, (owner) => describeSchema(owner, 'public'))
    expect(made.filter((line) => !line.startsWith('_prisma_migrations'))).toEqual(wanted)
  })

  test('migrating a second time changes nothing', async () => {
    expect(await migrate(database.ownerUrl)).toEqual([])
  })
})

interface Queryable {
  query(text: string, values: unknown[]): Promise<{ rows: { line: string }[] }>
}

/** Columns, keys and enum words of a schema, one line each. */
async function describeSchema(owner: Queryable, schema: string): Promise<string[]> {
  const { rows } = await owner.query(
    `SELECT format('%s.%s %s null=%s default=%s', table_name, column_name, udt_name, is_nullable, replace(coalesce(column_default, ''), $1 || '.', '')) AS line
       FROM information_schema.columns WHERE table_schema = $1
     UNION ALL SELECT format('%s key %s', conrelid::regclass::text, pg_get_constraintdef(oid)) FROM pg_constraint WHERE connamespace = $1::regnamespace AND contype IN ('p', 'f')
     UNION ALL SELECT format('enum %s %s', t.typname, string_agg(e.enumlabel, ',' ORDER BY e.enumsortorder)) FROM pg_type t JOIN pg_enum e ON e.enumtypid = t.oid
       WHERE t.typnamespace = $1::regnamespace GROUP BY t.typname
     ORDER BY 1`, [schema])
  return rows.map(({ line }) => line.replaceAll(`${schema}.`, '').replaceAll('"', '')).sort()
}

describe('what each audience sees', () => {
  let town: Town
  beforeAll(async () => {
    town = await openTown()
  })
  afterAll(() => town.close())

  test('a customer sees their own payments and nobody else’s, and a store its own and never the payer', async () => {
    const [hana, ichiro] = [await town.customer({ balance: yen(5_000) }), await town.customer({ name: '鈴木 一郎', balance: yen(5_000) })]
    const [bakery, electrics] = [await town.store(), await town.store({ name: '田中電器' })]
    await hana.pays(bakery, yen(800))
    await ichiro.pays(electrics, yen(900))

    const seen = await town.ctx.db.atomically({ kind: 'customer', customerId: hana.id }, (tx) => tx.payment.findMany())
    const sold = await town.ctx.db.atomically({ kind: 'staff', staffId: bakery.owner.id, role: 'owner', storeIds: [bakery.id] }, (tx) => tx.payment.findMany({ select: { amount: true, storeId: true } }))

    expect(seen.map(({ amount }) => amount)).toEqual([800n])
    expect(sold).toEqual([{ amount: 800n, storeId: bakery.id }])
    await expect(town.ctx.db.atomically({ kind: 'staff', staffId: bakery.owner.id, role: 'owner', storeIds: [bakery.id] }, (tx) => tx.payment.findMany({ select: { customerId: true } }))).rejects.toThrow(/permission denied/)
    await expect(town.ctx.db.atomically({ kind: 'staff', staffId: bakery.owner.id, role: 'owner', storeIds: [bakery.id] }, (tx) => tx.customer.count())).rejects.toThrow(/permission denied/)
  })

  test('a fault rolls everything back, and so does a returned refusal', async () => {
    const write = (then: () => unknown) =>
      town.ctx.db.atomically({ kind: 'job', job: 'test' }, async (tx) => {
        await tx.lineContact.create({ data: { lineUserId: 'U-rolled-back', lastEventAt: town.clock.now() } })
        return then()
      })

    await expect(write(() => Promise.reject(new Error('a fault')))).rejects.toThrow('a fault')
    const answer = await write(() => ({ ok: false, reason: 'not-found', facts: {} }))

    expect(answer).toMatchObject({ reason: 'not-found' })
    expect(await town.sql`SELECT 1 FROM line_contacts WHERE line_user_id = 'U-rolled-back'`).toEqual([])
  })

  test('sixteen people at once through four connections each see only their own', async () => {
    const people = await Promise.all(Array.from({ length: 4 }, () => town.customer({ balance: yen(3_000) })))
    const bakery = await town.store()
    for (const person of people) await person.pays(bakery, yen(100))

    const small = openSmall(town)
    const seen = await Promise.all(
      Array.from({ length: 64 }, async (_, at) => {
        const person = people[at % people.length]
        const rows = await small.atomically({ kind: 'customer', customerId: person?.id ?? '' }, (tx) => tx.payment.findMany({ select: { customerId: true } }))
        return rows.length === 1 && rows.every(({ customerId }) => customerId === person?.id)
      }),
    )
    await small.close()

    expect(seen.every(Boolean)).toBe(true)
  })

  const openSmall = (of: Town): Database => openDatabase({ url: appUrlFor(of.database.ownerUrl), maxConnections: 4 })
})
