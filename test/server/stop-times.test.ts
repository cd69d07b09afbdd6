import { afterAll, beforeAll, expect, test } from 'vitest'
import { hoursAfter } from '../../server/core/time.ts'
import { stopTimes } from '../../server/cases/stops/stop-times.ts'
import type { CustomerInTown } from '../support/customers.ts'
import { openTown, type Town } from '../support/town.ts'
import { act, suspicion } from './cases-acts.ts'

let town: Town
beforeAll(async () => {
  town = await openTown()
})
afterAll(() => town.close())

const times = (from: Date, until: Date) => town.ctx.db.atomically({ kind: 'job', job: 'test' }, (tx) => stopTimes(tx, from, until))
const stoppedNow = async (customer: CustomerInTown) => (await customer.get<{ stopped: object | null }>('/api/me')).body.stopped

test('a stop is seen by the customer at once, and how long people were stopped is measured from its first moment', async () => {
  const [sato] = await town.officers('佐藤')
  const { customer, caseId } = await suspicion(town)
  const begun = town.clock.now()
  expect(await stoppedNow(customer)).toBeNull()

  expect(await act(sato, caseId, 'freeze-provisionally', { reason: '確認のため' })).toBe('ok')

  expect(await stoppedNow(customer)).toMatchObject({ confirmed: false, since: begun.toISOString() })
  town.clock.forward({ hours: 10 })
  expect(await times(begun, town.clock.now())).toEqual({ ended: 0, medianHours: null, p95Hours: null, open: 1, longestOpenHours: 10 })
  town.clock.forward({ hours: 14 })
  await town.settles()
  expect(await times(begun, hoursAfter(town.clock.now(), 1))).toEqual({ ended: 1, medianHours: 24, p95Hours: 24, open: 0, longestOpenHours: null })
})
