import { loadDatabaseConfig } from '../config.ts'
import { migrate } from './migrate.ts'

const { databaseUrl } = loadDatabaseConfig()
if (!databaseUrl) throw new Error('npm run migrate needs DATABASE_URL: the connection of the database owner')
const applied = await migrate(databaseUrl)
console.log(applied.length > 0 ? `applied: ${applied.join(', ')}` : 'the database is up to date')
// Prisma's engine leaves a lock timer of ten seconds behind; everything is written, so nobody waits for it.
process.exit(0)
