import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Wrong } from './check/verdict.ts'
import type { CrowdWishes } from './client/crowd.ts'
import type { Kind } from './plan.ts'

const root = join(import.meta.dirname, '../..')

/** A bug that loses or doubles money or messages, and what it takes to see it. */
export interface Plant {
  readonly name: string
  /** By file; each takes the file as it is and throws when its place is no longer found there. */
  readonly edits: Readonly<Record<string, (text: string) => string>>
  readonly crowd: Partial<CrowdWishes>
  readonly plan: readonly Kind[]
  /** The verdict must name this, among whatever else follows from the bug. */
  readonly shows: Wrong
}

/** Wraps the verb of paying: `pay` is written anew around the old one. */
const aroundPay = (written: string) => (text: string) => `${swapped(text, 'export async function pay(', 'async function payOnce(')}\n${written}`

export const plants: readonly Plant[] = [
  {
    name: 'the customer’s programme takes a new key when it tries again',
    edits: {},
    crowd: { tempers: ['new-key'] },
    plan: ['answers-dropped'],
    shows: 'paid-twice',
  },
  {
    name: 'a web process remembers keys in its memory only',
    edits: {
      'server/payments/pay.ts': aroundPay(`
        const seen = new Map()
        export async function pay(ctx, till, one) {
          const first = seen.get(one.key) ?? payOnce(ctx, till, { ...one, key: crypto.randomUUID() })
          seen.set(one.key, first)
          const answer = await first
          if (!answer.ok) seen.delete(one.key)
          return answer
        }`),
    },
    crowd: { tempers: ['tries-again'] },
    plan: ['answers-dropped'],
    shows: 'paid-twice',
  },
  {
    name: 'LINE is told before the payment is committed',
    edits: {
      'server/payments/pay.ts': aroundPay(`
        export async function pay(ctx, till, one) {
          const [payer] = await ctx.db.atomically({ kind: 'door', door: 'sign-in' }, (tx) => tx.$queryRaw\`SELECT line_user_id AS id FROM sessions WHERE hash = \${digest(one.sessionSecret)}\`)
          if (payer) await ctx.line.push(payer.id, [{ type: 'text', text: 'お支払いが完了しました' }, { type: 'text', text: \`¥\${one.asked.amount}\` }], one.key)
          return payOnce(ctx, till, one)
        }`),
      // The worker no longer says what was said already.
      'server/line/send-message.ts': (text) => swapped(text, 'await parts.line.push(message.lineUserId, message.messages, message.id)', `{ kind: 'accepted', requestId: null }`),
    },
    crowd: { tempers: ['gives-up', 'gives-up', 'tries-again'] },
    plan: ['disk-filled'],
    shows: 'receipt-without-payment',
  },
]

/** A copy of the repository in `folder`, as far as its processes need it, with the bug written into it. */
export function plantedCopy(plant: Plant, folder: string): string {
  mkdirSync(folder, { recursive: true })
  cpSync(join(root, 'server'), join(folder, 'server'), { recursive: true })
  for (const path of ['node_modules', 'liff-app', 'prisma', 'package.json']) symlinkSync(join(root, path), join(folder, path))
  for (const [path, edit] of Object.entries(plant.edits)) writeFileSync(join(folder, path), edit(readFileSync(join(folder, path), 'utf8')))
  return folder
}

function swapped(text: string, found: string, put: string): string {
  const places = text.split(found).length - 1
  if (places !== 1) throw new Error(`the planted bug does not fit the code any more: "${found}" is there ${places} times`)
  return text.replace(found, () => put)
}
