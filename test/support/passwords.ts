import { argon2Sync, randomBytes } from 'node:crypto'

/** The least that argon2id can cost. What our own passwords cost is the promise of test/rules/sign-in. */
const cost = { memory: 8, passes: 1, parallelism: 1 }

/** A password as the database keeps it, which takes no time to check: people sign in thousands of times in these tests. */
export function quickHash(password: string): string {
  const nonce = randomBytes(16)
  const tag = argon2Sync('argon2id', { message: password, nonce, ...cost, tagLength: 32 })
  return `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${cost.parallelism}$${bare(nonce)}$${bare(tag)}`
}

const bare = (bytes: Buffer): string => bytes.toString('base64').replace(/=+$/, '')
