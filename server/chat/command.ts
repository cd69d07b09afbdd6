/** What somebody in the chat may be to the programme; a person can be several. */
export type Part = 'customer' | 'staff' | 'officer'

export type CommandName =
  | 'balance' | 'history' | 'pay' | 'repay' | 'notices' | 'help' | 'contact' | 'report' | 'stop'
  | 'larger-text' | 'english' | 'japanese' | 'menu' | 'register' | CustomerPage
  | 'sales' | 'fact-checks' | 'people' | StorePage
  | 'situation' | 'immediate' | 'approvals' | 'duty' | 'my-cases' | 'daily-report' | 'owed' | OfficePage

/** Commands that are answered with the way to a page and nothing else. */
export type CustomerPage = 'stores' | 'privacy' | 'leave'
export type StorePage = 'counter' | 'ask-amount' | 'read-code' | 'received' | 'not-received' | 'settings'
export type OfficePage = 'answers' | 'records' | 'audit' | 'functions'

export type Understood =
  | { readonly kind: 'command'; readonly name: CommandName }
  | { readonly kind: 'either'; readonly names: readonly CommandName[] }
  | { readonly kind: 'case'; readonly number: string }
  /** Fear of crime: whatever else was written, the answer is whom to call. */
  | { readonly kind: 'danger' }
  | { readonly kind: 'unknown' }

interface Command {
  readonly for: Part
  /** The first is the command itself, as buttons say it. */
  readonly words: readonly string[]
}

const commands: Record<CommandName, Command> = {
  balance: { for: 'customer', words: ['残高', '残り', 'いくら', 'ざんだか', '使える金額', '期限', '有効期限', 'balance'] },
  history: { for: 'customer', words: ['履歴', '明細', '使った記録', '利用履歴', '支払い履歴', '支払履歴', 'りれき', 'history', 'payment history'] },
  pay: { for: 'customer', words: ['支払い', '支払', '払う', '支払う', '使う', '決済', 'qr', 'しはらい', 'pay', 'payment'] },
  repay: { for: 'customer', words: ['返済', '返す', '返済方法', '返済期限', '振込先', '分割', 'repay', 'repayment'] },
  notices: { for: 'customer', words: ['お知らせ', '通知', '連絡', 'notices', 'notice'] },
  help: { for: 'customer', words: ['使い方', 'つかいかた', 'ヘルプ', '教えて', 'わからない', '分からない', '困ったとき', '使い方がわからない', 'help', 'how to use'] },
  contact: { for: 'customer', words: ['問い合わせ', 'お問い合わせ', '電話', '相談', '事務局', '人と話したい', '電話番号', 'contact', 'call'] },
  report: { for: 'customer', words: ['身に覚えがない', '覚えがない', '覚えのない', '知らない支払い', '不正', '乗っ取り', 'だまされた', 'report', 'not me'] },
  stop: { for: 'customer', words: ['停止', '止めて', '止める', 'なくした', '紛失', '盗まれた', '無くした', '落とした', '支払いを止める', '支払いを止めて', '支払いを止めたい', 'stop', 'lost', 'stolen'] },
  'larger-text': { for: 'customer', words: ['文字を大きく', '大きい字', '文字サイズ', 'larger text', 'text size'] },
  english: { for: 'customer', words: ['English', '英語', 'えいご'] },
  japanese: { for: 'customer', words: ['日本語', 'japanese', 'nihongo'] },
  menu: { for: 'customer', words: ['メニュー', 'menu'] },
  register: { for: 'customer', words: ['登録', '登録する', '登録をはじめる', 'とうろく', 'register', 'sign up'] },
  stores: { for: 'customer', words: ['お店', '使える店', '使えるお店', '店舗', '加盟店', 'お店をさがす', 'stores', 'shops', 'where to use'] },
  privacy: { for: 'customer', words: ['個人情報', 'プライバシー', '私の情報', '持っている情報', 'privacy', 'my data'] },
  leave: { for: 'customer', words: ['退会', 'やめる', '退会したい', '解約', 'leave', 'unsubscribe'] },
  sales: { for: 'staff', words: ['売上', '売り上げ', '今日', '今日の売上', '集計', 'sales', 'today'] },
  'fact-checks': { for: 'staff', words: ['確認依頼', '事実確認', 'fact check', 'fact checks'] },
  counter: { for: 'staff', words: ['受付', '受付を見る', 'counter'] },
  'ask-amount': { for: 'staff', words: ['金額QR', '金額QRを出す', '請求', 'amount qr'] },
  'read-code': { for: 'staff', words: ['コード読取', 'コードを読み取る', 'コード読み取り', 'read a code'] },
  'not-received': { for: 'staff', words: ['入金がない', '入金されない', '払ってない', '払っていない', '届かない', 'not received', 'not paid'] },
  people: { for: 'staff', words: ['スタッフ', '従業員', '招待', 'staff', 'employees'] },
  received: { for: 'staff', words: ['支払いの一覧', '一覧', '入金', 'payments', 'list'] },
  settings: { for: 'staff', words: ['設定', 'お店の設定', 'お店のメニュー', 'settings'] },
  situation: { for: 'officer', words: ['状況', '件数', 'status'] },
  immediate: { for: 'officer', words: ['即時', 'アラート', 'immediate', 'alerts', 'alert'] },
  approvals: { for: 'officer', words: ['承認', '決裁', 'approvals', 'approval'] },
  duty: { for: 'officer', words: ['当番', '当番表', 'on duty', 'duty', 'roster'] },
  'my-cases': { for: 'officer', words: ['案件', '自分の担当', '担当', 'my cases', 'cases'] },
  'daily-report': { for: 'officer', words: ['日報', '報告', 'daily report'] },
  answers: { for: 'officer', words: ['事実確認の回答', '回答', 'answers'] },
  owed: { for: 'officer', words: ['返済', '返済の状況', '督促', 'repayments', 'repayment'] },
  functions: { for: 'officer', words: ['停止スイッチ', 'すべて止める', 'stop switches', 'switches'] },
  records: { for: 'officer', words: ['支払いの記録', 'payment records'] },
  audit: { for: 'officer', words: ['監査ログ', '監査', 'audit', 'audit log'] },
}

const endings = ['を見たい', 'をみたい', '見たい', 'みたい', 'をおしえて', 'を教えて', 'おしえて', '教えて', 'を知りたい', 'が知りたい', 'を確認したい', 'をしたい', 'したい', 'をください', 'ください', '下さい', 'をお願いします', 'お願いします', 'おねがいします', 'ですか', 'です', 'について', 'は', 'を'].map(plain)
const dangers = ['詐欺', 'さぎ', '警察', '脅され', 'おどされ', 'scam', 'police'].map(plain)

/** Everything that may be typed, longest first, so that 「知らない支払い」 is found before 「支払い」; of one word, somebody's work before their own wallet. */
const vocabulary = (Object.entries(commands) as [CommandName, Command][])
  .flatMap(([name, command]) => command.words.map((word) => ({ name, for: command.for, word: plain(word) })))
  .sort((a, b) => b.word.length - a.word.length || Number(a.for === 'customer') - Number(b.for === 'customer'))

/** The word a button says for a command. */
export const wordFor = (name: CommandName): string => commands[name].words[0] ?? name

/** What a typed text asks for, by somebody with these parts: exact, then without a polite ending, then by one known word in it. */
export function understand(text: string, parts: readonly Part[]): Understood {
  const asked = plain(text)
  const number = /(?:^|[^a-z0-9])(k-[0-9]{4}-[0-9]{6})(?:$|[^0-9])/.exec(asked)?.[1]
  if (number !== undefined && parts.includes('officer')) return { kind: 'case', number: number.toUpperCase() }
  if (dangers.some((word) => includesWord(asked, word))) return { kind: 'danger' }
  const known = vocabulary.filter((entry) => entry.for === 'customer' || parts.includes(entry.for))
  const exact = known.find(({ word }) => word === asked) ?? known.find(({ word }) => word === withoutEnding(asked))
  if (exact) return { kind: 'command', name: exact.name }
  return chosen(namesIn(asked, known))
}

/** Safety first: who writes of a stop or of a payment that is not theirs is not asked which of two things they meant. */
function chosen(names: readonly CommandName[]): Understood {
  const [first, ...others] = names
  if (first === undefined) return { kind: 'unknown' }
  for (const safety of ['stop', 'report'] as const) if (names.includes(safety)) return { kind: 'command', name: safety }
  return others.length === 0 ? { kind: 'command', name: first } : { kind: 'either', names: names.slice(0, 4) }
}

function namesIn(asked: string, known: typeof vocabulary): CommandName[] {
  const names = new Set<CommandName>()
  let rest = asked
  for (const { name, word } of known) {
    if (word.length < 2 || !includesWord(rest, word)) continue
    names.add(name)
    // What a longer word has explained is not read again as a shorter one.
    rest = rest.replaceAll(word, '　')
  }
  return [...names]
}

/** Latin words stand between spaces; Japanese ones stand anywhere. */
const includesWord = (text: string, word: string): boolean =>
  /^[a-z ]+$/.test(word) ? ` ${text.replace(/[^a-z0-9]+/g, ' ')} `.includes(` ${word} `) : text.includes(word)

function withoutEnding(text: string): string {
  let left = text
  for (let again = true; again; ) {
    const ending = endings.find((one) => left.length > one.length && left.endsWith(one))
    again = ending !== undefined
    if (ending !== undefined) left = left.slice(0, -ending.length)
  }
  return left
}

/** NFKC, lower case, katakana as hiragana, no punctuation; spaces only between Latin words. */
function plain(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[ァ-ヶ]/g, (letter) => String.fromCodePoint((letter.codePointAt(0) ?? 0) - 0x60))
    .replace(/[、。，．・！？!?.,…~〜「」『』()'"’]/g, '')
    .replace(/\s+/g, ' ')
    .replace(/(?<![a-z0-9]) | (?![a-z0-9])/g, '')
    .trim()
}
