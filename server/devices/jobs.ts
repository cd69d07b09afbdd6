import { handle, type JobHandler } from '../job.ts'
import { tellOfNewDevice } from './job-tokens.ts'
import { tellOfDevice } from './tell-of-device.ts'

export const jobs: JobHandler[] = [handle(tellOfNewDevice, tellOfDevice)]
