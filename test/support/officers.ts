import { randomInt, randomUUID } from 'node:crypto'
import { onTestFinished, TestRunner } from 'vitest'
import { quickHash } from './passwords.ts'
import { chatOf, oldFriend, type Browser, type Chat } from './person.ts'
import { signedInByPassword } from './stores.ts'
import type { Ground } from './ground.ts'

export interface OfficerInTown extends Browser {
  readonly id: string
  readonly name: string
  readonly lineUserId: string
  readonly chat: Chat
}

const password = 'an officer of the tests'
const hashed = quickHash(password)

/** Officers who were appointed in the past, signed in by LINE and password. A name ending in `(auditor)` only reads. */
export async function signInOfficers(town: Ground, names: readonly string[]): Promise<OfficerInTown[]> {
  const signedIn: OfficerInTown[] = []
  for (const asked of names) {
    const role = /\((officer|chief|auditor)\)$/.exec(asked)?.[1] ?? 'officer'
    const name = asked.replace(/\s*\(\w+\)$/, '')
    const id = randomUUID()
    const loginId = `officer-${randomInt(10 ** 9)}`
    await town.sql`INSERT INTO officers (id, number, name, login_id, password_hash, role, on_duty)
      VALUES (${id}, ${loginId.slice(-9)}, ${name}, ${loginId}, ${hashed}, ${role}::"OfficerRole", ${role !== 'auditor'})`
    const lineUserId = await oldFriend(town, name)
    const browser = await signedInByPassword(town, lineUserId, loginId, password)
    signedIn.push({ ...browser, id, name, lineUserId, chat: chatOf(town.sandbox, lineUserId, town.settles) })
  }
  await town.settles()
  if (TestRunner.getCurrentTest()) onTestFinished(() => goHome(town, signedIn))
  return signedIn
}

/** Who came for one test goes off duty after it, and is told nothing of the next one's cases. */
async function goHome(town: Ground, officers: readonly OfficerInTown[]): Promise<void> {
  await town.sql`UPDATE officers SET on_duty = false WHERE id = ANY(${officers.map(({ id }) => id)}::uuid[])`.catch(() => 'the town was closed by the test itself')
}
