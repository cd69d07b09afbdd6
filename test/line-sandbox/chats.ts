// mimamori-line-sandbox
import type { Changes } from './changes.ts'

/** LINE's message JSON; `id` once LINE has taken it. */
export type LineMessage = { type: string; id?: string } & Record<string, unknown>

export interface ChatEntry {
  readonly id: string
  readonly from: 'bot' | 'person'
  /** The town's milliseconds. */
  readonly at: number
  messages: LineMessage[]
  readonly via?: 'push' | 'reply' | 'multicast' | 'broadcast'
  readonly retryKey?: string
  /** False for what LINE took and nobody got, and for what a person wrote while LINE was away. */
  readonly delivered: boolean
}

export interface Chats {
  add(lineUserId: string, entry: ChatEntry): void
  /** Oldest first. */
  of(lineUserId: string): ChatEntry[]
  /** The person takes a message back. Answers whether it was theirs. */
  unsend(lineUserId: string, messageId: string): boolean
  all(): Record<string, ChatEntry[]>
  snapshot(): [string, ChatEntry[]][]
}

const longest = 400

export function openChats(kept: unknown, changes: Changes): Chats {
  const chats = new Map<string, ChatEntry[]>(Array.isArray(kept) ? (kept as [string, ChatEntry[]][]) : [])
  return {
    add: (lineUserId, entry) => {
      const chat = chats.get(lineUserId) ?? []
      chats.set(lineUserId, chat)
      chat.push(entry)
      if (chat.length > longest) chat.shift()
      changes.tell({ kind: 'chat', lineUserId, entry })
    },
    of: (lineUserId) => chats.get(lineUserId) ?? [],
    unsend: (lineUserId, messageId) => {
      const entry = chats.get(lineUserId)?.find((one) => one.from === 'person' && one.messages.some((message) => message.id === messageId && message.type !== 'unsent'))
      if (!entry) return false
      entry.messages = entry.messages.map((message) => (message.id === messageId ? { type: 'unsent', id: messageId } : message))
      changes.tell({ kind: 'chat', lineUserId, entry })
      return true
    },
    all: () => Object.fromEntries(chats),
    snapshot: () => [...chats],
  }
}
