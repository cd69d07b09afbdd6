import fc from 'fast-check'
import { expect, test } from 'vitest'
import { encode } from 'uqr'
import { qrDrawing, qrModules } from '../../../server/documents/qr-code.ts'

const url = 'https://liff.line.me/2000000002-Mimamori/pay/s/482731.1.AbCdEfGhIjKlMnOp'
const side = 255

interface Rect {
  readonly x: number
  readonly y: number
  readonly w: number
  readonly color: string
}

/** What a camera sees: which modules a drawing has coloured. */
function seen(text: string): boolean[][] {
  const { canvas } = qrDrawing(text, { side, colour: '#000000' }) as { canvas: Rect[] }
  const size = encode(text, { ecc: 'M', boostEcc: true, border: 0 }).size
  const module = side / size
  const modules = Array.from({ length: size }, () => Array.from({ length: size }, () => false))
  for (const { x, y, w } of canvas) {
    for (let at = 0; at < Math.round(w / module); at += 1) modules[Math.round(y / module)]![Math.round(x / module) + at] = true
  }
  return modules
}

test('what is drawn is the code of the address, module by module', () => {
  expect(seen(url)).toEqual(encode(url, { ecc: 'M', boostEcc: true, border: 0 }).data)
  expect(qrModules(url)).toEqual(encode(url, { ecc: 'M', boostEcc: true, border: 0 }).data)
})

test('that holds for any address, and nothing is drawn outside of its square', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 120 }), (text) => {
      const { canvas } = qrDrawing(text, { side, colour: '#000000' }) as { canvas: Rect[] }
      expect(seen(text)).toEqual(encode(text, { ecc: 'M', boostEcc: true, border: 0 }).data)
      expect(canvas.every(({ x, w }) => x >= 0 && x + w <= side + 1e-6)).toBe(true)
    }),
    { numRuns: 30 },
  )
})

test('a poster’s code is coarse enough to scan from afar', () => {
  expect(qrModules(url).length).toBeLessThanOrEqual(37)
})
