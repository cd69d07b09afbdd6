import { expect, test } from 'vitest'
import { understand, type CommandName, type Part } from '../../../server/chat/command.ts'

const command = (name: CommandName) => ({ kind: 'command', name })
const asCustomer = (text: string) => understand(text, ['customer'])

/** Every way to ask that the programme promises, in both languages. */
test.each<[string, CommandName]>([
  ['残高', 'balance'], ['残り', 'balance'], ['いくら', 'balance'], ['ざんだか', 'balance'], ['使える金額', 'balance'], ['期限', 'balance'], ['balance', 'balance'],
  ['履歴', 'history'], ['明細', 'history'], ['使った記録', 'history'], ['利用履歴', 'history'], ['りれき', 'history'], ['history', 'history'],
  ['支払い', 'pay'], ['払う', 'pay'], ['支払う', 'pay'], ['使う', 'pay'], ['決済', 'pay'], ['QR', 'pay'], ['しはらい', 'pay'], ['pay', 'pay'],
  ['返済', 'repay'], ['返す', 'repay'], ['返済方法', 'repay'], ['振込先', 'repay'], ['分割', 'repay'], ['repay', 'repay'],
  ['お知らせ', 'notices'], ['通知', 'notices'], ['連絡', 'notices'], ['notices', 'notices'], ['お店', 'stores'], ['使える店', 'stores'], ['店舗', 'stores'], ['加盟店', 'stores'], ['stores', 'stores'],
  ['個人情報', 'privacy'], ['プライバシー', 'privacy'], ['私の情報', 'privacy'], ['privacy', 'privacy'], ['退会', 'leave'], ['やめる', 'leave'],
  ['使い方', 'help'], ['つかいかた', 'help'], ['ヘルプ', 'help'], ['教えて', 'help'], ['わからない', 'help'], ['困ったとき', 'help'], ['help', 'help'],
  ['問い合わせ', 'contact'], ['電話', 'contact'], ['相談', 'contact'], ['事務局', 'contact'], ['人と話したい', 'contact'], ['contact', 'contact'],
  ['身に覚えがない', 'report'], ['覚えがない', 'report'], ['知らない支払い', 'report'], ['不正', 'report'], ['乗っ取り', 'report'], ['だまされた', 'report'], ['report', 'report'], ['not me', 'report'],
  ['停止', 'stop'], ['止めて', 'stop'], ['なくした', 'stop'], ['紛失', 'stop'], ['盗まれた', 'stop'], ['スマホを落とした', 'stop'], ['stop', 'stop'], ['lost', 'stop'],
  ['English', 'english'], ['英語', 'english'], ['日本語', 'japanese'], ['メニュー', 'menu'], ['menu', 'menu'], ['文字を大きく', 'larger-text'], ['大きい字', 'larger-text'],
])('「%s」 asks for %s', (text, name) => {
  expect(asCustomer(text)).toEqual(command(name))
})

test.each(['残高を見たい', '残高をおしえて', '残高をください', '残高は？', '残高をお願いします', ' 残高。', 'ザンダカ', 'ﾍﾙﾌﾟ', 'ＱＲ', '残高を教えてください', 'BALANCE!'])('「%s」 is understood in spite of how it is written', (text) => {
  expect(asCustomer(text).kind).toBe('command')
})

test('a known word inside a sentence is enough', () => {
  expect(asCustomer('すみません、今の残高が気になっています')).toEqual(command('balance'))
  expect(asCustomer('please show my balance')).toEqual(command('balance'))
})

test('a longer word is not read again as the shorter word in it', () => {
  expect(asCustomer('支払い履歴が見たいのですが')).toEqual(command('history'))
  expect(asCustomer('how do I repay this')).toEqual(command('repay'))
})

test('two things at once are asked back', () => {
  expect(asCustomer('残高と履歴')).toEqual({ kind: 'either', names: ['balance', 'history'] })
})

test('whoever writes of a stop or of a foreign payment is not asked which of two things they meant', () => {
  expect(asCustomer('スマホをなくしたので支払いが心配、残高も')).toEqual(command('stop'))
  expect(asCustomer('履歴に覚えのない支払いがあります')).toEqual(command('report'))
})

test('fear of crime is answered with whom to call, whatever else is written', () => {
  for (const text of ['詐欺かもしれない', '警察に行くべきですか', '脅されて残高を送れと言われた']) expect(asCustomer(text)).toEqual({ kind: 'danger' })
})

test('nonsense is unknown', () => {
  for (const text of ['', '！？', 'ありがとう', 'お', 'xyz']) expect(asCustomer(text)).toEqual({ kind: 'unknown' })
})

test.each<[string, Part, CommandName]>([
  ['今日', 'staff', 'sales'], ['sales', 'staff', 'sales'], ['請求', 'staff', 'ask-amount'], ['金額QR', 'staff', 'ask-amount'], ['入金がない', 'staff', 'not-received'], ['払ってない', 'staff', 'not-received'],
  ['スタッフ', 'staff', 'people'], ['従業員', 'staff', 'people'], ['報告', 'officer', 'daily-report'], ['status', 'officer', 'situation'], ['停止スイッチ', 'officer', 'functions'],
  ['売上', 'staff', 'sales'], ['今日の売上', 'staff', 'sales'], ['集計', 'staff', 'sales'], ['確認依頼', 'staff', 'fact-checks'], ['事実確認', 'staff', 'fact-checks'],
  ['状況', 'officer', 'situation'], ['件数', 'officer', 'situation'], ['即時', 'officer', 'immediate'], ['アラート', 'officer', 'immediate'], ['承認', 'officer', 'approvals'], ['決裁', 'officer', 'approvals'],
  ['当番', 'officer', 'duty'], ['担当', 'officer', 'my-cases'], ['案件', 'officer', 'my-cases'], ['日報', 'officer', 'daily-report'],
])('「%s」 is understood from %s, and from nobody else', (text, part, name) => {
  expect(understand(text, [part])).toEqual(command(name))
  expect(asCustomer(text)).not.toEqual(command(name))
})

test('「返済」 is somebody’s work before it is their own', () => {
  expect(understand('返済', ['customer', 'officer'])).toEqual(command('owed'))
  expect(understand('返済', ['customer'])).toEqual(command('repay'))
})

test('an officer asks for a case by its number, also typed wide', () => {
  expect(understand('k-2026-000123', ['officer'])).toEqual({ kind: 'case', number: 'K-2026-000123' })
  expect(understand('Ｋ－２０２６－０００１２３ はどうなった', ['officer'])).toEqual({ kind: 'case', number: 'K-2026-000123' })
  expect(asCustomer('K-2026-000123')).toEqual({ kind: 'unknown' })
})

test('somebody who is staff and a customer may ask for both', () => {
  expect(understand('売上', ['customer', 'staff'])).toEqual(command('sales'))
  expect(understand('残高', ['customer', 'staff'])).toEqual(command('balance'))
})
