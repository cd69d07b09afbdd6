import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply } from 'fastify'
import type { Config } from '../config.ts'

const built = join(import.meta.dirname, '../../liff-app/dist')

/**
 * Serves the built mini-app: hashed files with a year of cache, and its one page for every path that is not an API, with
 * this answer's CSP nonce and the LIFF id filled in. In the practice town the page also loads the bridge to the played
 * LINE; production refuses that setting (config.ts).
 */
export async function serveLiffApp(app: FastifyInstance, config: Config): Promise<void> {
  if (!existsSync(join(built, 'index.html'))) {
    app.log.warn('the mini-app is not built: only the API is served')
    return
  }
  const page = readFileSync(join(built, 'index.html'), 'utf8')
  await app.register(fastifyStatic, {
    root: built,
    index: false,
    wildcard: false,
    setHeaders: (response, path) => {
      response.setHeader('cache-control', path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache')
    },
  })
  app.get('/*', { config: { who: 'anyone' }, schema: { hide: true } }, async (_request, reply) => show(reply))

  const show = (reply: FastifyReply) => {
    const nonce = reply.cspNonce.script
    const bridge = config.practice.liffBridgeUrl ? `<script nonce="${nonce}" src="${config.practice.liffBridgeUrl}"></script>` : ''
    return reply
      .type('text/html; charset=utf-8')
      .header('cache-control', 'no-store')
      .send(page.replaceAll('__CSP_NONCE__', nonce).replaceAll('__LIFF_ID__', config.line.liffId).replace('<!--line-bridge-->', bridge))
  }
}
