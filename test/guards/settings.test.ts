import { expect, test } from 'vitest'
import { read } from './tree.ts'

interface Manifest {
  dependencies: Record<string, string>
  devDependencies: Record<string, string>
}

test('.env.example names exactly the settings that the server reads', () => {
  const schema = /const environment = z\.object\(\{\n([\s\S]*?)\n\}\)/.exec(read('server/config.ts'))?.[1] ?? ''
  const settings = [...schema.matchAll(/^ {2}([A-Z][A-Z0-9_]*):/gm)].map((found) => found[1])
  const examples = [...read('.env.example').matchAll(/^(?:# )?([A-Z][A-Z0-9_]*)=/gm)].map((found) => found[1])
  expect(settings.length).toBeGreaterThan(15)
  expect(examples.toSorted()).toEqual(settings.toSorted())
})

test('every setting of .env.example is explained in one line', () => {
  const lines = read('.env.example').split('\n')
  const unexplained = lines.filter((line, index) => /^(?:# )?[A-Z][A-Z0-9_]*=/.test(line) && !/^# \S.{10,}/.test(lines[index - 1] ?? ''))
  expect(unexplained).toEqual([])
})

test('every package has one exact version', () => {
  const { dependencies, devDependencies } = JSON.parse(read('package.json')) as Manifest
  const exact = /^(npm:[\w@/-]+@)?\d+\.\d+\.\d+(-[\w.]+)?$/
  expect(Object.entries({ ...dependencies, ...devDependencies }).filter(([, version]) => !exact.test(version))).toEqual([])
})

test('the lock file names no registry, so that any mirror can install it', () => {
  expect(read('package-lock.json')).not.toMatch(/"resolved":|https?:\/\/registry\./)
  expect(read('.npmrc')).toMatch(/^omit-lockfile-registry-resolved=true$/m)
})
