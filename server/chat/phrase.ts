import type { Context } from '../context.ts'
import { dayInEnglish, dayInJapanese, dayOf, shortDayInJapanese, timeInJapanese, type Day } from '../core/time.ts'
import { flexCard, quickReplies, textMessage, type Card, type QuickReply } from '../line/flex.ts'
import type { LineMessageJson } from '../line/gateway.ts'
import { liffUrl } from '../line/liff-url.ts'
import { wordFor, type CommandName } from './command.ts'
import { partsOf, type Speaker } from './speaker.ts'

/** One answer being made: for whom, when, and in which language. */
export interface Asked {
  readonly ctx: Context
  readonly speaker: Speaker
  readonly now: Date
}

/** The sentence in the speaker's language. */
export const inWords = ({ speaker }: Asked, ja: string, en: string): string => (speaker.language === 'en' ? en : ja)

export const clock = ({ now }: Asked): string => timeInJapanese(now)

export const longDay = ({ speaker }: Asked, day: Day): string => (speaker.language === 'en' ? dayInEnglish(day) : dayInJapanese(day))

/** 11月23日(月) 14:05 */
export const shortMoment = ({ speaker }: Asked, moment: Date): string =>
  `${speaker.language === 'en' ? dayInEnglish(dayOf(moment)) : shortDayInJapanese(dayOf(moment))} ${timeInJapanese(moment)}`

/** 14:20 for today, 11月24日(火) 14:20 otherwise. */
export const dueInWords = (asked: Asked, at: Date): string => (dayOf(at) === dayOf(asked.now) ? timeInJapanese(at) : shortMoment(asked, at))

/** A sentence with the usual buttons under it, or with some of its own. */
export const sentence = (asked: Asked, text: string, quick: readonly QuickReply[] = usualButtons(asked)): LineMessageJson => textMessage(text, quick)

/** A card; the usual buttons hang under it. */
export const cardWithButtons = (asked: Asked, card: Card): LineMessageJson => ({ ...flexCard(card), quickReply: quickReplies(usualButtons(asked)) })

/** A button that opens a page of the mini-app. */
export const pageButton = (asked: Asked, ja: string, en: string, path: string) => ({ label: inWords(asked, ja, en), url: liffUrl(asked.ctx.config, path) })

/** A button that says a command. */
export function commandButton(asked: Asked, name: CommandName): QuickReply {
  const english: Partial<Record<CommandName, string>> = {
    stores: 'Stores', privacy: 'Privacy', leave: 'Leave', 'not-received': 'Not received', people: 'Staff', owed: 'Repayments', functions: 'Stop switches',
    balance: 'Balance', pay: 'Pay', history: 'History', help: 'Help', contact: 'Contact', repay: 'Repayment', notices: 'Notices',
    report: 'Not me', stop: 'Stop', 'larger-text': 'Larger text', menu: 'Menu', english: 'English', japanese: '日本語',
    sales: 'Sales', 'fact-checks': 'Fact checks', situation: 'Status', immediate: 'Immediate', approvals: 'Approvals',
    register: 'Register', counter: 'Counter', 'ask-amount': 'Amount QR', 'read-code': 'Read a code', received: 'Payments', settings: 'Settings', answers: 'Answers', duty: 'On duty', 'my-cases': 'My cases', 'daily-report': 'Daily report', records: 'Payment records', audit: 'Audit log',
  }
  const help = { label: '困ったとき', says: '使い方' }
  if (asked.speaker.language === 'ja') return name === 'help' ? help : { label: wordFor(name), says: wordFor(name) }
  const word = english[name] ?? wordFor(name)
  return { label: word, says: word }
}

/** What people of each part ask for most, so that nobody has to know a command; LINE for PC shows no rich menu. */
export function usualButtons(asked: Asked): QuickReply[] {
  const parts = partsOf(asked.speaker)
  const names: CommandName[] = [
    ...(parts.includes('officer') ? (['situation', 'immediate', 'approvals'] as const) : []),
    ...(parts.includes('staff') ? (['sales', 'fact-checks'] as const) : []),
    ...(parts.includes('customer') ? (['balance', 'pay', 'history', 'help', 'contact'] as const) : []),
  ]
  if (names.length === 0) return newcomerButtons(asked)
  return [...names, ...(parts.includes('customer') ? [] : (['contact'] as const))].map((name) => commandButton(asked, name))
}

/** Everything the rich menus offer, as buttons. */
export function everyButton(asked: Asked): QuickReply[] {
  const parts = partsOf(asked.speaker)
  const names: CommandName[] = [
    ...(parts.includes('officer') ? (['answers', 'owed', 'functions', 'my-cases', 'duty', 'daily-report', 'records', 'audit'] as const) : []),
    ...(parts.includes('staff') ? (['counter', 'ask-amount', 'read-code', 'not-received', 'received', 'people', 'settings'] as const) : []),
    ...(parts.includes('customer') ? (['notices', 'stores', 'report', 'stop', 'privacy'] as const) : []),
  ]
  return [...usualButtons(asked), ...names.map((name) => commandButton(asked, name))]
}

/** Somebody who is not registered. */
export const newcomerButtons = (asked: Asked): QuickReply[] => [
  pageButton(asked, '登録する', 'Register', '/register'),
  { label: inWords(asked, '使い方', 'How to use'), says: inWords(asked, '使い方', 'Help') },
  commandButton(asked, asked.speaker.language === 'en' ? 'japanese' : 'english'),
  { label: inWords(asked, 'お問い合わせ', 'Contact'), says: inWords(asked, 'お問い合わせ', 'Contact') },
]
