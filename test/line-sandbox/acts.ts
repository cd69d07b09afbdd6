// mimamori-line-sandbox
import { messageId, token } from './ids.ts'
import type { LineMessage } from './chats.ts'
import type { Person } from './people.ts'
import type { Platform } from './platform.ts'
import { refuse } from './refusal.ts'
import { eventOf, imageContent, stickerContent, textContent } from './webhook/events.ts'
import type { Attempt } from './webhook/post.ts'
import type { Sending } from './webhook/webhooks.ts'

/** What people do on their phones; each becomes a webhook. While LINE is away nothing reaches it, and nothing changes. */
export interface Acts {
  follow(person: Person): Sending
  block(person: Person): Sending
  unblock(person: Person): Sending
  say(person: Person, text: string): Sending
  sticker(person: Person, packageId?: string, stickerId?: string): Sending
  picture(person: Person, bytes: Buffer, contentKind: string): Sending
  /** Taps a button: its words appear in the chat, its hidden text goes to the bot. */
  tap(person: Person, hidden: string, more?: { displayText?: string | undefined; params?: Record<string, string> | undefined }): Sending
  unsend(person: Person, messageId: string): Sending
  /** The account is linked, or the attempt failed. */
  linkResult(person: Person, result: 'ok' | 'failed', nonce: string): Sending
}

const nothing: Attempt = { status: 0, webhookEventIds: [], tookMs: 0, failure: 'could_not_connect' }

export function openActs({ people, chats, clock, webhooks, replyTokens, faults, contents, log }: Platform): Acts {
  const send = (person: Person, kind: string, own: Record<string, unknown>, canReply = true): Sending =>
    webhooks.send(eventOf(kind, person.lineUserId, clock.now(), own, canReply ? replyTokens.give(person.lineUserId) : undefined))

  const isAway = (person: Person, what: string): boolean => {
    if (faults.now().down !== true) return false
    log.alarm(`${person.name}：${what}（LINEにつながらないので、届いていません）`, { phone: person.key })
    return true
  }
  const lost: Sending = { first: Promise.resolve(nothing), last: Promise.resolve(nothing) }

  const write = (person: Person, message: LineMessage): boolean => {
    if (person.blocked) throw refuse(409, 'who blocks the bot cannot write to it')
    const away = isAway(person, 'メッセージの送信')
    chats.add(person.lineUserId, { id: message.id ?? token(12), from: 'person', at: clock.now(), messages: [message], delivered: !away })
    if (!away) people.change(person, { lastWroteAt: clock.now() })
    return !away
  }
  const writeAndSend = (person: Person, content: LineMessage): Sending => (write(person, content) ? send(person, 'message', { message: content }) : lost)

  const befriend = (person: Person): Sending => {
    if (isAway(person, '友だち追加')) return lost
    const wasBlocked = person.blocked
    people.change(person, { friend: true, blocked: false })
    log.note(`${person.name}：${wasBlocked ? 'ブロックを解除' : '友だち追加'}`, { phone: person.key })
    return send(person, 'follow', { follow: { isUnblocked: wasBlocked } })
  }
  return {
    follow: befriend,
    unblock: befriend,
    block: (person) => {
      if (isAway(person, 'ブロック')) return lost
      people.change(person, { blocked: true })
      log.note(`${person.name}：ブロック`, { phone: person.key })
      return send(person, 'unfollow', {}, false)
    },
    say: (person, text) => writeAndSend(person, textContent(text)),
    sticker: (person, packageId = '446', stickerId = '1988') => writeAndSend(person, stickerContent(packageId, stickerId)),
    picture: (person, bytes, contentKind) => {
      const content = imageContent()
      contents.put(content.id, { bytes, contentKind })
      return writeAndSend(person, content)
    },
    tap: (person, hidden, { displayText, params } = {}) => {
      if (person.blocked) throw refuse(409, 'who blocks the bot cannot write to it')
      if (isAway(person, 'ボタン')) return lost
      if (displayText) chats.add(person.lineUserId, { id: messageId(), from: 'person', at: clock.now(), messages: [{ type: 'text', text: displayText }], delivered: true })
      people.change(person, { lastWroteAt: clock.now() })
      return send(person, 'postback', { postback: { data: hidden, ...(params ? { params } : {}) } })
    },
    unsend: (person, wanted) => {
      if (isAway(person, '送信取消')) return lost
      if (!chats.unsend(person.lineUserId, wanted)) throw refuse(404, 'this person has sent no such message')
      return send(person, 'unsend', { unsend: { messageId: wanted } }, false)
    },
    linkResult: (person, result, nonce) => send(person, 'accountLink', { link: { result, nonce } }),
  }
}
