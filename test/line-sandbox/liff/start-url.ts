// mimamori-line-sandbox
import { token } from '../ids.ts'
import { liffScope } from '../login/authorize.ts'
import { liffTokenLifeSeconds } from '../login/grants.ts'
import type { Person } from '../people.ts'
import type { Platform } from '../platform.ts'
import { contextToken } from './context.ts'
import { phoneUrl, withLiffState } from './addresses.ts'

/** How LINE opens the LIFF app for this person: on their own host, with fresh tokens in the hash. */
export async function inClientUrl({ options, grants, signing }: Platform, person: Person, rest: string): Promise<string> {
  const endpointUrl = phoneUrl(options.appUrl, person.key)
  const { lineUserId } = person
  const accessToken = grants.giveToken({ lineUserId, clientId: options.loginChannelId, scope: liffScope, inClient: true }, liffTokenLifeSeconds)
  const hash = new URLSearchParams({
    access_token: accessToken,
    context_token: contextToken(options, { endpointUrl, inClient: true, lineUserId, accessToken, scope: liffScope.split(' ') }),
    feature_token: token(24),
    id_token: await signing.idToken(person),
    client_id: options.loginChannelId,
  })
  return `${withLiffState(endpointUrl, rest)}#${hash.toString()}`
}

/** The same page in the phone's browser outside LINE: no tokens, the app has to log in. */
export const externalUrl = ({ options }: Platform, person: Person, rest: string): string => withLiffState(phoneUrl(options.appUrl, person.key), rest)
