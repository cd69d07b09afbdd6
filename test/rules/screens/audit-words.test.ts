import { expect, test } from 'vitest'
import { officeAudit as english } from '../../../liff-app/words/en/office-audit.ts'
import { officeAudit as japanese } from '../../../liff-app/words/ja/office-audit.ts'
import { filesUnder, read } from '../../guards/tree.ts'

const server = filesUnder('server').filter((path) => path.endsWith('.ts') && !path.includes('/generated/')).map(read).filter((text) => text.includes('recordAudit') || text.includes('auditEntry'))
const written = (pattern: RegExp) => [...new Set(server.flatMap((text) => [...text.matchAll(pattern)].map(([, name = '']) => name)))].sort()

test('the audit log has words in both languages for every act the server writes down', () => {
  const acts = written(/action[^\n]*?'([a-z-]+\.[a-z-]+)'/g)
  expect(acts.length).toBeGreaterThan(70)
  expect(acts.filter((name) => !(name in japanese.actions && name in english.actions))).toEqual([])
})

test('and for every kind of thing it was done to', () => {
  expect(written(/objectKind: '([a-z_-]+)'/g).filter((name) => !(name in japanese.objects && name in english.objects))).toEqual([])
})

test('no act has words in one language only', () => {
  expect(Object.keys(english.actions)).toEqual(Object.keys(japanese.actions))
  expect(Object.keys(english.objects)).toEqual(Object.keys(japanese.objects))
})
