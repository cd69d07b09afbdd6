import { expect, test } from 'vitest'
import { originCheck } from '../../../server/http/origin.ts'

const real = originCheck({ publicUrl: 'https://pay.example.jp', practice: { townOrigin: undefined, liffBridgeUrl: undefined, clockFile: undefined } })
const town = originCheck({ publicUrl: 'http://mimamori.localhost:3000', practice: { townOrigin: 'http://town.mimamori.localhost:4000', liffBridgeUrl: undefined, clockFile: undefined } })

test('our own pages may change things', () => {
  expect(real({ origin: 'https://pay.example.jp', 'sec-fetch-site': 'same-origin' })).toBe(true)
})

test.each(['https://evil.example', 'http://pay.example.jp', 'https://pay.example.jp.evil.example', 'https://hana.pay.example.jp', 'https://pay.example.jp:8443', 'null', 'pay.example.jp'])('%s may not', (origin) => {
  expect(real({ origin })).toBe(false)
})

test('a browser that hides the origin still says whether the request crossed sites', () => {
  expect(real({ 'sec-fetch-site': 'cross-site' })).toBe(false)
  expect(real({ 'sec-fetch-site': 'same-site' })).toBe(false)
  expect(real({ 'sec-fetch-site': 'same-origin' })).toBe(true)
})

test('a program without any page behind it carries nobody’s cookies', () => {
  expect(real({})).toBe(true)
})

test('in the practice town each phone is a host of its own, and the town’s page is not one of them', () => {
  expect(town({ origin: 'http://hana.mimamori.localhost:3000' })).toBe(true)
  expect(town({ origin: 'http://mimamori.localhost:3000' })).toBe(true)
  expect(town({ origin: 'http://town.mimamori.localhost:4000' })).toBe(false)
  expect(town({ origin: 'http://a.b.mimamori.localhost:3000' })).toBe(false)
})
