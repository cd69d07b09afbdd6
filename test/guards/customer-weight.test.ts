import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { root } from './tree.ts'

const built = join(root, 'liff-app/dist')
/** What a customer's phone may have to load before a screen works, without LINE's SDK. Bytes, gzip. */
const most = 130_000
/** LINE's SDK is used as it is published: it is counted for itself. Bytes, gzip. */
const sdkMost = 25_000

interface Part {
  readonly file: string
  readonly imports?: readonly string[]
  readonly dynamicImports?: readonly string[]
}
const parts = JSON.parse(readFileSync(join(built, '.vite/manifest.json'), 'utf8')) as Readonly<Record<string, Part>>
const app = ['index.html', 'customer/area.tsx']
const screens = (parts['customer/area.tsx']?.dynamicImports ?? []).filter((name) => name.startsWith('customer/'))
const paying = 'customer/pay/area.tsx'

test.each([[], ...screens.map((screen) => [screen]), ...(parts[paying]?.dynamicImports ?? []).map((screen) => [paying, screen])])('the JavaScript of a customer’s screen weighs little: / %s %s', (...screen) => {
  const { sdk, rest } = weightOf([...app, ...screen])
  expect(rest).toBeLessThanOrEqual(most)
  expect(sdk).toBeLessThanOrEqual(sdkMost)
})

test('paying comes with home, the stores’ and the secretariat’s screens don’t', () => {
  expect(screens).toContain(paying)
  expect(filesOf([...app, paying]).filter((file) => file === parts['store/area.tsx']?.file || file === parts['secretariat/area.tsx']?.file)).toEqual([])
})

/** Every file that these parts need, each once. */
function filesOf(names: readonly string[]): string[] {
  const seen = new Set<string>()
  const waiting = [...names]
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (seen.has(name)) continue
    seen.add(name)
    waiting.push(...(parts[name]?.imports ?? []))
  }
  return [...new Set([...seen].map((name) => parts[name]?.file ?? `${name} is not in the build`))].filter((file) => file.endsWith('.js'))
}

function weightOf(names: readonly string[]): { sdk: number; rest: number } {
  const weights = filesOf(names).map((file) => ({ file, bytes: gzipSync(readFileSync(join(built, file)), { level: 9 }).length }))
  const sum = (some: typeof weights) => some.reduce((all, { bytes }) => all + bytes, 0)
  return { sdk: sum(weights.filter(({ file }) => file.includes('line-sdk'))), rest: sum(weights.filter(({ file }) => !file.includes('line-sdk'))) }
}
