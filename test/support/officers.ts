import { randomInt, randomUUID } from 'node:crypto'
import { hashPassword } from '../../server/sign-in/password.ts'
import { chatOf, type Browser, type Chat } from './person.ts'
import { signedInByPassword } from './stores.ts'
import type { Ground } from './ground.ts'

export interface OfficerInTown extends Browser {
  readonly id: string
  readonly name: string
  readonly lineUserId: string
  readonly chat: Chat
}

const password = 'an officer of the tests'
let hashed: Promise<string> | undefined

/** Officers who were appointed in the past, signed in by LINE and password. A name ending in `(auditor)` only reads. */
export async function signInOfficers(town: Ground, names: readonly string[]): Promise<OfficerInTown[]> {
  hashed ??= hashPassword(password)
  const signedIn: OfficerInTown[] = []
  for (const asked of names) {
    const role = /\((officer|chief|auditor)\)$/.exec(asked)?.[1] ?? 'officer'
    const name = asked.replace(/\s*\(\w+\)$/, '')
    const id = randomUUID()
    const loginId = `officer-${randomInt(10 ** 9)}`
    await town.sql`INSERT INTO officers (id, number, name, login_id, password_hash, role, on_duty)
      VALUES (${id}, ${loginId.slice(-9)}, ${name}, ${loginId}, ${await hashed}, ${role}::"OfficerRole", ${role !== 'auditor'})`
    const { lineUserId } = town.sandbox.addPerson({ name })
    await town.sandbox.follow(lineUserId)
    const browser = await signedInByPassword(town, lineUserId, loginId, password)
    signedIn.push({ ...browser, id, name, lineUserId, chat: chatOf(town.sandbox, lineUserId, town.settles) })
  }
  await town.settles()
  return signedIn
}
