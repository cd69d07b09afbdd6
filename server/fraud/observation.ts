/**
 * What the programme saw happen, in the only form that the fraud engine knows. Live rows (`live/`) and event files
 * (`replay/`) become the same observations, so both are judged by the same code. Moments are milliseconds since 1970,
 * money is whole yen as a number: both are measured here, never paid. No personal data: names and phone numbers don't
 * reach the engine, only fingerprints that can be compared.
 */
export type Observation =
  | ProgrammeOnFile
  | StoreOnFile
  | StaffOnFile
  | BankDetailsChanged
  | Registered
  | SessionOpened
  | ToppedUp
  | Paid
  | Voided
  | CodeFailed
  | Reported
  | FoundOut

export type ObservationKind = Observation['kind']

/** A place on earth, in degrees. */
export interface Place {
  readonly latitude: number
  readonly longitude: number
}

interface Seen {
  /** When the programme's server took it. */
  readonly at: number
}

/** The programme's own limits, so that 「just below the limit」 means the limit of that day. */
export interface ProgrammeOnFile extends Seen {
  readonly kind: 'programme'
  readonly perPayment: number
  readonly perDay: number
  readonly holdingMax: number
  /** The last moment at which vouchers count; null when they don't all end together. */
  readonly validUntil: number | null
}

/** A store as it is on file. A later one of the same id replaces it. What is on file can be wrong. */
export interface StoreOnFile extends Seen {
  readonly kind: 'store'
  readonly id: string
  /** Shown in sentences: 「S-0142」. */
  readonly code: string
  readonly category: string | null
  /** Null for what has no place to travel from. */
  readonly place: Place | null
  /** Minutes of the day in Japan; `closes` not after `opens` means the next day; 0 and 1440 is always open. */
  readonly opens: number | null
  readonly closes: number | null
  /** May trade from 1:00 to 5:00. */
  readonly night: boolean
  /** The place on file is an office, not where it sells. */
  readonly mobile: boolean
  readonly online: boolean
  /** Single large purchases are usual. */
  readonly largeTicket: boolean
  /** False: must not take payments from now on. */
  readonly open: boolean
}

export type StaffRole = 'clerk' | 'manager' | 'owner'

/** Somebody who can use a store's console. Owners of several stores have one of these for each. */
export interface StaffOnFile extends Seen {
  readonly kind: 'staff'
  readonly id: string
  readonly code: string
  readonly storeId: string
  readonly role: StaffRole
  readonly line: string | null
  readonly phone: string | null
  readonly deviceId: string | null
  /** False: does not work there any more. */
  readonly active: boolean
}

/** The bank details to which a store is paid were changed. */
export interface BankDetailsChanged extends Seen {
  readonly kind: 'bankDetails'
  readonly storeId: string
  /** One of many changes at once that the secretariat ordered: a bank that merged. */
  readonly bulk: boolean
}

export interface Registered extends Seen {
  readonly kind: 'customer'
  readonly id: string
  readonly phone: string | null
  readonly home: string | null
  readonly line: string | null
}

/** The app (customer) or the store's console (staff) was opened. */
export interface SessionOpened extends Seen {
  readonly kind: 'session'
  readonly customerId: string | null
  readonly staffId: string | null
  /** The stores whose console it is; empty for a customer. */
  readonly storeIds: readonly string[]
  readonly deviceId: string
  readonly ip: string | null
  /** Coarse, and a carrier's gateway may stand in for it. */
  readonly place: Place | null
}

export interface ToppedUp extends Seen {
  readonly kind: 'topUp'
  readonly id: string
  readonly customerId: string
  readonly phone: string | null
  readonly home: string | null
  /** Paid for, without the premium. */
  readonly amount: number
  readonly premium: number
  /** Fingerprint of the card or bank account. */
  readonly card: string | null
}

export type PayMode = 'poster' | 'number' | 'request' | 'code'

/** A committed payment. */
export interface Paid extends Seen {
  readonly kind: 'payment'
  readonly id: string
  readonly customerId: string
  readonly storeId: string
  /** The payer's fingerprints, so that their dossiers are known before any is opened. */
  readonly phone: string | null
  readonly home: string | null
  /** Who registered the payer, when they could not do it alone; absent where that is not known. */
  readonly registeredBy?: string | null
  readonly amount: number
  readonly deviceId: string | null
  readonly ip: string | null
  readonly mode: PayMode
  readonly terminalId: string | null
  /** Payments of one checkout: a bill that was split, a button that was tapped twice. */
  readonly checkoutId: string | null
  readonly staffId: string | null
  /** It was taken back before anybody judged it: it is remembered, and no rule is asked. */
  readonly takenBack?: true | undefined
}

/** The whole payment was taken back. */
export interface Voided extends Seen {
  readonly kind: 'void'
  readonly paymentId: string
  readonly customerId: string
  readonly storeId: string
  readonly phone: string | null
  /** Of the payment, like the telephone number: what they remember of it is marked as taken back. */
  readonly home: string | null
  readonly deviceId: string | null
  readonly amount: number
  readonly paidAt: number
  readonly staffId: string | null
}

export type CodeFailure = 'expired' | 'unknown' | 'reused' | 'unreadable'

export interface CodeFailed extends Seen {
  readonly kind: 'codeFailure'
  readonly customerId: string | null
  readonly storeId: string | null
  readonly deviceId: string | null
  readonly ip: string | null
  readonly reason: CodeFailure
}

export type ReportKind = 'not-mine' | 'no-payment' | 'overcharged'

/** A customer or a store says that something is wrong. */
export interface Reported extends Seen {
  readonly kind: 'report'
  readonly from: 'customer' | 'store'
  readonly customerId: string | null
  readonly storeId: string | null
  readonly paymentId: string | null
  readonly report: ReportKind
}

/** What a fact check established about a payment. */
export interface FoundOut extends Seen {
  readonly kind: 'verdict'
  readonly paymentId: string
  readonly customerId: string
  readonly storeId: string
  readonly paidAt: number
  readonly outcome: 'fraud' | 'genuine'
}
