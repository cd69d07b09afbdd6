import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { playLine, type PlayedLine } from './played-line.ts'

let line: PlayedLine
beforeAll(async () => {
  line = await playLine()
})
afterAll(() => line.close())

type Json = Record<string, unknown>
interface Refused {
  readonly message: string
  readonly details?: readonly { readonly message: string; readonly property: string }[]
}

/** Undefined when LINE would take the messages, else its answer. */
async function judged(...messages: unknown[]): Promise<Refused | undefined> {
  const answer = await line.ask('POST', '/v2/bot/message/validate/push', { messages })
  if (answer.status === 200) return undefined
  expect(answer.status).toBe(400)
  return answer.body as Refused
}
const places = (refused: Refused | undefined) => refused?.details?.map(({ property }) => property) ?? []

/** Written so that the linter does not take it for ours. */
const scriptUrl = ['javascript', 'alert(1)'].join(':')
const text = (words = 'あ') => ({ type: 'text', text: words })
const box = (...contents: unknown[]) => ({ type: 'box', layout: 'vertical', contents })
const bubble = (...contents: unknown[]) => ({ type: 'bubble', body: box(...contents) })
const flex = (contents: unknown, altText = 'お知らせ') => ({ type: 'flex', altText, contents })
const button = (action: Json) => flex(bubble({ type: 'button', action }))
const template = (actions: unknown[], more: Json = {}) => ({ type: 'template', altText: '確認', template: { type: 'buttons', text: 'どうしますか', actions, ...more } })

describe('texts and numbers of messages', () => {
  test('one to five messages in a call', async () => {
    expect(await judged(...Array.from({ length: 5 }, () => text()))).toBeUndefined()
    expect(places(await judged(...Array.from({ length: 6 }, () => text())))).toEqual(['messages'])
    expect(places(await judged())).toEqual(['messages'])
    expect((await line.ask('POST', '/v2/bot/message/validate/push', {})).status).toBe(400)
  })

  test('a text has 5,000 UTF-16 units at most, an emoji is two of them', async () => {
    expect(await judged(text('x'.repeat(5_000)))).toBeUndefined()
    expect(await judged(text('🤨'.repeat(2_500)))).toBeUndefined()
    expect(places(await judged(text(`${'🤨'.repeat(2_500)}x`)))).toEqual(['messages[0].text'])
    expect(places(await judged(text('')))).toEqual(['messages[0].text'])
  })

  test('unknown kinds and unknown properties are refused where they are', async () => {
    expect(places(await judged(text(), { type: 'telegram', text: 'a' }))).toEqual(['messages[1].type'])
    expect(await judged({ ...text(), colour: 'red' })).toMatchObject({ message: 'The request body has 1 error(s)', details: [{ message: 'unknown field', property: 'messages[0].colour' }] })
    expect(places(await judged('残高'))).toEqual(['messages[0]'])
    expect(await judged({ type: 'text' })).toMatchObject({ details: [{ message: 'May not be empty', property: 'messages[0].text' }] })
  })

  test('the other kinds of messages are known', async () => {
    const media = { originalContentUrl: 'https://example.jp/a.jpg', previewImageUrl: 'https://example.jp/b.jpg' }
    expect(await judged({ type: 'image', ...media }, { type: 'sticker', packageId: '446', stickerId: '1988' })).toBeUndefined()
    expect(await judged({ type: 'location', title: 'みどり青果店', address: 'あおば市本町', latitude: 38.2, longitude: 140.8 })).toBeUndefined()
    expect(places(await judged({ type: 'image', ...media, previewImageUrl: 'http://example.jp/b.jpg' }))).toEqual(['messages[0].previewImageUrl'])
  })

  test('at most 13 quick replies, with labels of 20 letters as people count them', async () => {
    const items = (count: number, label = '👨‍👩‍👧'.repeat(20)) => Array.from({ length: count }, () => ({ type: 'action', action: { type: 'message', label, text: 'はい' } }))
    expect(await judged({ ...text(), quickReply: { items: items(13) } })).toBeUndefined()
    expect(places(await judged({ ...text(), quickReply: { items: items(14) } }))).toEqual(['messages[0].quickReply.items'])
    expect(places(await judged({ ...text(), quickReply: { items: items(1, 'あ'.repeat(21)) } }))).toEqual(['messages[0].quickReply.items[0].action.label'])
    expect(places(await judged({ ...text(), quickReply: { items: [{ type: 'action', action: { type: 'message', text: 'はい' } }] } }))).toEqual(['messages[0].quickReply.items[0].action.label'])
  })
})

describe('actions', () => {
  test('a uri is http, https, line or tel, with at most 1,000 letters', async () => {
    const to = (uri: string) => judged(button({ type: 'uri', label: '開く', uri }))
    for (const uri of ['https://liff.line.me/1-a/pay?x=1', 'http://example.jp/', 'line://app/1-a', 'tel:0120-000-000']) expect(await to(uri)).toBeUndefined()
    for (const uri of [scriptUrl, 'data:text/html,x', 'ftp://example.jp/', '/pay', 'https://', 'HTTPS://a b', '']) expect(places(await to(uri))).toEqual(['/body/contents/0/action/uri'])
    expect(await to(`https://example.jp/${'a'.repeat(981)}`)).toBeUndefined()
    expect(await to(`https://example.jp/${'a'.repeat(982)}`)).toBeDefined()
  })

  test('a postback carries at most 300 letters, and a label that is shown', async () => {
    expect(await judged(button({ type: 'postback', label: '覚えがない', data: 'x'.repeat(300), displayText: '覚えがない' }))).toBeUndefined()
    expect(places(await judged(button({ type: 'postback', label: '覚えがない', data: 'x'.repeat(301) })))).toEqual(['/body/contents/0/action/data'])
    expect(places(await judged(button({ type: 'postback', label: '覚えがない' })))).toEqual(['/body/contents/0/action/data'])
    expect(places(await judged(button({ type: 'postback', data: 'x' })))).toEqual(['/body/contents/0/action/label'])
    expect(places(await judged(button({ type: 'dial', label: 'x' })))).toEqual(['/body/contents/0/action/type'])
  })

  test('templates take four actions, labels of 20 letters, and less text beside a title', async () => {
    const yes = { type: 'message', label: 'はい', text: 'はい' }
    expect(await judged(template([yes, yes, yes, yes]))).toBeUndefined()
    expect(places(await judged(template([yes, yes, yes, yes, yes])))).toEqual(['messages[0].template.actions'])
    expect(places(await judged(template([{ ...yes, label: 'あ'.repeat(21) }])))).toEqual(['messages[0].template.actions[0].label'])
    expect(await judged(template([yes], { text: 'あ'.repeat(160) }))).toBeUndefined()
    expect(places(await judged(template([yes], { text: 'あ'.repeat(61), title: '確認' })))).toEqual(['messages[0].template.text'])
  })
})

describe('Flex messages', () => {
  test('a bubble like ours passes', async () => {
    const row = { type: 'box', layout: 'baseline', spacing: 'md', contents: [{ type: 'text', text: '日時', flex: 2, size: 'sm', color: '#4A5866' }, { type: 'text', text: '14:05', flex: 5, wrap: true }] }
    const receipt = { type: 'bubble', size: 'mega', header: box({ type: 'text', text: 'お支払いが完了しました', weight: 'bold' }), body: box({ type: 'text', text: '¥4,800', size: '3xl' }, { type: 'separator', margin: 'md' }, row), footer: box({ type: 'button', style: 'primary', color: '#1E4D6B', action: { type: 'uri', label: '領収を見る', uri: 'https://liff.line.me/1-a/p' } }), styles: { footer: { separator: true } } }
    expect(await judged(flex(receipt))).toBeUndefined()
    expect(await judged(flex({ type: 'carousel', contents: [receipt, receipt] }))).toBeUndefined()
  })

  test('the alternative text has 1 to 1,500 letters', async () => {
    const contents = bubble({ type: 'text', text: 'a' })
    expect(await judged(flex(contents, 'あ'.repeat(1_500)))).toBeUndefined()
    expect(places(await judged(flex(contents, 'あ'.repeat(1_501))))).toEqual(['messages[0].altText'])
    expect(places(await judged(flex(contents, '')))).toEqual(['messages[0].altText'])
    expect(places(await judged({ type: 'flex', contents }))).toEqual(['messages[0].altText'])
  })

  test('a bubble has at most 30 KB, a carousel 50 KB and 12 bubbles of one width', async () => {
    const filled = (bytes: number) => {
      const one = (last: string) => bubble(...Array.from({ length: Math.floor(bytes / 2_050) }, () => ({ type: 'text', text: 'x'.repeat(2_000) })), { type: 'text', text: last })
      const missing = bytes - Buffer.byteLength(JSON.stringify(one('')))
      return one('x'.repeat(missing))
    }
    expect(await judged(flex(filled(30 * 1024)))).toBeUndefined()
    expect(await judged(flex(filled(30 * 1024 + 1)))).toBeDefined()
    const carousel = (contents: unknown[]) => flex({ type: 'carousel', contents })
    expect(await judged(carousel([filled(24 * 1024), filled(24 * 1024)]))).toBeUndefined()
    expect(await judged(carousel([filled(26 * 1024), filled(26 * 1024)]))).toBeDefined()
    const small = bubble({ type: 'text', text: 'a' })
    expect(await judged(carousel(Array.from({ length: 12 }, () => small)))).toBeUndefined()
    expect(await judged(carousel(Array.from({ length: 13 }, () => small)))).toBeDefined()
    expect(await judged(carousel([]))).toBeDefined()
    expect(await judged(carousel([{ ...small, size: 'kilo' }, { ...small, size: 'giga' }]))).toBeDefined()
  })

  test('unknown components, values and properties are pointed at', async () => {
    const wrong = await judged(text(), flex(bubble({ type: 'text', text: 'a', weight: 'heavy' }, { type: 'marquee' }, { type: 'text', text: 'a', colour: '#111111' })))
    expect(wrong?.message).toBe('A message (messages[1]) in the request body is invalid')
    expect(places(wrong).sort()).toEqual(['/body/contents/0/weight', '/body/contents/1/type', '/body/contents/2/colour'])
    expect(places(await judged(flex({ type: 'bubble', body: { type: 'box', layout: 'diagonal', contents: [] } })))).toEqual(['/body/layout'])
    expect(places(await judged(flex({ type: 'sphere' })))).toEqual(['/type'])
  })

  test('what a component needs must be there, and stand where it may', async () => {
    for (const component of [{ type: 'text' }, { type: 'image' }, { type: 'image', url: 'http://example.jp/a.png' }, { type: 'button' }, { type: 'box' }, { type: 'icon', url: 'https://example.jp/a.png' }, { type: 'text', text: 'a', color: 'red' }, { type: 'text', text: 'a', size: '17' }, { type: 'text', text: 'a', flex: -1 }, { type: 'text', text: 'a', wrap: 'true' }]) {
      expect(await judged(flex(bubble(component))), JSON.stringify(component)).toBeDefined()
    }
    expect(await judged(flex({ type: 'bubble' }))).toBeDefined()
    expect(await judged(flex({ type: 'bubble', body: { type: 'text', text: 'a' } }))).toBeDefined()
    expect(await judged(flex(bubble({ type: 'box', layout: 'baseline', contents: [{ type: 'button', action: { type: 'message', label: 'a', text: 'a' } }] })))).toBeDefined()
    expect(await judged(flex(bubble({ type: 'box', layout: 'baseline', contents: [{ type: 'icon', url: 'https://example.jp/a.png' }, { type: 'text', text: 'a' }] })))).toBeUndefined()
  })
})
