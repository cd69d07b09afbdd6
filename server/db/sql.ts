import { Prisma } from './generated/client.ts'

/** A piece of a statement with its values: a question that is asked in one place and answered with its rows in another. */
export type Sql = Prisma.Sql
export const { sql, join: joined } = Prisma
