import { handle, type JobHandler } from '../../job.ts'
import { runBacktest, type Recorded } from './backtest/run-backtest.ts'
import { runBacktestAsked } from './job-tokens.ts'

/** `recorded`: what the programme has seen, as it was judged. */
export const ruleJobs = (recorded: Recorded): JobHandler[] => [handle(runBacktestAsked, (ctx, { backtestId }) => runBacktest(ctx, recorded, backtestId))]
