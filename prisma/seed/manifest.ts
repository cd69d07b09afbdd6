import type { Config } from '../../server/config.ts'
import { liffUrl } from '../../server/line/liff-url.ts'
import { makePosterToken } from '../../server/stores/poster.ts'
import { practicePassword, type Town } from './town.ts'

/** What somebody needs to act as the town's people: ids, codes, posters, passwords. */
export function manifestOf(config: Config, town: Town) {
  return {
    customers: town.customers.map(({ key, lineUserId, code, name, balance, registered }) => ({ key, lineUserId, code, balance: balance.toString(), name, registered })),
    stores: town.stores.map(({ number, code, name, staff }) => ({
      storeCode: number,
      code,
      name,
      posterUrl: liffUrl(config, `/pay/s/${makePosterToken(config, number, 1)}`),
      staff: staff.map((one) => ({ key: one.key, name: one.name, lineUserId: one.lineUserId, loginId: one.loginId, password: practicePassword, role: one.role })),
    })),
    officers: town.officers.map(({ key, name, lineUserId, loginId, role }) => ({ key, name, lineUserId, loginId, password: practicePassword, role })),
  }
}
