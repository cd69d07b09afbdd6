import { expect, test } from 'vitest'
import { hashPassword, passwordMatches } from '../../../server/sign-in/password.ts'

test('a password is known again, and nothing else is', async () => {
  const hash = await hashPassword('renshū の 町')
  expect(hash).toMatch(/^\$argon2id\$v=19\$m=47104,t=1,p=1\$[^$]{22}\$[^$]{43}$/)
  expect(await passwordMatches('renshū の 町', hash)).toBe(true)
  expect(await passwordMatches('renshū の 町 ', hash)).toBe(false)
})

test('the same password never has the same hash', async () => {
  expect(await hashPassword('x')).not.toBe(await hashPassword('x'))
})

test('nobody matches no password, not even the empty one', async () => {
  expect(await passwordMatches('', null)).toBe(false)
})

test('more at once than there are places all get their answer', async () => {
  const hash = await hashPassword('x')
  expect(await Promise.all(Array.from({ length: 9 }, (_, place) => passwordMatches(place === 4 ? 'x' : 'y', hash)))).toEqual(Array.from({ length: 9 }, (_, place) => place === 4))
})
