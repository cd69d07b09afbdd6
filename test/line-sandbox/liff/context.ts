// mimamori-line-sandbox
import { createHash } from 'node:crypto'
import type { SandboxOptions } from '../options.ts'

export interface ContextWish {
  /** The endpoint on the host the page is on: the SDK builds and checks addresses with it. */
  readonly endpointUrl: string
  readonly inClient: boolean
  readonly lineUserId?: string | undefined
  readonly accessToken?: string | undefined
  readonly scope: readonly string[]
}

const allowed = (minVer: string) => ({ permission: true, minVer })
const denied = { permission: false, minVer: '1.0.0' }

/** What this LIFF app may do. Full view, "Scan QR" and the target picker are switched on; several LIFF apps in a row are not. */
const availability = {
  shareTargetPicker: allowed('10.3.0'),
  multipleLiffTransition: denied,
  subwindowOpen: allowed('11.7.0'),
  scanCode: { permission: true, minVer: '9.4.0', unsupportedFromVer: '9.19.0' },
  scanCodeV2: allowed('11.7.0'),
  getAdvertisingId: denied,
  addToHomeScreen: denied,
  bluetoothLeFunction: denied,
  skipChannelVerificationScreen: denied,
  addToHomeV2: denied,
  addToHomeHideDomain: denied,
  addToHomeLineScheme: denied,
}

/**
 * A context token as the SDK reads it: only the middle part counts, decoded by `atob` and parsed as JSON. So it is kept
 * to ASCII.
 */
export function contextToken({ liffId }: Pick<SandboxOptions, 'liffId'>, wish: ContextWish): string {
  const context = {
    ...(wish.inClient ? { type: 'utou', utouId: 'utou-mimamori' } : { type: 'external' }),
    ...(wish.lineUserId === undefined ? {} : { userId: wish.lineUserId }),
    viewType: 'full',
    liffId,
    endpointUrl: wish.endpointUrl,
    permanentLinkPattern: 'concat',
    ...(wish.accessToken === undefined ? {} : { accessTokenHash: createHash('sha256').update(wish.accessToken).digest('base64url') }),
    availability,
    scope: wish.scope,
    menuColorSetting: { adaptableColorSchemes: ['light'], lightModeColor: {}, darkModeColor: {} },
    miniDomainAllowed: false,
    permanentLinkToMiniApp: false,
  }
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
  return `${part({ alg: 'HS256', typ: 'JWT' })}.${part(context)}.${Buffer.from('mimamori-line-sandbox').toString('base64url')}`
}
