import { describe, expect, test } from 'vitest'
import { caseSubjectOf, fits, type Subject } from '../../../server/cases/subject.ts'

const device: Subject = { kind: 'device', id: 'd1' }
const paid = (customerId: string, storeId: string) => ({ customerId, storeId })

describe('whose case an alert belongs to', () => {
  test('a customer’s or a store’s own, whatever payments it names', () => {
    expect(caseSubjectOf({ kind: 'store', id: 's1' }, [paid('c1', 's1')])).toEqual({ kind: 'store', id: 's1' })
    expect(caseSubjectOf({ kind: 'customer', id: 'c1' }, [paid('c2', 's1')])).toEqual({ kind: 'customer', id: 'c1' })
  })

  test('a device’s: the customer when they are alone, else the store when it is alone, else the device', () => {
    expect(caseSubjectOf(device, [paid('c1', 's1'), paid('c1', 's2')])).toEqual({ kind: 'customer', id: 'c1' })
    expect(caseSubjectOf(device, [paid('c1', 's1'), paid('c2', 's1')])).toEqual({ kind: 'store', id: 's1' })
    expect(caseSubjectOf(device, [paid('c1', 's1'), paid('c2', 's2')])).toEqual(device)
    expect(caseSubjectOf(device, [])).toEqual(device)
  })

  test('a case holds the payments of its subject only', () => {
    expect(fits({ kind: 'customer', id: 'c1' }, paid('c2', 's1'))).toBe(false)
    expect(fits({ kind: 'store', id: 's1' }, paid('c2', 's1'))).toBe(true)
    expect(fits(device, paid('c2', 's9'))).toBe(true)
  })
})
