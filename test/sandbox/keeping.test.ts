import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { playLine, pushOf } from './played-line.ts'
import { png } from './pictures.ts'

const stateDir = mkdtempSync(join(tmpdir(), 'mimamori-sandbox-'))
afterAll(() => rmSync(stateDir, { recursive: true }))

test('a restart forgets no chat, no friendship, no menu, no retry key, and signs with the same key', async () => {
  const retryKey = { 'x-line-retry-key': randomUUID() }
  const before = await playLine({ stateDir })
  const hana = await before.friend()
  await before.sandbox.say(hana, 'こんにちは🤨')
  await before.ask('POST', '/v2/bot/message/push', pushOf(hana), retryKey)
  const { richMenuId } = await before.client.createRichMenu({ size: { width: 800, height: 540 }, selected: true, name: 'n', chatBarText: 'メニュー', areas: [] })
  await before.client.setRichMenuImage(richMenuId, new Blob([new Uint8Array(png(800, 540))], { type: 'image/png' }))
  await before.client.setDefaultRichMenu(richMenuId)
  const certs = (await before.ask('GET', '/oauth2/v2.1/certs')).body
  const chat = before.sandbox.chat(hana)
  await before.close()

  const after = await playLine({ stateDir })
  expect(after.sandbox.chat(hana)).toEqual(chat)
  expect(after.sandbox.people()).toMatchObject([{ lineUserId: hana, friend: true, unread: 1, richMenuId }])
  expect((await after.ask('POST', '/v2/bot/message/push', pushOf(hana), retryKey)).status).toBe(409)
  expect((await after.ask('GET', '/oauth2/v2.1/certs')).body).toEqual(certs)
  expect((await after.ask('GET', `/v2/bot/richmenu/${richMenuId}/content`)).status).toBe(200)
  await after.close()
})

test('settings that contradict each other are refused at the start', async () => {
  await expect(playLine({ liffId: '1-other' })).rejects.toThrow('must begin with LINE_LOGIN_CHANNEL_ID')
})
