/** On whose behalf a transaction runs. There is no default and no "everything": each names one audience. */
export type Scope = CustomerScope | StaffScope | OfficerScope | JobScope | DoorScope

export interface CustomerScope {
  readonly kind: 'customer'
  readonly customerId: string
}

export interface StaffScope {
  readonly kind: 'staff'
  readonly staffId: string
  readonly role: 'clerk' | 'manager' | 'owner'
  readonly storeIds: readonly [string, ...string[]]
}

export interface OfficerScope {
  readonly kind: 'officer'
  readonly officerId: string
  readonly role: 'officer' | 'chief' | 'auditor'
}

/** The worker: each job says its name. */
export interface JobScope {
  readonly kind: 'job'
  readonly job: string
}

/** Before anybody is known: sign-in, registration, webhooks, payment notifications. */
export interface DoorScope {
  readonly kind: 'door'
  readonly door: 'sign-in' | 'registration' | 'webhook' | 'notification'
}

/** The database role of each audience; its policies are in prisma/migrations. */
export const roleOf = {
  customer: 'mimamori_customer',
  staff: 'mimamori_store',
  officer: 'mimamori_office',
  job: 'mimamori_job',
  door: 'mimamori_door',
} as const satisfies Record<Scope['kind'], string>

/** The settings that row-level security reads. All of them are set each time, so that nothing is left from before. */
export function settingsOf(scope: Scope) {
  return {
    customerId: scope.kind === 'customer' ? scope.customerId : '',
    staffId: scope.kind === 'staff' ? scope.staffId : '',
    storeIds: scope.kind === 'staff' ? scope.storeIds.join(',') : '',
    officerId: scope.kind === 'officer' ? scope.officerId : '',
    job: scope.kind === 'job' ? scope.job : '',
    door: scope.kind === 'door' ? scope.door : '',
  }
}
