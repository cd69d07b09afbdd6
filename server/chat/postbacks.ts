import { z } from 'zod'
import { officerPostback } from '../cases/messages/officer-postbacks.ts'
import { fillBlanks, refusalWords } from '../core/refusal-words.ts'
import type { LineMessageJson } from '../line/gateway.ts'
import { textMessage } from '../line/flex.ts'
import { inWords, sentence, type Asked } from './phrase.ts'
import { notStopped, stopMine } from './stop-answers.ts'

/** `act=take&case=…`: what a button of one of our messages carries. */
const pressed = z.object({ act: z.string().regex(/^[a-z-]{1,40}$/) })

/** Null when the press is none of ours. A press is never proof of who pressed: our records are. */
export async function postbackAnswer(asked: Asked, sent: string): Promise<LineMessageJson | null> {
  const params = new URLSearchParams(sent.slice(0, 300))
  const read = pressed.safeParse({ act: params.get('act') })
  if (!read.success) return null
  if (read.data.act === 'fact-check-seen') return factCheckSeen(asked)
  if (read.data.act === 'stop-not') return notStopped(asked)
  const { officer, customer } = asked.speaker
  if (read.data.act === 'stop-mine' && customer) return stopMine(asked, customer)
  if (!officer) return sentence(asked, inWords(asked, refusalWords['not-linked-officer'].ja, refusalWords['not-linked-officer'].en))
  const answer = await officerPostback(asked.ctx, officer, params)
  if (answer.ok) return typeof answer.value === 'string' ? textMessage(answer.value) : answer.value
  const words = refusalWords[answer.reason]
  return textMessage(inWords(asked, `${fillBlanks(words.ja, answer.facts)}${words.nextJa}`, `${fillBlanks(words.en, answer.facts)} ${words.nextEn}`))
}

/** Staff say that they have seen a request. The answer itself is given on the page, where it can be read again. */
function factCheckSeen(asked: Asked): LineMessageJson {
  if (!asked.speaker.staff) return sentence(asked, inWords(asked, 'この操作には、お店のサインインが必要です。', 'This needs store staff who have signed in.'))
  return sentence(asked, inWords(asked, 'ありがとうございます。回答は「回答する」からお願いいたします。', 'Thank you. Please answer with the button “回答する”.'))
}
