import type { Observation } from '../observation.ts'
import { newCustomer, type CustomerDossier } from './customer.ts'
import { newNetwork, type NetworkDossier } from './network.ts'
import { newPair, type PairDossier } from './pair.ts'
import { newProgramme, type ProgrammeDossier } from './programme.ts'
import { newRegistrar, type RegistrarDossier } from './registrar.ts'
import type { RuleRecords } from './rule-record.ts'
import { newShared, type SharedDossier } from './sharing.ts'
import { newStore, type StoreDossier } from './store.ts'

/** Where dossiers lie: rows of PostgreSQL in the programme, memory in a replay. Keys are those of `keysOf`. */
export interface Shelf {
  get(key: string): unknown
  set(key: string, dossier: unknown): void
}

/** Everything that is remembered, each dossier opened (or begun) when it is asked for. */
export interface Dossiers {
  readonly customer: (id: string) => CustomerDossier
  readonly store: (id: string) => StoreDossier
  readonly pair: (customerId: string, storeId: string) => PairDossier
  readonly device: (id: string) => SharedDossier
  readonly phone: (fingerprint: string) => SharedDossier
  readonly home: (fingerprint: string) => SharedDossier
  readonly card: (fingerprint: string) => SharedDossier
  readonly network: (ip: string) => NetworkDossier
  readonly registrar: (id: string) => RegistrarDossier
  readonly programme: () => ProgrammeDossier
  readonly rules: () => RuleRecords
}

export function dossiersOn(shelf: Shelf): Dossiers {
  const open = <Dossier>(key: string, begin: () => Dossier): Dossier => {
    const there = shelf.get(key)
    if (there !== undefined) return there as Dossier
    const begun = begin()
    shelf.set(key, begun)
    return begun
  }
  return {
    customer: (id) => open(`customer:${id}`, newCustomer),
    store: (id) => open(`store:${id}`, newStore),
    pair: (customerId, storeId) => open(`pair:${customerId}:${storeId}`, newPair),
    device: (id) => open(`device:${id}`, newShared),
    phone: (fingerprint) => open(`phone:${fingerprint}`, newShared),
    home: (fingerprint) => open(`home:${fingerprint}`, newShared),
    card: (fingerprint) => open(`card:${fingerprint}`, newShared),
    network: (ip) => open(`ip:${ip}`, newNetwork),
    registrar: (id) => open(`registrar:${id}`, newRegistrar),
    programme: () => open('programme', newProgramme),
    rules: () => open('rules', () => ({})),
  }
}

/** Every dossier that an observation is judged by or written into: known before any of them is opened. */
export function keysOf(seen: Observation): string[] {
  const keys = ['programme', 'rules']
  const add = (kind: string, id: string | null | undefined) => {
    if (id !== null && id !== undefined) keys.push(`${kind}:${id}`)
  }
  if ('customerId' in seen) add('customer', seen.customerId)
  if ('storeId' in seen) add('store', seen.storeId)
  if ('customerId' in seen && 'storeId' in seen && seen.customerId !== null && seen.storeId !== null) add('pair', `${seen.customerId}:${seen.storeId}`)
  if ('deviceId' in seen) add('device', seen.deviceId)
  if ('ip' in seen) add('ip', seen.ip)
  if ('phone' in seen) add('phone', seen.phone)
  if ('home' in seen) add('home', seen.home)
  if ('card' in seen) add('card', seen.card)
  if (seen.kind === 'payment') add('registrar', seen.registeredBy)
  if (seen.kind === 'customer') add('customer', seen.id)
  if (seen.kind === 'store') add('store', seen.id)
  if (seen.kind === 'session') for (const storeId of seen.storeIds) add('store', storeId)
  return keys
}
