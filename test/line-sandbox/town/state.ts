// mimamori-line-sandbox
// What the sandbox tells the town at GET /sandbox/state, and the words of the page for it.
import type { LineMessage } from './flex/message.ts'

export type Person = {
  key: string
  lineUserId: string
  name: string
  role: string
  friend: boolean
  blocked: boolean
  loginId?: string | null
  password?: string | null
  storeName?: string | null
  richMenuId?: string | null
  unread: number
  /** Milliseconds of the sandbox's clock until which the loading dots are shown. */
  loadingUntil?: number | null
}

export type ChatEntry = {
  id: string
  from: 'bot' | 'person'
  at: number | string
  messages: LineMessage[]
  via?: 'push' | 'reply' | 'multicast'
  delivered: boolean
}

export type RichMenuArea = { bounds: { x: number; y: number; width: number; height: number }; action: unknown }

export type RichMenu = {
  richMenuId?: string
  size: { width: number; height: number }
  selected: boolean
  name: string
  chatBarText: string
  areas: RichMenuArea[]
  imageUrl?: string | null
}

export type Faults = {
  api?: { kind: '429' | '429-monthly' | '500' | 'timeout' | 'reset'; times?: number; match?: string } | null
  webhook?: { duplicate?: boolean; shuffle?: boolean; redeliver?: boolean; delayMs?: number } | null
  down?: boolean
}

export type TownEvent = { at: number | string; phone?: string | null; text: string; level: 'info' | 'danger'; raw?: unknown }

export type TownState = {
  people: Person[]
  chats: Record<string, ChatEntry[]>
  richMenus: Record<string, RichMenu>
  faults: Faults
  clock: { offsetMs: number; nowIso: string }
  visibleQrs: { label: string; url: string }[]
  log: TownEvent[]
  liffId: string
  appUrl: string
}

/** A phone's place on the page. The fourth one is opened when two officers are needed. */
export type Slot = 'customer' | 'store' | 'secretariat' | 'second-officer'

export const SLOT_NAME: Record<Slot, string> = {
  customer: '利用者',
  store: 'お店',
  secretariat: '事務局',
  'second-officer': '事務局（もう一人）',
}

const ROLE_NAME: Record<string, string> = {
  owner: 'オーナー',
  manager: '店長',
  clerk: 'スタッフ',
  officer: '職員',
  chief: '部門長',
  auditor: '監査',
}

/** People who may hold the phone in this place. */
export function peopleOf(slot: Slot, people: Person[]): Person[] {
  if (slot === 'store') return people.filter((person) => Boolean(person.storeName))
  if (slot === 'customer') return people.filter((person) => !person.loginId && !person.storeName)
  return people.filter((person) => Boolean(person.loginId) && !person.storeName)
}

/** How a person is called in the picker, e.g. 「みどり青果店 緑川 みどり（オーナー）」. */
export function personTitle(person: Person): string {
  const role = ROLE_NAME[person.role]
  if (person.storeName) return `${person.storeName} ${person.name}${role && role !== person.name ? `（${role}）` : ''}`
  if (person.loginId) return role ? `${person.name} ${role}` : person.name
  return person.key === 'hana' ? `${person.name}（72歳・大きい文字）` : person.name
}
