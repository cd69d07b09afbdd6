// mimamori-line-sandbox
import fastifyStatic from '@fastify/static'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import type { Platform } from '../platform.ts'
import { refuse } from '../refusal.ts'

const built = join(import.meta.dirname, '../dist')
const bridge = join(import.meta.dirname, '../bridge/bridge.js')

/** The town's page as vite built it, and the script that lets the LIFF SDK talk to this sandbox. */
export async function pageRoutes(site: FastifyInstance, { options }: Platform): Promise<void> {
  const app = new URL(options.appUrl)
  const phones = `${app.protocol}//*.${app.hostname}${app.port ? `:${app.port}` : ''}`
  const policy = [
    "default-src 'self'", "img-src 'self' data: https:", "style-src 'self'", `frame-src ${app.origin} ${phones}`,
    "base-uri 'none'", "object-src 'none'", "form-action 'self'", "frame-ancestors 'none'",
  ].join('; ')
  await site.register(fastifyStatic, {
    root: join(built, 'assets'),
    prefix: '/assets/',
    index: false,
    dotfiles: 'deny',
    // vite names these files by their contents.
    maxAge: '1h',
  })
  site.get('/', async (_request, reply) => {
    const page = read(join(built, 'index.html'), "the town's page is not built: npx vite build --config test/line-sandbox/town/vite.config.ts")
    return reply.headers({ 'content-security-policy': policy, 'cache-control': 'no-cache', 'permissions-policy': 'camera=*, clipboard-write=*, autoplay=*' }).type('text/html; charset=utf-8').send(page)
  })
  site.get('/bridge.js', async (request, reply) => {
    const origin = `${request.protocol}://${request.host}`
    if (!/^https?:\/\/[a-z0-9.:[\]-]+$/i.test(origin)) throw refuse(400, 'a strange host name')
    const filled: Record<string, string> = { __SANDBOX_ORIGIN__: origin, __TOWN_ORIGIN__: origin, __LIFF_ID__: options.liffId }
    const script = read(bridge, 'the bridge is missing').replace(/__(SANDBOX_ORIGIN|TOWN_ORIGIN|LIFF_ID)__/g, (name) => filled[name] ?? '')
    return reply.headers({ 'cache-control': 'no-cache', 'cross-origin-resource-policy': 'cross-origin' }).type('text/javascript; charset=utf-8').send(script)
  })
}

function read(file: string, missing: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    throw refuse(404, missing)
  }
}
