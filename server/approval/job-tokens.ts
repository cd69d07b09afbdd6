import { z } from 'zod'
import { defineJob } from '../db/enqueue.ts'

/** A proposal waits for a second officer. */
export const tellOfficersOfProposal = defineJob('tell-officers-of-proposal', z.object({ approvalId: z.uuid() }))

/** What a proposer saw was changed behind the programme's back. */
export const tellChangedProposal = defineJob('tell-changed-proposal', z.object({ approvalId: z.uuid() }))
