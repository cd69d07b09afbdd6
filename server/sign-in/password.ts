import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'

const derive = promisify(argon2)

/** argon2id as OWASP asks for it: 46 MiB, one pass. About 50 ms of one core each. */
const cost = { memory: 47_104, passes: 1, parallelism: 1 }
const saltBytes = 16
const tagBytes = 32

/** At most this many at a time, or a flood of sign-ins would eat 46 MiB each. */
const atOnce = 4

/** A password as the database keeps it: a PHC string, `$argon2id$v=19$m=…,t=…,p=…$salt$tag`. The bytes are taken as they were typed. */
export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(saltBytes)
  const tag = await taking(() => derive('argon2id', { message: password, nonce, ...cost, tagLength: tagBytes }))
  return `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${cost.parallelism}$${bare(nonce)}$${bare(tag)}`
}

/**
 * Whether the password is the one that was hashed. Without a hash (nobody has this id) it works as long and says no, so
 * that time doesn't tell who exists. Throws on a hash that is not ours.
 */
export async function passwordMatches(password: string, hash: string | null): Promise<boolean> {
  const { memory, passes, parallelism, nonce, tag } = hash === null ? nobody : read(hash)
  const made = await taking(() => derive('argon2id', { message: password, nonce, memory, passes, parallelism, tagLength: tag.length }))
  return timingSafeEqual(made, tag) && hash !== null
}

const bare = (bytes: Buffer): string => bytes.toString('base64').replace(/=+$/, '')

/** Stands in for the hash of somebody who doesn't exist. */
const nobody = { ...cost, nonce: randomBytes(saltBytes), tag: randomBytes(tagBytes) }

function read(hash: string) {
  const parts = /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,2}),p=(\d{1,2})\$([A-Za-z0-9+/]{16,64})\$([A-Za-z0-9+/]{16,128})$/.exec(hash)
  if (!parts) throw new Error('a password hash is not in the form this programme writes')
  const [, memory = '', passes = '', parallelism = '', salt = '', tag = ''] = parts
  return { memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism), nonce: Buffer.from(salt, 'base64'), tag: Buffer.from(tag, 'base64') }
}

let free = atOnce
const waiting: (() => void)[] = []

async function taking<T>(work: () => Promise<T>): Promise<T> {
  if (free > 0) free -= 1
  else await new Promise<void>((next) => waiting.push(next))
  try {
    return await work()
  } finally {
    // The place goes straight to whoever waits longest.
    const next = waiting.shift()
    if (next) next()
    else free += 1
  }
}
