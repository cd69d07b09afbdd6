import { z } from 'zod'
import { defineJob } from '../../db/enqueue.ts'

/** Somebody wants to know what other settings of a rule would have found. */
export const runBacktestAsked = defineJob('run-backtest', z.object({ backtestId: z.uuid() }))
