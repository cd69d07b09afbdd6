import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import fc from 'fast-check'
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'
import { beforeAll, expect, test } from 'vitest'
import { code128Widths } from '../../../liff-app/ui/code128.ts'

const twelveDigits = fc.stringMatching(/^[0-9]{12}$/)

beforeAll(async () => {
  const bytes = readFileSync(createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm'))
  await prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(bytes).buffer }, fireImmediately: true })
})

test('another programme’s reader reads back every code that we draw', async () => {
  await fc.assert(
    fc.asyncProperty(twelveDigits, async (digits) => {
      const [read] = await readBarcodes(pictureOf(code128Widths(digits)), { formats: ['Code128'], maxNumberOfSymbols: 1 })
      expect(read).toMatchObject({ isValid: true, text: digits, format: 'Code128' })
    }),
    { numRuns: 200 },
  )
})

test('every pair of digits, and so every symbol, can be read', async () => {
  for (let pair = 0; pair < 100; pair += 1) {
    const digits = String(pair).padStart(2, '0').repeat(6)
    const [read] = await readBarcodes(pictureOf(code128Widths(digits)), { formats: ['Code128'], maxNumberOfSymbols: 1 })
    expect(read?.text).toBe(digits)
  }
})

test('twelve digits take 101 modules, beginning and ending with a bar', () => {
  fc.assert(
    fc.property(twelveDigits, (digits) => {
      const widths = code128Widths(digits)
      expect(widths.reduce((sum, width) => sum + width, 0)).toBe(101)
      expect(widths.length % 2).toBe(1)
      expect(widths.every((width) => width >= 1 && width <= 4)).toBe(true)
    }),
  )
})

test.each(['', '123', '12a4', '１２', '12 34'])('“%s” is not digits in pairs', (digits) => {
  expect(() => code128Widths(digits)).toThrow(RangeError)
})

/** Bars of three dots a module with the light margin that readers need, as a camera would give them. */
function pictureOf(widths: readonly number[]): ImageData {
  const [dots, margin, height] = [3, 10, 60]
  const modules = [...Array.from({ length: margin }, () => 255), ...widths.flatMap((width, place) => Array.from({ length: width }, () => (place % 2 === 0 ? 0 : 255))), ...Array.from({ length: margin }, () => 255)]
  const row = modules.flatMap((shade) => Array.from({ length: dots }, () => [shade, shade, shade, 255]).flat())
  const data = new Uint8ClampedArray(row.length * height)
  for (let y = 0; y < height; y += 1) data.set(row, y * row.length)
  return { data, width: modules.length * dots, height, colorSpace: 'srgb' }
}
