import { z } from 'zod'
import type { Context } from '../../context.ts'
import { done, refused, type Answer } from '../../core/refusal.ts'
import type { CustomerScope } from '../../db/scope.ts'
import { answerQuestion, type Said } from '../questions/answer-question.ts'

const pressed = z.object({ act: z.enum(['mine', 'not-mine']), question: z.uuid() })

/** The buttons under 「このお支払いは、あなたですか？」, by what they send. */
export const customerActs: readonly string[] = pressed.shape.act.options

interface Words {
  readonly ja: string
  readonly en: string
}

const thanks: Readonly<Record<Said, Words>> = {
  mine: { ja: 'ご回答ありがとうございます。事務局で確認します。', en: 'Thank you. The secretariat will look at it.' },
  not_mine: { ja: 'お知らせいただき、ありがとうございます。お支払いを止めました。残高はなくなりません。事務局からご連絡します。', en: 'Thank you for telling us. Payments are stopped; your balance is safe. The secretariat will contact you.' },
}
const alreadyDone: Words = { ja: 'すでに受け付けています。', en: 'We have already received your answer.' }

/** What a customer's button in LINE does. A second press changes nothing and says so. Data: `act=mine|not-mine&question=<id>`. */
export async function customerPostback(ctx: Context, scope: CustomerScope, sent: URLSearchParams): Promise<Answer<Words>> {
  const read = pressed.safeParse(Object.fromEntries(sent))
  if (!read.success) return refused('not-found')
  const answered = await answerQuestion(ctx, scope, read.data.question, read.data.act === 'mine' ? 'mine' : 'not_mine')
  if (!answered.ok) return answered
  return done(answered.value.again ? alreadyDone : thanks[answered.value.answer])
}
