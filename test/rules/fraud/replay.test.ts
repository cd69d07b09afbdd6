import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inForce } from '../../../server/fraud/evaluate.ts'
import type { Observation } from '../../../server/fraud/observation.ts'
import { alertLine } from '../../../server/fraud/replay/alert-line.ts'
import { NotAnEvent, observationsIn } from '../../../server/fraud/replay/event-file.ts'
import { replay } from '../../../server/fraud/replay/replay.ts'
import { spillingShelf } from '../../../server/fraud/replay/spilling-shelf.ts'
import { allRules } from '../../../server/fraud/rules/all.ts'
import { smallWorld } from './small-world.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'mimamori-events-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

function fileOf(lines: readonly string[], { gzip = false } = {}): string {
  const path = join(folder, `events-${Math.random().toString(36).slice(2)}.jsonl${gzip ? '.gz' : ''}`)
  const text = `${lines.join('\n')}\n`
  writeFileSync(path, gzip ? gzipSync(text) : text)
  return path
}

async function all(path: string): Promise<Observation[]> {
  const seen: Observation[] = []
  for await (const one of observationsIn(path)) seen.push(one)
  return seen
}

const rules = allRules.map((rule) => inForce(rule, 1, 'live', rule.defaults))

async function alertsOf(lines: readonly string[], hot?: number): Promise<string[]> {
  const shelf = spillingShelf(hot)
  const alerts: string[] = []
  for await (const { decisions } of replay(observationsIn(fileOf(lines)), { rules, shelf })) alerts.push(...decisions.map(alertLine))
  shelf.close()
  return alerts
}

/** The command as a person types it. */
const run = (args: readonly string[], input?: Buffer) =>
  spawnSync(process.execPath, ['server/fraud/replay/replay-cli.ts', ...args], { cwd: join(import.meta.dirname, '../../..'), encoding: 'utf8', ...(input ? { input } : {}) })

test('an event file reads the same, plain and gzipped', async () => {
  const world = smallWorld({ payments: 20 })

  const plain = await all(fileOf(world))

  expect(plain).toHaveLength(world.length)
  expect(await all(fileOf(world, { gzip: true }))).toEqual(plain)
})

test('a line that is no event is told with its number', async () => {
  const world = smallWorld({ payments: 5 })

  await expect(all(fileOf([...world, '{"type":"payment"}']))).rejects.toThrow(new NotAnEvent(world.length + 1, '').message)
  await expect(all(fileOf([...world, '{broken']))).rejects.toThrow(`line ${world.length + 1}: not JSON`)
})

test('voids, verdicts and reports find the payment they name; one that nobody knows is passed over', async () => {
  const world = smallWorld({ payments: 60 })
  const unknown = JSON.stringify({ type: 'void', at: '2026-06-01T00:00:00.000+09:00', paymentId: 'p-never', staffId: 'f1' })

  const seen = await all(fileOf([...world, unknown]))

  expect(seen.find(({ kind }) => kind === 'void')).toMatchObject({ paymentId: 'p49', customerId: 'c9' })
  expect(seen.find(({ kind }) => kind === 'verdict')).toMatchObject({ paymentId: 'p39', outcome: 'fraud' })
  expect(seen).toHaveLength(world.length)
})

test('the same events give the same alerts, to the letter', async () => {
  const world = smallWorld()

  const first = await alertsOf(world)

  expect(first.length).toBeGreaterThan(3)
  expect(await alertsOf(world)).toEqual(first)
})

test('a replay whose dossiers don’t fit into memory decides what one does whose dossiers do', async () => {
  const world = smallWorld({ seed: 7 })

  expect(await alertsOf(world, 25)).toEqual(await alertsOf(world))
})

test('the command reads a file or standard input, writes alerts, and says what it did', async () => {
  const world = smallWorld({ payments: 100 })
  const [fromFile, fromInput] = [join(folder, 'a.jsonl'), join(folder, 'b.jsonl')]

  const file = run([fileOf(world, { gzip: true }), '--out', fromFile])
  const input = run(['-', '--out', fromInput], gzipSync(world.join('\n')))

  expect([file.status, input.status]).toEqual([0, 0])
  expect(file.stderr).toMatch(/^100 payments, \d+ alerts/m)
  expect(readFileSync(fromInput, 'utf8')).toBe(readFileSync(fromFile, 'utf8'))
  expect(readFileSync(fromFile, 'utf8').split('\n')[0]).toMatch(/^\{"rule":"[a-z-]+","urgency":"(immediate|daily|monthly)","subject":\{"kind":"[a-z]+","id":"[^"]+"\},"payments":\[.+\],"raisedAt":"2026-05-\d\dT[\d:.]+\+09:00","because":".+"/)
})

test('the command says what is wrong with its words, its file and its rules', () => {
  expect(run([])).toMatchObject({ status: 2, stderr: expect.stringContaining('npm run replay -- EVENTS --out ALERTS') as string })
  expect(run(['/nowhere', '--out', join(folder, 'c')])).toMatchObject({ status: 1, stderr: expect.stringContaining('/nowhere') as string })
  expect(run([fileOf(['{}']), '--out', join(folder, 'c')])).toMatchObject({ status: 1, stderr: expect.stringContaining('line 1:') as string })
  expect(run(['x', '--out', join(folder, 'c'), '--rules', 'no-such-rule'])).toMatchObject({ status: 2, stderr: expect.stringContaining('no such rule: no-such-rule') as string })
})
