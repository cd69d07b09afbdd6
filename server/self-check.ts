import { pathToFileURL } from 'node:url'
import { verifyAudit } from './audit/verify.ts'
import { loadDatabaseConfig } from './config.ts'
import { systemClock } from './core/time.ts'
import { check, type Finding, type Progress } from './controls/invariant.ts'
import { caseInvariants } from './controls/case-invariants.ts'
import { fraudInvariants } from './controls/fraud-invariants.ts'
import { ledgerInvariants } from './controls/ledger-invariants.ts'
import { moneyBackInvariants } from './controls/money-back-invariants.ts'
import { moneyInInvariants } from './controls/money-in-invariants.ts'
import { moneyInvariants } from './controls/money-invariants.ts'
import { repaymentInvariants } from './controls/repayment-invariants.ts'
import { settlementInvariants } from './controls/settlement-invariants.ts'
import { openDatabase, type Database } from './db/client.ts'
import { appUrlFor } from './db/app-url.ts'
import { practiceClock } from './practice-clock.ts'

/** Checks every promise about money, screening and the audit log against what is stored. Reads only; payments may go on meanwhile. */
export async function selfCheck(db: Pick<Database, 'atomically'>, now: Date, tell?: Progress): Promise<readonly Finding[]> {
  const findings: Finding[] = []
  const invariants = [...moneyInvariants, ...moneyBackInvariants, ...moneyInInvariants, ...repaymentInvariants, ...settlementInvariants, ...ledgerInvariants, ...fraudInvariants, ...caseInvariants]
  for (const invariant of invariants) findings.push(await check(db, invariant, now, tell))
  return [...findings, await auditIsIntact(db, now)]
}

async function auditIsIntact(db: Pick<Database, 'atomically'>, now: Date): Promise<Finding> {
  const { sealed, brokenAt } = await verifyAudit(db, { kind: 'job', job: 'self-check' }, now)
  const broken = brokenAt === null ? [] : [`the chain breaks at entry ${brokenAt}`]
  return { name: 'audit-log-is-intact', promise: 'No sealed entry of the audit log was changed, moved or removed.', looked: sealed, brokenCount: broken.length, unknownCount: 0, broken }
}

/** `npm run self-check [-- --json]`: exit 1 on any breach. */
async function main(asJson: boolean): Promise<number> {
  const config = loadDatabaseConfig()
  const url = config.databaseAppUrl ?? (config.databaseUrl && appUrlFor(config.databaseUrl))
  if (!url) throw new Error('npm run self-check needs DATABASE_URL or DATABASE_APP_URL')
  const clock = config.practiceClockFile ? practiceClock(config.practiceClockFile) : systemClock
  const db = openDatabase({ url, maxConnections: 1 })
  try {
    const findings = await selfCheck(db, clock.now(), process.stderr.isTTY ? progressLine : undefined)
    const intact = findings.every(({ brokenCount }) => brokenCount === 0)
    console.log(asJson ? JSON.stringify({ intact, checks: findings }, null, 2) : findings.map(line).join('\n'))
    return intact ? 0 : 1
  } finally {
    await db.close()
  }
}

/** One line that counts while the check runs, on a person's screen only. */
const progressLine: Progress = (name, looked) => void process.stderr.write(`\r\u001b[K${name} … ${looked.toLocaleString('en')}`)

const line = ({ name, looked, brokenCount, unknownCount, broken }: Finding): string =>
  [`${brokenCount === 0 ? 'ok    ' : 'BROKEN'} ${name} (${looked} looked at, ${brokenCount} broken${unknownCount === 0 ? '' : `, ${unknownCount} not known`})`, ...broken.map((one) => `       ${one}`)].join('\n')

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) process.exitCode = await main(process.argv.includes('--json'))
