import type { CustomerDossier, PaidItem } from '../dossiers/customer.ts'
import type { SharedDossier } from '../dossiers/sharing.ts'
import type { StoreDossier } from '../dossiers/store.ts'
import type { StaffRole } from '../observation.ts'

/** What a payer and somebody who works at the store have in common. */
export interface StaffLink {
  readonly by: 'line' | 'phone' | 'device'
  readonly staffCode: string
  readonly role: StaffRole
}

const strength = { line: 0, phone: 1, device: 2 } as const satisfies Record<StaffLink['by'], number>

/** Owners before others, then by how much a link proves. A device is a link when it is on file, or when it ever opened the console. */
export function linksTo(store: StoreDossier, customer: CustomerDossier, { deviceId }: PaidItem, device: SharedDossier | null): StaffLink[] {
  const same = (a: string | null, b: string | null): boolean => a !== null && a === b
  return store.staff
    .flatMap((staff): StaffLink[] => {
      const link = (by: StaffLink['by'], is: boolean): StaffLink[] => (is ? [{ by, staffCode: staff.code, role: staff.role }] : [])
      return [
        ...link('line', same(staff.line, customer.line)),
        ...link('phone', same(staff.phone, customer.phone)),
        ...link('device', same(staff.deviceId, deviceId) || (device?.staff.includes(staff.id) ?? false)),
      ]
    })
    .sort((a, b) => Number(b.role === 'owner') - Number(a.role === 'owner') || strength[a.by] - strength[b.by] || (a.staffCode < b.staffCode ? -1 : 1))
}
