import { randomInt, randomUUID } from 'node:crypto'
import type { Ground } from './ground.ts'
import { quickHash } from './passwords.ts'
import { chatOf, oldFriend } from './person.ts'
import { signedInByPassword, type StaffInTown } from './stores.ts'

const password = 'a colleague of the tests'
const hashed = quickHash(password)

/** Somebody who works in these stores since some time, signed in by LINE and password. */
export async function staffOf(town: Ground, role: 'clerk' | 'manager' | 'owner', ...stores: readonly { readonly id: string }[]): Promise<StaffInTown> {
  const id = randomUUID()
  const code = `ST-${randomInt(10 ** 6)}-${role}`
  const loginId = `${role}-${randomInt(10 ** 9)}`
  await town.sql`INSERT INTO staff (id, code, name, login_id, password_hash, role) VALUES (${id}, ${code}, ${'スタッフ'}, ${loginId}, ${hashed}, ${role}::"StaffRole")`
  for (const store of stores) await town.sql`INSERT INTO staff_stores (staff_id, store_id) VALUES (${id}, ${store.id})`
  const lineUserId = await oldFriend(town, `スタッフ${code}`)
  const browser = await signedInByPassword(town, lineUserId, loginId, password)
  await town.settles()
  return { ...browser, id, code, lineUserId, chat: chatOf(town.sandbox, lineUserId, town.settles) }
}
