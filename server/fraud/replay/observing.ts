import { day } from '../dossiers/moments.ts'
import type { Observation } from '../observation.ts'
import type { EventLine } from './event-line.ts'

interface Remembered {
  readonly at: number
  readonly customerId: string
  readonly storeId: string
  readonly amount: number
  readonly deviceId: string | null
}

/** Voids, reports and verdicts name a payment of the last days; older ones are not looked for. */
const namedFor = 14 * day

/**
 * Turns lines into observations. Lines name each other by id where the programme's rows carry the facts themselves, so the
 * reader remembers who is who, and payments for as long as later lines may name them.
 */
export function observing(): (event: EventLine) => Observation | null {
  const people = new Map<string, { readonly phone: string | null; readonly home: string | null }>()
  const storesOf = new Map<string, string[]>()
  const payments = new Map<string, Remembered>()
  const forget = (before: number) => {
    for (const [id, { at }] of payments) {
      if (at >= before) return
      payments.delete(id)
    }
  }
  const personOf = (id: string) => people.get(id) ?? { phone: null, home: null }

  return (event) => {
    const { at } = event
    switch (event.type) {
      case 'programme': return { kind: 'programme', at, perPayment: event.perPayment, perDay: event.perDay, holdingMax: event.holdingCap, validUntil: event.validUntil ?? null }
      case 'store': {
        const { id, category, lat, lon, opens, closes, night, mobile, online, largeTicket, open } = event
        return { kind: 'store', at, id, code: id, category: category ?? null, place: { latitude: lat, longitude: lon }, opens: minutesOf(opens), closes: minutesOf(closes), night, mobile, online, largeTicket, open }
      }
      case 'staff': {
        const known = storesOf.get(event.id) ?? []
        if (!known.includes(event.storeId)) storesOf.set(event.id, [...known, event.storeId])
        return {
          kind: 'staff', at, id: event.id, code: event.id, storeId: event.storeId, role: event.role, line: event.lineUserHash ?? null, phone: event.phoneHash ?? null,
          deviceId: event.deviceId ?? null, active: true,
        }
      }
      case 'customer': {
        const person = { phone: event.phoneHash ?? null, home: event.addressHash ?? null }
        people.set(event.id, person)
        return { kind: 'customer', at, id: event.id, ...person, line: event.lineUserHash ?? null }
      }
      case 'session': {
        const { customerId, staffId, deviceId, ip, lat, lon } = event
        const place = lat === undefined || lon === undefined ? null : { latitude: lat, longitude: lon }
        return {
          kind: 'session', at, customerId: customerId ?? null, staffId: staffId ?? null, storeIds: staffId === undefined ? [] : (storesOf.get(staffId) ?? []), deviceId,
          ip: ip ?? null, place,
        }
      }
      case 'topUp': return { kind: 'topUp', at, id: event.id, customerId: event.customerId, ...personOf(event.customerId), amount: event.amount, premium: event.premium, card: event.instrumentHash ?? null }
      case 'payment': {
        const { id, customerId, storeId, amount, mode } = event
        payments.set(id, { at, customerId, storeId, amount, deviceId: event.deviceId ?? null })
        forget(at - namedFor)
        return {
          kind: 'payment', at, id, customerId, storeId, ...personOf(customerId), amount, mode, deviceId: event.deviceId ?? null, ip: event.ip ?? null,
          terminalId: event.terminalId ?? null, checkoutId: event.checkoutId ?? null, staffId: event.staffId ?? null,
        }
      }
      case 'void': {
        const paid = payments.get(event.paymentId)
        if (!paid) return null
        const { customerId, storeId, amount, deviceId } = paid
        return { kind: 'void', at, paymentId: event.paymentId, customerId, storeId, phone: personOf(customerId).phone, deviceId, amount, paidAt: paid.at, staffId: event.staffId ?? null }
      }
      case 'codeFailure':
        return { kind: 'codeFailure', at, customerId: event.customerId ?? null, storeId: event.storeId ?? null, deviceId: event.deviceId ?? null, ip: event.ip ?? null, reason: event.reason }
      case 'report': {
        const paid = event.paymentId === undefined ? undefined : payments.get(event.paymentId)
        return {
          kind: 'report', at, from: event.from, customerId: event.customerId ?? paid?.customerId ?? null, storeId: event.storeId ?? paid?.storeId ?? null,
          paymentId: event.paymentId ?? null, report: event.kind,
        }
      }
      case 'verdict': {
        const paid = payments.get(event.paymentId)
        return paid ? { kind: 'verdict', at, paymentId: event.paymentId, customerId: paid.customerId, storeId: paid.storeId, paidAt: paid.at, outcome: event.outcome } : null
      }
    }
  }
}

function minutesOf(clock: string): number {
  const [hours, minutes] = clock.split(':').map(Number)
  return (hours ?? 0) * 60 + (minutes ?? 0)
}
