import { expect, test } from 'vitest'
import { refusalWords } from '../../server/core/refusal-words.ts'
import { filesUnder, read } from './tree.ts'

const quoted = (text: string, reason: string): boolean => [`'${reason}'`, `"${reason}"`, `\`${reason}\``].some((spelling) => text.includes(spelling))
const reasons = Object.keys(refusalWords)

test('every reason to refuse is given somewhere', () => {
  const product = filesUnder('server').filter((path) => !path.endsWith('refusal-words.ts')).map(read).join('\n')
  expect(reasons.filter((reason) => !quoted(product, reason))).toEqual([])
})

test('every reason to refuse is reached by a test', () => {
  const tests = ['test/server', 'test/rules', 'test/journeys'].flatMap((folder) => filesUnder(folder)).map(read).join('\n')
  const said = (reason: string) => quoted(tests, reason) || tests.includes(refusalWords[reason as keyof typeof refusalWords].ja.split('{')[0] ?? reason)
  expect(reasons.filter((reason) => !said(reason))).toEqual([])
})
