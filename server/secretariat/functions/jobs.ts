import { handle, type JobHandler } from '../../job.ts'
import { tellOfficersOfFunction } from './job-tokens.ts'
import { tellFunction } from './tell-function.ts'

export const jobs: JobHandler[] = [handle(tellOfficersOfFunction, tellFunction)]
