import { refused } from '../../core/refusal.ts'
import { notNow } from '../case.ts'
import { nobodyToStop } from '../may.ts'
import type { May } from '../standing.ts'

/** What happened may be written down whenever it happened, also after the end. */
export const mayNote: May = () => null

/** There is somebody to be contacted. */
export const mayLogContact: May = (standing) => nobodyToStop(standing)

/** What is over has no next day. */
export const maySetNext: May = (standing) => (standing.state === 'closed' ? notNow(standing) : null)

export const mayLink: May = () => null

/** Only links that were made by hand are ended by hand: what alerts tied together is evidence. */
export const mayUnlink: May = ({ linksByHand }) => (linksByHand > 0 ? null : refused('link-stays'))
