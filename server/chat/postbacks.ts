import { z } from 'zod'
import { customerActs, customerPostback } from '../cases/messages/customer-postbacks.ts'
import { officerPostback } from '../cases/messages/officer-postbacks.ts'
import { answerAboutDevice } from '../devices/answer-about-device.ts'
import { fillBlanks, refusalWords } from '../core/refusal-words.ts'
import type { LineMessageJson } from '../line/gateway.ts'
import { textMessage } from '../line/flex.ts'
import { inWords, sentence, type Asked } from './phrase.ts'
import { recordRefusedPress } from './refused-press.ts'
import { peopleOf } from './speaker.ts'
import { notStopped, stopMine } from './stop-answers.ts'

/** `act=take&case=…`: what a button of one of our messages carries. */
const pressed = z.object({ act: z.string().regex(/^[a-z-]{1,40}$/) })

/** Null when the press is none of ours. A press is never proof of who pressed: our records are. */
export async function postbackAnswer(asked: Asked, sent: string): Promise<LineMessageJson | null> {
  const params = new URLSearchParams(sent.slice(0, 300))
  const read = pressed.safeParse({ act: params.get('act') })
  if (!read.success) return null
  if (read.data.act === 'fact-check-seen') return factCheckSeen(asked)
  if (customerActs.includes(read.data.act)) return customersAnswer(asked, params)
  if (read.data.act === 'device-mine' || read.data.act === 'device-not-mine') return deviceAnswer(asked, params)
  if (read.data.act === 'stop-not') return notStopped(asked)
  const { officer, customer } = asked.speaker
  if (read.data.act === 'stop-mine' && customer) return stopMine(asked, customer)
  if (!officer) {
    await recordRefusedPress(asked, params, 'not-linked-officer')
    return sentence(asked, inWords(asked, refusalWords['not-linked-officer'].ja, refusalWords['not-linked-officer'].en))
  }
  const answer = await officerPostback(asked.ctx, officer, params)
  if (answer.ok) return typeof answer.value === 'string' ? textMessage(answer.value) : answer.value
  await recordRefusedPress(asked, params, answer.reason)
  const words = refusalWords[answer.reason]
  return textMessage(inWords(asked, `${fillBlanks(words.ja, answer.facts)}${words.nextJa}`, `${fillBlanks(words.en, answer.facts)} ${words.nextEn}`))
}

/** 「このお支払いは、あなたですか？」: only the customer who was asked answers it. */
async function customersAnswer(asked: Asked, params: URLSearchParams): Promise<LineMessageJson> {
  const { customer } = asked.speaker
  if (!customer) return sentence(asked, inWords(asked, refusalWords['not-registered'].ja, refusalWords['not-registered'].en))
  const answer = await customerPostback(asked.ctx, customer, params)
  if (answer.ok) return sentence(asked, inWords(asked, answer.value.ja, answer.value.en))
  const words = refusalWords[answer.reason]
  return sentence(asked, inWords(asked, `${fillBlanks(words.ja, answer.facts)}${words.nextJa}`, `${fillBlanks(words.en, answer.facts)} ${words.nextEn}`))
}

/** Staff say that they have seen a request. The answer itself is given on the page, where it can be read again. */
function factCheckSeen(asked: Asked): LineMessageJson {
  if (!asked.speaker.staff) return sentence(asked, inWords(asked, 'この操作には、お店のサインインが必要です。', 'This needs store staff who have signed in.'))
  return sentence(asked, inWords(asked, 'ありがとうございます。回答は「回答する」からお願いいたします。', 'Thank you. Please answer with the button “回答する”.'))
}

/** F19: the person whose device it is says whether it was them. */
async function deviceAnswer(asked: Asked, params: URLSearchParams): Promise<LineMessageJson> {
  const answer = await answerAboutDevice(asked.ctx, peopleOf(asked.speaker), params)
  if (!answer.ok) {
    await recordRefusedPress(asked, params, answer.reason)
    return sentence(asked, inWords(asked, 'この端末のお知らせは見つかりませんでした。', 'There is no notice about this device.'))
  }
  const { ja, en } = deviceWords[answer.value]
  return sentence(asked, inWords(asked, ja, en))
}

const deviceWords = {
  confirmed: { ja: 'ありがとうございます。このままお使いください。', en: 'Thank you. You can go on using it.' },
  denied: { ja: 'その端末を使えなくしました。念のため、パスワードの変更を店長または事務局へご連絡ください。', en: 'That device is blocked. Please ask your manager or the secretariat for a new password.' },
  again: { ja: 'すでに受け付けています。', en: 'We have your answer already.' },
} as const
