import type { TypologyId } from './alerts/typology.ts'

/** Whom an alert is about. */
export type SubjectKind = 'customer' | 'store' | 'device' | 'ip' | 'home' | 'card'

export interface Subject {
  readonly kind: SubjectKind
  readonly id: string
}

/** Whom a case is about. A pair is one customer at one store, and its id names both: 「<customer>:<store>」. */
export interface CaseSubject {
  readonly kind: SubjectKind | 'pair'
  readonly id: string
}

export const subjectKey = ({ kind, id }: CaseSubject): string => `${kind}:${id}`

export const subjectWords = {
  customer: { ja: '利用者', en: 'customer' },
  store: { ja: '店舗', en: 'store' },
  device: { ja: '端末', en: 'device' },
  ip: { ja: '通信元', en: 'network' },
  home: { ja: '住所', en: 'address' },
  card: { ja: 'カード・口座', en: 'card or bank account' },
  pair: { ja: '利用者と店舗', en: 'customer and store' },
} as const satisfies Record<CaseSubject['kind'], { readonly ja: string; readonly en: string }>

/** Whose payment it is, and where it was made. */
export interface Parties {
  readonly customerId: string
  readonly storeId: string
}

export const pairOf = ({ customerId, storeId }: Parties): CaseSubject => ({ kind: 'pair', id: `${customerId}:${storeId}` })

/** 「C-7F3K × S-0142」: how people read a pair. */
export const pairLabel = (customer: string, store: string): string => `${customer} × ${store}`

/** The customer whom a case names, or null. */
export function customerOf({ kind, id }: CaseSubject): string | null {
  if (kind === 'customer') return id
  return kind === 'pair' ? (id.split(':')[0] ?? null) : null
}

/** The store that a case names, or null. */
export function storeOf({ kind, id }: CaseSubject): string | null {
  if (kind === 'store') return id
  return kind === 'pair' ? (id.split(':')[1] ?? null) : null
}

/**
 * The subject under which an open case is looked for. A customer has one, whether it is about all they do or about what
 * they do at one store: whatever comes joins it.
 */
export function heldAs(subject: CaseSubject): CaseSubject {
  const customerId = customerOf(subject)
  return customerId === null ? subject : { kind: 'customer', id: customerId }
}

/** What somebody does together with a store, or at one in particular: who they are elsewhere says little about it. */
const betweenTwo: ReadonlySet<TypologyId> = new Set(['self-dealing', 'cash-out'])

/**
 * Whose case an alert belongs to. A device, a network, a home or a card is not somebody to deal with: when all its
 * payments are one customer's, it is that customer's case, otherwise when all were made at one store, that store's. A
 * customer who is suspected of something with one store only is a pair's.
 */
export function caseSubjectOf(subject: Subject, typology: TypologyId, payments: readonly Parties[]): CaseSubject {
  const found = whoseAre(subject, payments)
  return (betweenTwo.has(typology) ? pairIn(found, payments) : null) ?? found
}

/** The pair that something about a customer is about, when all its payments are theirs and were made at one store. */
export function pairIn(subject: Subject, payments: readonly Parties[]): CaseSubject | null {
  const [first] = payments
  if (subject.kind !== 'customer' || !first) return null
  const pair = pairOf({ customerId: subject.id, storeId: first.storeId })
  return payments.every((payment) => fits(pair, payment)) ? pair : null
}

function whoseAre(subject: Subject, payments: readonly Parties[]): Subject {
  if (subject.kind === 'customer' || subject.kind === 'store') return subject
  const [first, ...others] = payments
  if (!first) return subject
  if (others.every(({ customerId }) => customerId === first.customerId)) return { kind: 'customer', id: first.customerId }
  if (others.every(({ storeId }) => storeId === first.storeId)) return { kind: 'store', id: first.storeId }
  return subject
}

/** A customer's case holds their payments, a store's those made there, a pair's those of the one at the other, any other case all of them. */
export function fits(subject: CaseSubject, { customerId, storeId }: Parties): boolean {
  return (customerOf(subject) ?? customerId) === customerId && (storeOf(subject) ?? storeId) === storeId
}
