import type { LineMessageJson } from '../../server/line/gateway.ts'
import { leaksOf } from '../../server/line/never-contains.ts'
import { message as asLineTakesIt } from '../line-sandbox/messaging/rules/messages.ts'
import { cardFaults } from './card-limits.ts'
import type { TestDatabase } from './database.ts'

interface Outgoing {
  readonly kind: string
  readonly fact: string
  readonly messages: LineMessageJson[]
}

interface Secret {
  readonly what: string
  readonly word: string
}

/** Names of people in tests which are words of the programme as well, and say nothing about anybody. */
const words = new Set(['監査', '店主', '店長', '店員', '夜勤', '遅番', '交代', '友人'])

/**
 * Every message that a town meant to send, whoever's test it was: LINE would take each of them, each looks as cards of
 * the catalogue do, none has what its kind must
 * never have, and none has a name, a phone number, a LINE id or a login id of anybody who lives there. Called when a town
 * closes, so that every walk through the programme is searched. @throws with kinds and facts, never with what was found.
 */
export async function searchOutgoing(sql: TestDatabase['sql']): Promise<void> {
  const sent = await sql<Outgoing & Record<string, unknown>>`SELECT kind, fact, messages FROM line_messages WHERE fact NOT LIKE 'test:%'`
  if (sent.length === 0) return
  const wrong = new Set([...againstRules(sent), ...personalIn(sent, await peopleOf(sql))])
  if (wrong.size > 0) throw new Error(`messages that must not be sent like this:\n${[...wrong].slice(0, 20).join('\n')}`)
}

/** Messages that differ in their figures and ids only are shown to LINE's rules once. */
function againstRules(sent: readonly Outgoing[]): string[] {
  const shapes = new Map(sent.map((one) => [`${one.kind} ${JSON.stringify(one.messages).replace(/[0-9a-f]/g, '0')}`, one]))
  return [
    ...sent.flatMap(({ kind, fact, messages }) => leaksOf(kind, messages).map((leak) => `${kind} ${fact}: ${leak}`)),
    ...[...shapes.values()].flatMap(({ kind, fact, messages }) => messages.flatMap((one) => [...cardFaults(kind, one), ...refusedByLine(one)].map((wrong) => `${kind} ${fact}: ${wrong}`))),
  ]
}

const refusedByLine = (message: LineMessageJson): string[] =>
  asLineTakesIt.safeParse(message).error?.issues.map((issue) => `LINE refuses ${issue.path.join('/')}: ${issue.message}`) ?? []

/** Each message is read once, however many people live in the town: words are looked up by how they begin. */
function personalIn(sent: readonly Outgoing[], secrets: readonly Secret[]): string[] {
  const byBeginning = Map.groupBy(secrets, ({ word }) => word.slice(0, 2))
  return sent.flatMap(({ kind, fact, messages }) => {
    const text = withoutSpaces(JSON.stringify(messages))
    return Array.from(text, (_, place) => byBeginning.get(text.slice(place, place + 2))?.filter(({ word }) => text.startsWith(word, place)) ?? []).flat().map(({ what }) => `${kind} ${fact}: ${what}`)
  })
}

async function peopleOf(sql: TestDatabase['sql']): Promise<Secret[]> {
  const rows = await sql<{ what: string; word: string }>`
    SELECT DISTINCT what, word FROM (
      SELECT unnest(ARRAY['a customer''s name', 'a customer''s name', 'a customer''s name in LINE', 'a customer''s phone', 'a LINE id']) AS what,
             unnest(ARRAY[name, kana, display_name, phone, line_user_id]) AS word FROM customers
      UNION ALL SELECT unnest(ARRAY['a staff member''s name', 'a staff member''s phone', 'a LINE id', 'a login id']), unnest(ARRAY[name, phone, line_user_id, login_id]) FROM staff
      UNION ALL SELECT unnest(ARRAY['an officer''s name', 'a LINE id', 'a login id']), unnest(ARRAY[name, line_user_id, login_id]) FROM officers) known
    WHERE char_length(word) >= 2`
  return rows.filter(({ word }) => !words.has(word)).map(({ what, word }) => ({ what, word: withoutSpaces(word) }))
}

/** A name is the same name with a space in it, of whichever width. */
const withoutSpaces = (text: string): string => text.replace(/[ \u3000]/g, '')
