import { serverNow } from '../../../platform/clock.ts'
import { onThisPhone } from '../../../platform/keep.ts'

/** A payment request that this till shows; kept when the mini-app is closed, for the request's own life. */
interface KeptRequest {
  readonly id: string
  readonly storeId: string
  readonly expiresAt: string
}

/** How long after its end a request still says how it ended. Later it would only be taken for a new one. */
const tellsItsEndMs = 60_000

export function keepRequest(kept: KeptRequest | null): void {
  onThisPhone.write('store-request', kept && JSON.stringify(kept))
}

export function keptRequest(storeId: string): string | null {
  const kept = onThisPhone.read('store-request')
  if (kept === null) return null
  const request = JSON.parse(kept) as KeptRequest
  return request.storeId === storeId && serverNow() < Date.parse(request.expiresAt) + tellsItsEndMs ? request.id : null
}
