import { relative, sep } from 'node:path'
import { expect, test } from 'vitest'
import { inSmallRepository, root, runTool } from './tree.ts'

const tsc = 'typescript-7/bin/tsc'

test("the server's types see server and prisma only", () => {
  const seen = sourcesOf('tsconfig.server.json')
  expect(seen).toContain('server/config.ts')
  expect(seen.filter((path) => !/^(server|prisma)\//.test(path))).toEqual([])
})

test("the mini-app's types see contracts and plain values of the server only", () => {
  const seen = sourcesOf('tsconfig.liff.json')
  expect(seen.some((path) => path.startsWith('liff-app/'))).toBe(true)
  expect(seen.filter((path) => !/^liff-app\/|^server\/core\/|^server\/.*\/contract\.ts$/.test(path))).toEqual([])
})

const planted = [
  { what: 'the server importing a test', project: 'tsconfig.server.json', from: 'server/web.ts', to: 'test/support/town.ts' },
  { what: 'the server importing a page', project: 'tsconfig.server.json', from: 'server/web.ts', to: 'liff-app/words.ts' },
  { what: 'the mini-app importing a verb', project: 'tsconfig.liff.json', from: 'liff-app/api.ts', to: 'server/payments/pay.ts' },
  { what: 'the mini-app importing a test', project: 'tsconfig.liff.json', from: 'liff-app/api.ts', to: 'test/support/town.ts' },
]

test.each(planted)('$what is a type error', ({ project, from, to }) => {
  const files = { [from]: `import { thing } from '../${to}'\nexport const other = thing\n`, [to]: 'export const thing = 1\n' }
  const { code, printed } = inSmallRepository(files, (folder) => runTool(tsc, ['-p', project], folder))
  expect(printed).toMatch(/TS6307/)
  expect(code).not.toBe(0)
})

test.each([
  { what: 'the server using the window', project: 'tsconfig.server.json', file: 'server/web.ts', text: 'export const title = document.title\n', wanted: /server\/web\.ts.*'document'/ },
  { what: 'the mini-app using Node', project: 'tsconfig.liff.json', file: 'liff-app/api.ts', text: "export { readFileSync } from 'node:fs'\n", wanted: /liff-app\/api\.ts.*'node:fs'/ },
])('$what is a type error', ({ project, file, text, wanted }) => {
  const { printed } = inSmallRepository({ [file]: text }, (folder) => runTool(tsc, ['-p', project, '--pretty', 'false'], folder))
  expect(printed).toMatch(wanted)
})

function sourcesOf(project: string): string[] {
  const { printed } = runTool(tsc, ['-p', project, '--listFilesOnly'])
  return printed
    .split(/\r?\n/)
    .filter((line) => line !== '')
    .map((line) => relative(root, line).split(sep).join('/'))
    .filter((path) => !path.startsWith('node_modules/') && !path.startsWith('..'))
}
