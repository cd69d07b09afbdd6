/** Whom an alert or a case is about. */
export type SubjectKind = 'customer' | 'store' | 'device' | 'ip' | 'home' | 'card'

export interface Subject {
  readonly kind: SubjectKind
  readonly id: string
}

export const subjectKey = ({ kind, id }: Subject): string => `${kind}:${id}`

export const subjectWords = {
  customer: { ja: '利用者', en: 'customer' },
  store: { ja: '店舗', en: 'store' },
  device: { ja: '端末', en: 'device' },
  ip: { ja: '通信元', en: 'network' },
  home: { ja: '住所', en: 'address' },
  card: { ja: 'カード・口座', en: 'card or bank account' },
} as const satisfies Record<SubjectKind, { readonly ja: string; readonly en: string }>

/** Whose payment it is, and where it was made. */
export interface Parties {
  readonly customerId: string
  readonly storeId: string
}

/**
 * Whose case an alert belongs to. A device, a network, a home or a card is not somebody to deal with: when all its
 * payments are one customer's, it is that customer's case, otherwise when all were made at one store, that store's.
 */
export function caseSubjectOf(subject: Subject, payments: readonly Parties[]): Subject {
  if (subject.kind === 'customer' || subject.kind === 'store') return subject
  const [first, ...others] = payments
  if (!first) return subject
  if (others.every(({ customerId }) => customerId === first.customerId)) return { kind: 'customer', id: first.customerId }
  if (others.every(({ storeId }) => storeId === first.storeId)) return { kind: 'store', id: first.storeId }
  return subject
}

/** A customer's case holds their payments, a store's those made there, any other case all of them. */
export function fits(subject: Subject, { customerId, storeId }: Parties): boolean {
  if (subject.kind === 'customer') return customerId === subject.id
  return subject.kind !== 'store' || storeId === subject.id
}
