import type { Paid, StoreOnFile, Voided } from '../../../server/fraud/observation.ts'

export const noon = Date.parse('2026-05-10T12:00:00+09:00')

let made = 0

/** A payment as the engine sees it, dull unless the test says otherwise. */
export const paid = (also: Partial<Paid> = {}): Paid => ({
  kind: 'payment', at: noon, id: `p${(made += 1)}`, customerId: 'hana', storeId: 'bakery', phone: 'phone-hana', home: null, amount: 1_000, deviceId: 'device-hana', ip: '10.0.0.1',
  mode: 'poster', terminalId: null, checkoutId: null, staffId: null, ...also,
})

export const voidOf = ({ id, customerId, storeId, phone, home, deviceId, amount, at }: Paid, also: Partial<Voided> = {}): Voided => ({
  kind: 'void', at: at + 60_000, paymentId: id, customerId, storeId, phone, home, deviceId, amount, paidAt: at, staffId: 'clerk', ...also,
})

/** A café that is always open. */
export const storeOnFile = (id: string, also: Partial<StoreOnFile> = {}): StoreOnFile => ({
  kind: 'store', at: noon - 90 * 86_400_000, id, code: id, category: 'cafe', place: { latitude: 35, longitude: 137 }, opens: 0, closes: 1_440,
  night: false, mobile: false, online: false, largeTicket: false, open: true, ...also,
})
