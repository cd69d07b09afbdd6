import { describe, expect, test } from 'vitest'
import { flexCard, textMessage } from '../../../server/line/flex.ts'
import { leaksOf } from '../../../server/line/never-contains.ts'

const says = (kind: string, text: string) => leaksOf(kind, [textMessage(text)])
const onLockScreen = (kind: string, altText: string) => leaksOf(kind, [flexCard({ altText, tone: 'info', title: 'お知らせ', rows: [] })])

describe('what a message would give away', () => {
  test.each([
    ['F05', '山田さんの電話 090-1234-5678', ['phone']],
    ['F05', '09012345678', ['phone']],
    ['F18', 'hanako@example.com にも連絡', ['mail-address']],
    ['F05', '同じ人が38秒の間に支払いました（基準：60秒以内に2回）。', ['threshold']],
    ['F05', '対象 3f2c1a90-4c1d-4c1e-8b1a-0a1b2c3d4e5f', ['record-id']],
    ['F02', 'U0123456789abcdef0123456789abcdef', ['line-id']],
    ['reply', 'U0123456789abcdef0123456789abcdef', ['line-id']],
    ['F10', '不正なお支払いのため凍結しました', ['accusation']],
    ['F23', '凍結しました', ['accusation']],
    ['F13', '¥9,600をお返しください', ['amount']],
    ['F15', '残りは5600円です', ['amount']],
    ['F14', 'S-0142でのお支払いについて', ['store']],
    ['F13', '口座 1234567', ['account-number']],
  ])('%s: %s', (kind, text, leaks) => {
    expect(says(kind, text)).toEqual(leaks)
  })

  test.each([
    ['F05', '同じ人が38秒の間に、離れた2店舗で合計¥9,600を支払いました。対象 C-7F3K/S-0142・S-0077'],
    ['F18', '凍結の確定・K-2026-000123'],
    ['F10', 'お問い合わせ 0120-000-000（8:30–17:15）'],
    ['F13', '請求番号 R-2026-000045 期限 2026年12月7日(月)'],
    ['F02', '凍結食品の店 0798-12-3456'],
    ['F02', 'お支払い 2611 0304 7316'],
    ['money', '決済番号 3f2c1a90-4c1d-4c1e-8b1a-0a1b2c3d4e5f ¥2,000'],
  ])('%s may say: %s', (kind, text) => {
    expect(says(kind, text)).toEqual([])
  })

  test('a lock screen shows no figure of what is personal', () => {
    expect(onLockScreen('F12', '¥9,800のお支払いは、あなたですか？')).toEqual(['lock-screen'])
    expect(onLockScreen('F14', '12月7日の期限を過ぎています')).toEqual(['lock-screen'])
    expect(onLockScreen('F13', 'みまもりペイから大切なお知らせがあります')).toEqual([])
    expect(onLockScreen('F02', 'お支払いが完了しました ¥1,280')).toEqual([])
  })

  test('links and the data of buttons carry ids, but never a LINE id', () => {
    const id = '3f2c1a90-4c1d-4c1e-8b1a-0a1b2c3d4e5f'
    const card = (postback: string) => flexCard({ altText: 'お知らせ', tone: 'info', title: 'お知らせ', rows: [], buttons: [{ label: '担当になる', postback }] })
    expect(leaksOf('F05', [card(`act=take&case=${id}`)])).toEqual([])
    expect(leaksOf('F05', [card('act=take&who=U0123456789abcdef0123456789abcdef')])).toEqual(['line-id'])
  })
})
