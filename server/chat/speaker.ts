import type { Tx } from '../db/atomically.ts'
import type { CustomerScope, OfficerScope, StaffScope } from '../db/scope.ts'
import type { Person } from '../devices/remember-device.ts'
import type { Part } from './command.ts'

export type Language = 'ja' | 'en'

/** Who writes to us, as our own records say it: never asked in the chat, never told by LINE. */
export interface Speaker {
  readonly lineUserId: string
  readonly language: Language
  /** Messages in a row, before this one, that nothing matched. */
  readonly misses: number
  /** LINE's time of the newest follow or unfollow we know of. */
  readonly newestFollowAt: Date
  readonly customer: CustomerScope | null
  readonly staff: StaffScope | null
  readonly officer: OfficerScope | null
}

export const partsOf = (speaker: Speaker): Part[] => [
  ...(speaker.customer ? (['customer'] as const) : []),
  ...(speaker.staff ? (['staff'] as const) : []),
  ...(speaker.officer ? (['officer'] as const) : []),
]

/** The records this LINE account is known by: a customer, a staff member, an officer, or several of them. */
export const peopleOf = ({ customer, staff, officer }: Speaker): Person[] => [
  ...(customer ? [{ kind: 'customer' as const, id: customer.customerId }] : []),
  ...(staff ? [{ kind: 'staff' as const, id: staff.staffId }] : []),
  ...(officer ? [{ kind: 'officer' as const, id: officer.officerId }] : []),
]

/** Looks a LINE account up in our records (scope: job). Staff and officers count once LINE and password have met. */
export async function speakerWith(tx: Tx, lineUserId: string): Promise<Speaker> {
  const contact = await tx.lineContact.findUnique({ where: { lineUserId } })
  const customer = await tx.customer.findUnique({ where: { lineUserId }, select: { id: true, language: true } })
  const staff = await tx.staff.findFirst({ where: { lineUserId, employment: 'active' }, select: { id: true, role: true, stores: { select: { storeId: true }, orderBy: { storeId: 'asc' }, take: 100 } } })
  const officer = await tx.officer.findFirst({ where: { lineUserId, employment: 'active' }, select: { id: true, role: true } })
  const [firstStore, ...otherStores] = staff?.stores.map(({ storeId }) => storeId) ?? []
  return {
    lineUserId,
    language: customer?.language ?? contact?.language ?? 'ja',
    misses: contact?.misses ?? 0,
    newestFollowAt: contact?.lastEventAt ?? new Date(0),
    customer: customer && { kind: 'customer', customerId: customer.id },
    staff: staff && firstStore !== undefined ? { kind: 'staff', staffId: staff.id, role: staff.role, storeIds: [firstStore, ...otherStores] } : null,
    officer: officer && { kind: 'officer', officerId: officer.id, role: officer.role },
  }
}
