import { describe, expect, test } from 'vitest'
import { caseSubjectOf, fits, heldAs, pairOf, type Subject } from '../../../server/cases/subject.ts'

const device: Subject = { kind: 'device', id: 'd1' }
const hana: Subject = { kind: 'customer', id: 'c1' }
const paid = (customerId: string, storeId: string) => ({ customerId, storeId })
const atOne = pairOf(paid('c1', 's1'))

describe('whose case an alert belongs to', () => {
  test('a customer’s or a store’s own, whatever payments it names', () => {
    expect(caseSubjectOf({ kind: 'store', id: 's1' }, 'void-abuse', [paid('c1', 's1')])).toEqual({ kind: 'store', id: 's1' })
    expect(caseSubjectOf(hana, 'takeover', [paid('c2', 's1')])).toEqual(hana)
  })

  test('a device’s: the customer when they are alone, else the store when it is alone, else the device', () => {
    expect(caseSubjectOf(device, 'multi-account', [paid('c1', 's1'), paid('c1', 's2')])).toEqual(hana)
    expect(caseSubjectOf(device, 'multi-account', [paid('c1', 's1'), paid('c2', 's1')])).toEqual({ kind: 'store', id: 's1' })
    expect(caseSubjectOf(device, 'multi-account', [paid('c1', 's1'), paid('c2', 's2')])).toEqual(device)
    expect(caseSubjectOf(device, 'multi-account', [])).toEqual(device)
  })

  test('the pair’s, when a customer pays themselves or cashes out at one store; their own as soon as it is two', () => {
    expect(caseSubjectOf(hana, 'self-dealing', [paid('c1', 's1'), paid('c1', 's1')])).toEqual({ kind: 'pair', id: 'c1:s1' })
    expect(caseSubjectOf(hana, 'cash-out', [paid('c1', 's1')])).toEqual(atOne)
    expect(caseSubjectOf(hana, 'cash-out', [paid('c1', 's1'), paid('c1', 's2')])).toEqual(hana)
    expect(caseSubjectOf(hana, 'cash-out', [])).toEqual(hana)
    expect(caseSubjectOf(hana, 'simultaneous', [paid('c1', 's1')])).toEqual(hana)
    expect(caseSubjectOf(device, 'cash-out', [paid('c1', 's1'), paid('c1', 's1')])).toEqual(atOne)
  })

  test('a case holds the payments of its subject only, and a customer’s open case is theirs at every store', () => {
    expect(fits(hana, paid('c2', 's1'))).toBe(false)
    expect(fits({ kind: 'store', id: 's1' }, paid('c2', 's1'))).toBe(true)
    expect(fits(device, paid('c2', 's9'))).toBe(true)
    expect([fits(atOne, paid('c1', 's1')), fits(atOne, paid('c1', 's2')), fits(atOne, paid('c2', 's1'))]).toEqual([true, false, false])
    expect([heldAs(atOne), heldAs(hana), heldAs(device)]).toEqual([hana, hana, device])
  })
})
