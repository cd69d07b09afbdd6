import { z } from 'zod'
import { defineJob } from '../../db/enqueue.ts'
import { programmeFunction } from './contract.ts'

/** Officers on duty are told that a function was stopped or runs again. The row may be gone by then, so the job says all. */
export const tellOfficersOfFunction = defineJob(
  'tell-officers-of-function',
  z.object({ function: programmeFunction, did: z.enum(['stopped', 'resumed']), at: z.iso.datetime(), by: z.uuid() }),
)
