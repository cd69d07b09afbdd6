import type { FastifyInstance } from 'fastify'
import type { Context } from '../../server/context.ts'
import type { Sandbox } from '../line-sandbox/sandbox.ts'
import type { TestClock } from './clock.ts'
import type { TestDatabase } from './database.ts'

/** What the people of a test's town stand on. */
export interface Ground {
  readonly ctx: Context
  readonly app: FastifyInstance
  readonly sandbox: Sandbox
  readonly clock: TestClock
  readonly database: TestDatabase
  readonly sql: TestDatabase['sql']
  /** Everything that follows from what happened so far has happened. */
  settles(): Promise<void>
}
