import { expect, test } from 'vitest'
import { filesUnder, isCode, read } from './tree.ts'

const product = [...filesUnder('server', isCode), ...filesUnder('liff-app', isCode)]
const everything = [...product, ...filesUnder('prisma'), ...filesUnder('test')]
const longestFile = 260

test('a file is imported by its own name: there is no index.ts', () => {
  expect(product.filter((path) => /(^|\/)index\.(ts|tsx|js|mjs)$/.test(path))).toEqual([])
})

test('no folder and no file is called by a name that says nothing', () => {
  const saysNothing = /(^|\/)(utils?|helpers?|common|shared|misc|lib|types)(\/|\.[a-z]+$)/
  expect(everything.filter((path) => saysNothing.test(path))).toEqual([])
})

test(`no file of the product is longer than ${longestFile} lines`, () => {
  const long = product.map((path) => `${path}: ${read(path).trimEnd().split('\n').length}`).filter((line) => Number(line.split(': ')[1]) > longestFile)
  expect(long).toEqual([])
})

test('nobody switches a rule of the linter or the compiler off inside a file', () => {
  const switches = new RegExp(['eslint', 'disable'].join('-') + '|@ts-' + '(ignore|nocheck|expect-error)')
  expect(everything.filter(isCode).filter((path) => switches.test(read(path)))).toEqual([])
})

test('no test is left out, and none is run alone', () => {
  const left = /\b(it|test|describe|suite)(\.\w+)*\.(skip|only|todo|skipIf|runIf|fails)\b/
  expect(testFiles().filter((path) => left.test(read(path)))).toEqual([])
})

test('no test sleeps: it waits for what it needs', () => {
  const sleeps = /\bset(Timeout|Interval)\(|waitForTimeout\(|timers\/promises|\bvi\.(mock|useFakeTimers)\b/
  const timed = testFiles().filter((path) => /^test\/(server|journeys|rules)\//.test(path))
  expect(timed.filter((path) => sleeps.test(read(path)))).toEqual([])
})

test('no test compares a snapshot', () => {
  expect(testFiles().filter((path) => /toMatch(Inline)?Snapshot\(|toMatchFileSnapshot\(/.test(read(path)))).toEqual([])
})

function testFiles(): string[] {
  return filesUnder('test', (path) => isCode(path) && !path.startsWith('test/line-sandbox/') && path !== 'test/guards/tidy-tree.test.ts')
}
