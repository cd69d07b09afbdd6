// mimamori-line-sandbox
import type { Changes } from './changes.ts'
import { lineUserIdOf } from './ids.ts'
import { Refusal } from './refusal.ts'

export interface Person {
  /** Label of the person's own host name. */
  readonly key: string
  readonly lineUserId: string
  name: string
  role: string
  pictureUrl?: string
  loginId?: string
  password?: string
  storeName?: string
  friend: boolean
  blocked: boolean
  unread: number
  /** Until when the loading dots are shown, in the town's milliseconds. */
  loadingUntil: number
  /** When they last wrote to the bot: who is no friend can be written to for seven days. */
  lastWroteAt: number
}

export type NewPerson = Partial<Person> & { name: string }

export interface People {
  add(wanted: NewPerson): Person
  /** By LINE user id or key. */
  find(idOrKey: string): Person | undefined
  /** @throws Refusal 404 */
  get(idOrKey: string): Person
  all(): Person[]
  change(person: Person, part: Partial<Omit<Person, 'key' | 'lineUserId'>>): void
  snapshot(): Person[]
}

const label = /^[a-z0-9](?:[a-z0-9-]{0,40}[a-z0-9])?$/
const most = 20_000

export function openPeople(kept: unknown, fromTown: readonly NewPerson[], changes: Changes): People {
  const byId = new Map<string, Person>()
  const byKey = new Map<string, Person>()
  const put = (wanted: NewPerson): Person => {
    const key = wanted.key ?? freeKey(byKey)
    if (!label.test(key)) throw new Refusal(400, { message: `a key is a host label of small letters, digits and hyphens, not "${key}"` })
    const lineUserId = wanted.lineUserId ?? lineUserIdOf(key)
    const known = byId.get(lineUserId)
    if (known) return Object.assign(known, wanted, { key: known.key })
    if (byKey.has(key)) throw new Refusal(409, { message: `somebody is called "${key}" already` })
    if (byId.size >= most) throw new Refusal(409, { message: 'the town is full' })
    const person: Person = { role: 'customer', friend: false, blocked: false, unread: 0, loadingUntil: 0, lastWroteAt: 0, ...wanted, key, lineUserId }
    byId.set(lineUserId, person)
    byKey.set(key, person)
    return person
  }
  for (const person of fromTown) put(person)
  // Friendship and the like are what people did since; who they are is what the town's list says today.
  for (const before of keptPeople(kept)) {
    const { friend, blocked, unread, lastWroteAt } = before
    const known = byId.get(before.lineUserId)
    if (known) Object.assign(known, { friend, blocked, unread, lastWroteAt })
    else if (!byKey.has(before.key)) put(before)
  }
  const find = (idOrKey: string) => byId.get(idOrKey) ?? byKey.get(idOrKey)
  return {
    add: (wanted) => {
      const person = put(wanted)
      changes.tell({ kind: 'people', person: { ...person, password: undefined } })
      return person
    },
    find,
    get: (idOrKey) => {
      const person = find(idOrKey)
      if (!person) throw new Refusal(404, { message: 'nobody with this id or key lives in the town' })
      return person
    },
    all: () => [...byId.values()],
    change: (person, part) => {
      Object.assign(person, part)
      changes.tell({ kind: 'people', person: { ...person, password: undefined } })
    },
    snapshot: () => [...byId.values()],
  }
}

function freeKey(taken: ReadonlyMap<string, Person>): string {
  for (let number = taken.size + 1; ; number += 1) if (!taken.has(`person-${number}`)) return `person-${number}`
}

const keptPeople = (kept: unknown): Person[] => (Array.isArray(kept) ? (kept as Person[]) : [])
