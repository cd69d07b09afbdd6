import { randomBytes, randomInt } from 'node:crypto'
import { signWebhook, webhookBody } from '../../line-sandbox/webhook/body.ts'
import { eventOf, textContent } from '../../line-sandbox/webhook/events.ts'
import { token } from '../../line-sandbox/ids.ts'

export interface WebhookWishes {
  readonly path: string
  readonly host: string
  readonly channelSecret: string
  readonly eventsEach: number
}

const destination = `U${'0'.repeat(31)}1`
const people = Array.from({ length: 5_000 }, () => `U${randomBytes(16).toString('hex')}`)
const said = ['残高', '履歴', 'つかえるお店', 'ありがとうございます😊', 'ポイントはいつまで使えますか？', 'さっきパン屋さんで払ったのに通知が来ません。どうすればいいですか。', 'help', '1']

/** A signed request with text messages of people who write at the same moment, each under a webhookEventId of its own. */
export function webhook({ path, host, channelSecret, eventsEach }: WebhookWishes): Buffer {
  const events = Array.from({ length: eventsEach }, () =>
    eventOf('message', people[randomInt(people.length)]!, Date.now(), { message: textContent(said[randomInt(said.length)]!) }, token(24)))
  const body = Buffer.from(webhookBody(destination, events))
  const head = `POST ${path} HTTP/1.1\r\nhost: ${host}\r\ncontent-type: application/json; charset=utf-8\r\nuser-agent: LineBotWebhook/2.0\r\n` +
    `x-line-signature: ${signWebhook(body, channelSecret)}\r\ncontent-length: ${body.length}\r\n\r\n`
  return Buffer.concat([Buffer.from(head), body])
}
