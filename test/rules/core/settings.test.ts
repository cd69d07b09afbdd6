import { expect, test } from 'vitest'
import { loadConfig } from '../../../server/config.ts'

const enough = {
  SESSION_KEYS: 'a'.repeat(64), LINE_CHANNEL_ID: '1', LINE_CHANNEL_SECRET: 's', LINE_CHANNEL_ACCESS_TOKEN: 't', LINE_LOGIN_CHANNEL_ID: '2', LIFF_ID: '2-x', PAYMENT_NOTIFICATION_SECRETS: 'whsec_YQ==',
}

test('missing settings are named all at once, so that they can be mended together', () => {
  expect(() => loadConfig({})).toThrow(/SESSION_KEYS[\s\S]*LINE_CHANNEL_ID[\s\S]*LIFF_ID/)
})

test('without other words LINE is the real LINE', () => {
  expect(loadConfig(enough).line).toMatchObject({ apiBaseUrl: 'https://api.line.me', loginJwksUrl: 'https://api.line.me/oauth2/v2.1/certs' })
})

test.each([
  { LIFF_BRIDGE_URL: 'http://127.0.0.1:4000/bridge.js' },
  { TOWN_ORIGIN: 'http://town.mimamori.localhost:4000' },
  { PRACTICE_CLOCK_FILE: '/tmp/clock.json' },
  { LINE_API_BASE_URL: 'http://127.0.0.1:4000' },
  { LINE_LOGIN_JWKS_URL: 'https://api.line.me.example.com/certs' },
  { LINE_DATA_API_BASE_URL: 'https://evil.example/' },
  { PAYMENT_PROVIDER_URL: 'http://list.example.jp' },
])('production refuses to start with %o', (practice) => {
  expect(() => loadConfig({ ...enough, NODE_ENV: 'production', ...practice })).toThrow(/Not allowed in production/)
  expect(() => loadConfig({ ...enough, ...practice })).not.toThrow()
})
