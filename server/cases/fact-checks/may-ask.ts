import { refused, type Refusal } from '../../core/refusal.ts'
import { checking, notNow } from '../case.ts'
import type { CaseStanding, May } from '../standing.ts'

export const mayAskStore: May = (standing) => (checking.includes(standing.state) ? null : notNow(standing))

/** One open request per store: a second one while the first is unanswered would only confuse. */
export const mayAskThisStore = (standing: CaseStanding, storeId: string): Refusal | null =>
  mayAskStore(standing) ?? (standing.awaitedStoreIds.includes(storeId) ? refused('awaiting-answer') : null)
