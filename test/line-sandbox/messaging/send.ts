// mimamori-line-sandbox
import { messageId, token } from '../ids.ts'
import type { ChatEntry, LineMessage } from '../chats.ts'
import type { Person } from '../people.ts'
import type { Platform } from '../platform.ts'
import type { SentMessage } from './retry-keys.ts'

export interface Parcel {
  readonly to: readonly string[]
  readonly messages: LineMessage[]
  readonly via: NonNullable<ChatEntry['via']>
  readonly retryKey?: string | undefined
}

const replyWindowMs = 7 * 24 * 60 * 60_000
const quotable = new Set(['text', 'textV2', 'sticker', 'image', 'video', 'template'])

/**
 * Takes messages as LINE does: the answer is the same for everybody, but who blocks the bot, is no friend, or does not
 * exist gets nothing. A person who is no friend is reached for seven days after writing.
 */
export function sendParcel(platform: Platform, { to, messages, via, retryKey }: Parcel): { sentMessages: SentMessage[]; reached: number } {
  const { people, chats, clock, log } = platform
  const sentMessages = messages.map(({ type }) => ({ id: messageId(), ...(quotable.has(type) ? { quoteToken: token(60) } : {}) }))
  const withIds = messages.map((message, index) => ({ ...message, id: sentMessages[index]?.id ?? '' }))
  let reached = 0
  for (const lineUserId of to) {
    const person = people.find(lineUserId)
    const isReached = person !== undefined && person.lineUserId === lineUserId && isReachable(person, clock.now())
    if (isReached) reached += 1
    if (person) {
      const entry: ChatEntry = { id: messageId(), from: 'bot', at: clock.now(), messages: withIds, via, delivered: isReached, ...(retryKey ? { retryKey } : {}) }
      chats.add(person.lineUserId, entry)
      if (isReached) people.change(person, { unread: person.unread + 1, loadingUntil: 0 })
    }
    const line = `${words[via]}：${person?.name ?? 'いない人'}「${gist(messages)}」`
    if (isReached) log.note(`${line} → 届きました`, { phone: person.key, raw: messages })
    else log.alarm(`${line} → LINEは受け付けましたが、届きません（${whyNot(person)}）`, { phone: person?.key, raw: messages })
  }
  return { sentMessages, reached }
}

function isReachable(person: Person, now: number): boolean {
  return !person.blocked && (person.friend || (person.lastWroteAt > 0 && now - person.lastWroteAt < replyWindowMs))
}

function whyNot(person: Person | undefined): string {
  if (!person) return '存在しない利用者'
  return person.blocked ? 'ブロック中' : '友だちではない'
}

/** A few words of the first message, for the log. */
function gist(messages: readonly LineMessage[]): string {
  const { text, altText, type } = messages[0] ?? { type: '' }
  const words = typeof text === 'string' ? text : typeof altText === 'string' ? altText : `（${type}）`
  const first = words.split('\n')[0] ?? ''
  return first.length > 40 ? `${first.slice(0, 39)}…` : first
}

const words: Record<Parcel['via'], string> = { push: 'プッシュ', reply: '返信', multicast: '一斉送信', broadcast: '全員送信' }
