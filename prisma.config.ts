import { defineConfig } from 'prisma/config'

/** Where Prisma finds the schema and the reviewed SQL; the database's address comes from the environment of whoever connects. */
export default defineConfig({
  schema: 'prisma/schema',
  migrations: { path: 'prisma/migrations' },
})
