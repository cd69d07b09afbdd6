/**
 * `npm test`: every layer of tests. `npm run check`: types, import order and lint. Both end with one plain line `N passed, N failed`.
 *
 *   node test/run.ts             every layer
 *   node test/run.ts --quick     every layer but the browser journeys and the chaos
 *   node test/run.ts --check     no tests: what can be said of the code without running it
 *   node test/run.ts test/rules  only what the path matches
 *
 * A check counts as one test. Nothing may be skipped, and a run in which no test ran is a failure.
 */
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

interface Tally {
  passed: number
  failures: Failure[]
  failed: number
  /** The test files that were run. */
  paths: string[]
}

interface Failure {
  what: string
  /** What was printed about it, as far as it helps at the end of a long output. */
  said: string
}

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const results = join(root, 'test-results')
const running = new Set<ChildProcess>()

const checks = [
  { name: 'lint', args: ['node_modules/eslint/bin/eslint.js', '--max-warnings', '0', '.'] },
  { name: 'types: everything', args: tsc('tsconfig.json') },
  { name: 'types: the server alone', args: tsc('tsconfig.server.json') },
  { name: 'types: the mini-app alone', args: tsc('tsconfig.liff.json') },
  { name: 'import order', args: ['node_modules/dependency-cruiser/bin/dependency-cruiser.mjs', '--config', '.dependency-cruiser.cjs', 'server', 'liff-app', 'prisma', 'test'] },
]

process.exitCode = await main(process.argv.slice(2))

async function main(words: readonly string[]): Promise<number> {
  stopChildrenWithUs()
  rmSync(results, { recursive: true, force: true })
  mkdirSync(results, { recursive: true })
  const began = Date.now()
  return report(words.includes('--check') ? [await allChecks()] : await allTests(words.includes('--quick'), words.filter((word) => word !== '--quick')), began)
}

async function allTests(quickOnly: boolean, only: readonly string[]): Promise<Tally[]> {
  if (only.length > 0) return [await vitest('chosen tests', only)]
  const quick = await layers('tests', ['rules', 'sandbox', 'server', 'guards'])
  return quickOnly ? [quick] : [quick, await layers('journeys', ['journeys']), await layers('chaos', ['chaos'])]
}

/** Two at a time: two cores, and lint alone takes as long as the rest together. */
async function allChecks(): Promise<Tally> {
  const tally: Tally = { passed: 0, failed: 0, failures: [], paths: [] }
  const waiting = [...checks]
  const inTurn = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) await check(next, tally)
  }
  await Promise.all([inTurn(), inTurn()])
  return tally
}

async function check({ name, args }: (typeof checks)[number], tally: Tally): Promise<void> {
  const began = Date.now()
  const { code, printed } = await run(args, 'quiet')
  const seconds = ((Date.now() - began) / 1000).toFixed(1)
  if (code === 0) tally.passed += 1
  else {
    tally.failed += 1
    tally.failures.push({ what: `check: ${name}`, said: printed })
  }
  console.log(code === 0 ? ` ✓ check: ${name} (${seconds} s)` : ` ✗ check: ${name} (${seconds} s)\n${printed.trimEnd()}`)
}

/** Each layer must have run something: an empty one is a mistake in the settings, not a success. */
async function layers(name: string, names: readonly string[]): Promise<Tally> {
  const tally = await vitest(name, names.flatMap((layer) => ['--project', layer]))
  if (tally.paths.length === 0) return tally
  for (const layer of names.filter((one) => !tally.paths.some((path) => path.startsWith(`test/${one}/`)))) {
    tally.failed += 1
    tally.failures.push({ what: `test/${layer}: no test ran`, said: '' })
  }
  return tally
}

async function vitest(name: string, args: readonly string[]): Promise<Tally> {
  const file = join(results, `${name.replaceAll(' ', '-')}.json`)
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
  const { code } = await run(['node_modules/vitest/vitest.mjs', 'run', ...reporters, ...args], 'loud')
  return countVitest(name, file, code)
}

interface VitestReport {
  testResults: { name: string; status: string; message: string; assertionResults: { status: string; fullName: string; failureMessages: string[] }[] }[]
}

function countVitest(name: string, file: string, code: number): Tally {
  const tally: Tally = { passed: 0, failed: 0, failures: [], paths: [] }
  const fail = (what: string, said = '') => {
    tally.failed += 1
    tally.failures.push({ what, said })
  }
  for (const suite of readReport(file)?.testResults ?? []) {
    const path = relative(root, suite.name).split(sep).join('/')
    tally.paths.push(path)
    for (const test of suite.assertionResults) {
      if (test.status === 'passed') tally.passed += 1
      else fail(`${path}: ${test.fullName}${test.status === 'failed' ? '' : ` (${test.status}: nothing may be skipped)`}`, test.failureMessages.join('\n'))
    }
    if (suite.assertionResults.length === 0) fail(`${path}: no test ran`, suite.message)
    else if (suite.status === 'failed' && suite.assertionResults.every((test) => test.status === 'passed')) fail(`${path}: failed outside its tests`, suite.message)
  }
  if (tally.passed + tally.failed === 0) fail(`${name}: no test ran`)
  else if (code !== 0 && tally.failed === 0) fail(`${name}: every test passed, but the run ended with ${code}`)
  return tally
}

function readReport(file: string): VitestReport | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as VitestReport
  } catch {
    return undefined
  }
}

function report(tallies: readonly Tally[], began: number): number {
  const passed = tallies.reduce((sum, tally) => sum + tally.passed, 0)
  const failed = tallies.reduce((sum, tally) => sum + tally.failed, 0)
  const failures = tallies.flatMap((tally) => tally.failures)
  console.log(`\n${((Date.now() - began) / 1000).toFixed(0)} s`)
  for (const { what, said } of failures) console.log([` ✗ ${what}`, ...firstLines(said)].join('\n'))
  console.log(`${passed} passed, ${failed} failed`)
  return failed === 0 && passed > 0 ? 0 : 1
}

/** The error and where in our files it was thrown, not the whole way there. */
function firstLines(said: string): string[] {
  const lines = said.trim().split('\n').filter((line) => line.trim() !== '' && !/^\s+at .*(node_modules|node:|<anonymous>)/.test(line))
  return lines.slice(0, 15).map((line) => `     ${line.replaceAll(`file://${root}/`, '').replaceAll(`${root}/`, '').slice(0, 300)}`)
}

function tsc(project: string): string[] {
  return ['node_modules/typescript-7/bin/tsc', '--pretty', 'false', '-p', project]
}

function run(args: readonly string[], voice: 'loud' | 'quiet'): Promise<{ code: number; printed: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', voice === 'loud' ? 'inherit' : 'pipe', voice === 'loud' ? 'inherit' : 'pipe'] })
    running.add(child)
    let printed = ''
    const keep = (chunk: Buffer) => {
      printed += chunk.toString()
    }
    child.stdout?.on('data', keep)
    child.stderr?.on('data', keep)
    child.on('error', reject)
    child.on('close', (code) => {
      running.delete(child)
      resolve({ code: code ?? 1, printed })
    })
  })
}

function stopChildrenWithUs() {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      for (const child of running) child.kill(signal)
      console.log('0 passed, 1 failed')
      process.exit(130)
    })
  }
}
