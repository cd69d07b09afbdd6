// mimamori-line-sandbox
import { openCalls, type Calls } from './calls.ts'
import { openChanges, type Changes } from './changes.ts'
import { openChats, type Chats } from './chats.ts'
import { openClock, type TownClock } from './clock.ts'
import { openFaults, type FaultSwitch } from './faults.ts'
import { botUserIdOf } from './ids.ts'
import { openKeeping, type Keeping } from './keeping.ts'
import { openGrants, type Grants } from './login/grants.ts'
import { openSigning, type Signing } from './login/signing.ts'
import { openChannelTokens, type ChannelTokens } from './messaging/channel-tokens.ts'
import { openContents, type Contents } from './messaging/contents.ts'
import { openQuota, type Quota } from './messaging/quota.ts'
import { openRateLimits } from './messaging/rate-limits.ts'
import { openRetryKeys, type RetryKeys } from './messaging/retry-keys.ts'
import { openRichMenus, type RichMenus } from './messaging/rich-menus.ts'
import type { SandboxOptions } from './options.ts'
import { openPeople, type People } from './people.ts'
import { openProvider, type PlayedProvider } from './provider/provider.ts'
import { startScanner, type PlayedScanner } from './scanner/clamd.ts'
import { readTownFile } from './town-file.ts'
import { openTownLog, type TownLog } from './town-log.ts'
import { openReplyTokens, type ReplyTokens } from './webhook/reply-tokens.ts'
import { openWebhooks, type Webhooks } from './webhook/webhooks.ts'

/** Everything the played LINE knows. Both doors, http and TLS, open on the same one. */
export interface Platform {
  readonly options: SandboxOptions
  readonly changes: Changes
  readonly keeping: Keeping
  readonly clock: TownClock
  readonly log: TownLog
  readonly people: People
  readonly chats: Chats
  readonly faults: FaultSwitch
  readonly calls: Calls
  readonly webhooks: Webhooks
  readonly replyTokens: ReplyTokens
  readonly retryKeys: RetryKeys
  readonly quota: Quota
  readonly checkRate: (method: string, route: string) => void
  readonly richMenus: RichMenus
  readonly contents: Contents
  readonly channelTokens: ChannelTokens
  /** Link tokens that wait for a person: ten minutes, one use. */
  readonly linkTokens: Map<string, { lineUserId: string; until: number }>
  readonly signing: Signing
  readonly grants: Grants
  readonly provider: PlayedProvider
  readonly scanner: PlayedScanner | null
  readonly qrs: { label: string; url: string }[]
  readonly scenario: { current: { id: string; step: number } | null }
}

const redeliverAfterMs = [1_000, 5_000, 20_000, 60_000]

/** @throws when the settings contradict each other or the town's list can't be read. */
export async function openPlatform(options: SandboxOptions): Promise<Platform> {
  if (options.liffId.split('-')[0] !== options.loginChannelId) {
    throw new Error(`LIFF_ID "${options.liffId}" must begin with LINE_LOGIN_CHANNEL_ID "${options.loginChannelId}" and a hyphen: the LIFF SDK takes the channel from there`)
  }
  const changes = openChanges()
  const keeping = openKeeping(options.stateDir, changes)
  const { kept } = keeping
  const clock = openClock(options, changes)
  const log = openTownLog(clock, changes)
  const faults = openFaults(changes)
  const replyTokens = openReplyTokens(clock)
  const town = options.townFile === undefined ? { people: [], qrs: [] } : readTownFile(options.townFile)
  const people = openPeople(kept('people'), town.people, changes)
  const chats = openChats(kept('chats'), changes)
  const retryKeys = openRetryKeys(kept('retryKeys'), clock, changes)
  const quota = openQuota(kept('quota'), options.monthlyLimit, clock, changes)
  const richMenus = openRichMenus(kept('richMenus'), changes)
  const grants = openGrants(kept('grants'), clock, changes)
  const provider = openProvider(kept('provider'), changes)
  const scenario = { current: keptScenario(kept('scenario')) }
  const webhooks = openWebhooks({
    url: options.webhookUrl, channelSecret: options.channelSecret, destination: botUserIdOf(options.channelId),
    redeliverAfterMs: options.redeliverAfterMs ?? redeliverAfterMs, clock, faults, log, replyTokens,
  })
  keeping.start({
    people: people.snapshot, chats: chats.snapshot, retryKeys: retryKeys.snapshot, quota: quota.snapshot, richMenus: richMenus.snapshot, grants: grants.snapshot, provider: provider.snapshot,
    scenario: () => scenario.current,
  })
  return {
    options, changes, keeping, clock, log, people, chats, faults, calls: openCalls(), webhooks, replyTokens, retryKeys, quota, checkRate: openRateLimits(), richMenus,
    contents: openContents(), channelTokens: openChannelTokens(options.channelAccessToken, clock), linkTokens: new Map(),
    signing: await openSigning({ ...options, stateDir: options.stateDir, clock }), grants, provider,
    scanner: options.scannerPort === undefined ? null : await startScanner(options.scannerPort), qrs: town.qrs, scenario,
  }
}

function keptScenario(kept: unknown): { id: string; step: number } | null {
  const { id, step } = (kept ?? {}) as { id?: unknown; step?: unknown }
  return typeof id === 'string' && typeof step === 'number' ? { id, step } : null
}
