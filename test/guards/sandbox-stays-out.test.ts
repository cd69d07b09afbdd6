import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import ts from 'typescript'
import { expect, test } from 'vitest'
import { filesUnder, isCode, read, root } from './tree.ts'

const marker = 'mimamori-line-sandbox'
const processes = ['server/web.ts', 'server/worker.ts', 'server/serve.ts']

test('every file of the LINE sandbox carries its marker', () => {
  const sandbox = filesUnder('test/line-sandbox', isCode)
  expect(sandbox.length).toBeGreaterThan(10)
  expect(sandbox.filter((path) => !read(path).split('\n', 1)[0]?.includes(marker))).toEqual([])
})

test('the built mini-app has nothing of the sandbox in it', () => {
  const built = join(root, 'liff-app/dist')
  const files = readdirSync(built, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  expect(files.map((entry) => entry.name)).toContain('index.html')
  expect(files.filter((entry) => readFileSync(join(entry.parentPath, entry.name)).includes(marker))).toEqual([])
})

test('no process that serves real people can reach a file of the sandbox', () => {
  const reached = reachableFrom(processes)
  expect(reached).toContain('server/config.ts')
  expect(reached).toContain('server/payments/accept-batch.ts')
  expect(reached.filter((path) => path.startsWith('test/') || read(path).includes(marker))).toEqual([])
})

/** Follows imports, re-exports and `import('…')` from file to file, as Node does. */
function reachableFrom(starts: readonly string[]): string[] {
  const seen = new Set<string>()
  const waiting = [...starts]
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (seen.has(path)) continue
    seen.add(path)
    const { importedFiles } = ts.preProcessFile(read(path), true, true)
    for (const { fileName } of importedFiles.filter((one) => one.fileName.startsWith('.'))) {
      const target = relative(root, join(root, dirname(path), fileName)).replaceAll('\\', '/')
      if (existsSync(join(root, target)) && isCode(target)) waiting.push(target)
    }
  }
  return [...seen].sort()
}
