import { existsSync } from 'node:fs'
import { join, posix } from 'node:path'
import { expect, test } from 'vitest'
import { inSmallRepository, root, runTool } from './tree.ts'

test('everything imports downwards only, and nothing in a circle', () => {
  expect(brokenRules(root)).toEqual([])
})

const planted = [
  wrong('payments may not know cases, not even a type of theirs', 'payments-imports-nothing-above', 'server/payments/pay.ts', '../cases/case.ts', 'import type'),
  wrong('the database may not know payments', 'db-imports-nothing-above', 'server/db/client.ts', '../payments/payment.ts'),
  wrong('stores and customers may not know each other', 'customers-stores-secretariat-are-strangers', 'server/stores/store.ts', '../customers/customer.ts'),
  wrong('routes are mounted by app.ts only', 'routes-only-from-app', 'server/cases/list.ts', '../payments/routes.ts'),
  wrong('jobs are listed by jobs.ts only', 'jobs-only-from-jobs', 'server/cases/freeze.ts', './jobs.ts'),
  wrong('the mini-app may not see a verb of the server', 'mini-app-sees-contracts-only', 'liff-app/session.tsx', '../server/payments/top-up.ts'),
  wrong('the customer screens may not use a store screen', 'screens-are-strangers', 'liff-app/customer/home.tsx', '../store/home.tsx'),
  wrong('ui may not know the api', 'ui-knows-no-route-api-or-role', 'liff-app/ui/amount.tsx', '../api.ts'),
  wrong('the server may not import a test', 'product-never-imports-tests', 'server/web.ts', '../test/support/town.ts'),
  wrong('the sandbox may not import the server', 'sandbox-speaks-http-only', 'test/line-sandbox/main.ts', '../../server/core/yen.ts'),
  wrong('a contract may not import a verb', 'contracts-are-pure', 'server/payments/contract.ts', './void.ts'),
  wrong('a new place in the server needs a rank', 'every-server-file-has-a-rank', 'server/extras/thing.ts', '../core/time.ts'),
  { ...wrong('two files may not need each other', 'no-cycles', 'server/core/a.ts', './b.ts'), also: { 'server/core/b.ts': importing('./a.ts') } },
]

const found = inSmallRepository(Object.assign({}, ...planted.map(({ from, path, how, also }) => ({ ...thingAt(from, path), ...also, [from]: importing(path, how) }))) as Record<string, string>, brokenRules)

test.each(planted)('$sentence', ({ rule, from }) => {
  expect(found).toContainEqual({ rule, from, to: expect.any(String) as string })
})

function wrong(sentence: string, rule: string, from: string, path: string, how = 'import') {
  return { sentence, rule, from, path, how, also: {} as Record<string, string> }
}

function brokenRules(folder: string): { rule: string; from: string; to: string }[] {
  const places = ['server', 'liff-app', 'prisma', 'test'].filter((place) => existsSync(join(folder, place)))
  const { printed } = runTool('dependency-cruiser/bin/dependency-cruiser.mjs', ['--config', '.dependency-cruiser.cjs', '--output-type', 'json', ...places], folder)
  const { summary } = JSON.parse(printed) as { summary: { violations: { rule: { name: string }; from: string; to: string }[] } }
  return summary.violations.map(({ rule, from, to }) => ({ rule: rule.name, from, to }))
}

function importing(path: string, how = 'import'): string {
  return `${how} { thing as other } from '${path}'\nexport const thing = 1\nexport type Other = typeof other\n`
}

function thingAt(from: string, path: string): Record<string, string> {
  return { [posix.join(posix.dirname(from), path)]: 'export const thing = 1\n' }
}
