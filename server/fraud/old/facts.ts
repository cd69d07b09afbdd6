/** A place on earth, in degrees. */
export interface Place {
  readonly latitude: number
  readonly longitude: number
}

/** One payment as the rules see it. */
export interface PaidFact {
  readonly paymentId: string
  readonly at: Date
  /** Whole yen. */
  readonly amount: bigint
  readonly storeId: string
  readonly storeCode: string
  /** Null for event booths and online shops: no place to travel from. */
  readonly place: Place | null
  readonly deviceId: string | null
}

export type LinkKind = 'line' | 'phone' | 'device'

/** How the payer is tied to the store that was paid. */
export interface StaffLink {
  readonly by: LinkKind
  readonly staffCode: string
  readonly role: 'clerk' | 'manager' | 'owner'
}

/** Everything the rules may know about a payment: as of its own moment, itself excluded, voided payments left out. */
export interface PaymentFacts {
  readonly payment: PaidFact
  readonly customerId: string
  /** Newest first: the customer's payments of the 24 hours before, at most 50. */
  readonly before: readonly PaidFact[]
  readonly staffLinks: readonly StaffLink[]
  /** Different customers who signed in on this device in the 24 hours before; null when the device is not known. */
  readonly customersOnDevice: number | null
}

const earthRadiusKm = 6_371

/** Distance over ground (haversine), in kilometres. */
export function kilometresBetween(a: Place, b: Place): number {
  const radians = (degrees: number) => (degrees * Math.PI) / 180
  const across = Math.sin(radians(b.latitude - a.latitude) / 2) ** 2
  const along = Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude)) * Math.sin(radians(b.longitude - a.longitude) / 2) ** 2
  return 2 * earthRadiusKm * Math.asin(Math.min(1, Math.sqrt(across + along)))
}
