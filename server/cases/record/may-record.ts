import { refused, type Refusal } from '../../core/refusal.ts'
import { notNow } from '../case.ts'
import { nobodyToStop } from '../may.ts'
import type { May } from '../standing.ts'

/** There is somebody to be contacted. */
export const mayLogContact: May = (standing) => nobodyToStop(standing)

/** What is over has no next day. */
export const maySetNext: May = (standing) => (standing.state === 'closed' ? notNow(standing) : null)

/** Only links that were made by hand are ended by hand: what alerts tied together is evidence. */
export const mayUnlink = (links: readonly { readonly byHand: boolean }[]): Refusal | null => (links.some(({ byHand }) => byHand) ? null : refused('link-stays'))
