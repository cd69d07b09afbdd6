import { createHash } from 'node:crypto'
import { idOf, lineUserIdOf, type Town, type TownCustomer, type TownPayment, type TownStore } from './town.ts'

export interface TownSize {
  readonly customers: number
  readonly stores: number
  readonly payments: number
  readonly seed: string
}

const families = ['山田', '佐藤', '鈴木', '高橋', '田中', '渡辺', '伊藤', '中村', '小林', '加藤', '吉田', '山本']
const given = ['花子', '健', '一郎', '美咲', '大輔', '陽子', '誠', '恵', '直樹', '由美', '翔', '桜']
const trades = ['青果店', '電器', '喫茶', 'ベーカリー', '書店', '薬局', '鮮魚', '精肉店', '理容室', '食堂']
const places = ['みどり', 'あかり', 'さくら', 'つばめ', 'ひまわり', 'こだま', 'はやて', 'あおぞら']

/** A made-up town of any size: everything follows from the seed. */
export function randomTown({ customers, stores, payments, seed }: TownSize): Town {
  const chance = chanceFrom(seed)
  const town = {
    customers: Array.from({ length: customers }, (_, at) => customerAt(at, seed, chance)),
    stores: Array.from({ length: stores }, (_, at) => storeAt(at, seed, chance)),
    officers: (['officer', 'officer', 'chief', 'auditor'] as const).map((role, at) => {
      const key = `${seed}-officer-${at + 1}`
      return { key, id: idOf(key), number: String(at + 1).padStart(2, '0'), name: `職員${at + 1}`, lineUserId: lineUserIdOf(key), loginId: `officer${String(at + 1).padStart(2, '0')}`, role }
    }),
  }
  return { ...town, payments: payments > 0 && customers > 0 && stores > 0 ? pastPayments(town.customers, town.stores, payments, chance) : [] }
}

type Chance = (below: number) => number

/** mulberry32: small, and the same on every machine. */
function chanceFrom(seed: string): Chance {
  let state = createHash('sha256').update(seed).digest().readUInt32LE(0)
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * below)
  }
}

const pick = <T>(chance: Chance, list: readonly [T, ...T[]] | readonly T[]): T => list[chance(list.length)] as T
const letters = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'

/** C-… with as many letters as the place needs: unique by construction. */
function codeAt(at: number): string {
  let rest = at
  let code = ''
  do {
    code = `${letters[rest % letters.length] ?? ''}${code}`
    rest = Math.floor(rest / letters.length)
  } while (rest > 0)
  return `C-${code.padStart(4, '2')}`
}

function customerAt(at: number, seed: string, chance: Chance): TownCustomer {
  const key = `${seed}-customer-${at + 1}`
  return {
    key, id: idOf(key), lineUserId: lineUserIdOf(key), code: codeAt(at), name: `${pick(chance, families)} ${pick(chance, given)}`, kana: 'テスト タロウ',
    birthYear: 1940 + chance(65), phone: `070${String(at + 1).padStart(8, '0')}`, textSize: 'standard', balance: BigInt(5_000 + chance(90) * 1_000), registered: true,
  }
}

function storeAt(at: number, seed: string, chance: Chance): TownStore {
  const key = `${seed}-store-${at + 1}`
  const owner = `${key}-owner`
  return {
    id: idOf(key), code: `S-${String(at + 1).padStart(4, '0')}`, number: String((100_003 + at * 17) % 1_000_000).padStart(6, '0'), name: `${pick(chance, places)}${pick(chance, trades)}`,
    area: 'あおば市', phone: '022-000-0000', latitude: 38.2 + chance(1_000) / 5_000, longitude: 140.8 + chance(1_000) / 5_000, size: 'small',
    staff: [{ key: owner, id: idOf(owner), code: `ST-${String(at + 1).padStart(4, '0')}`, name: `店主${at + 1}`, phone: `080${String(at + 1).padStart(8, '0')}`, lineUserId: lineUserIdOf(owner), loginId: `owner${String(at + 1).padStart(4, '0')}`, role: 'owner' }],
  }
}

const daysOfHistory = 60

/** Payments by day, at shop hours, 200 to 5,000 yen; oldest first. */
function pastPayments(customers: readonly TownCustomer[], stores: readonly TownStore[], count: number, chance: Chance): TownPayment[] {
  const made = Array.from({ length: count }, () => ({
    customer: pick(chance, customers), store: pick(chance, stores), amount: BigInt(200 + chance(480) * 10),
    minutesAgo: 24 * 60 * (1 + chance(daysOfHistory)) + chance(9 * 60),
  }))
  return made.sort((a, b) => b.minutesAgo - a.minutesAgo)
}
