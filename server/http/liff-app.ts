import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyReply } from 'fastify'
import type { Config } from '../config.ts'
import type { App } from './app-type.ts'
import { setPageHeaders } from './headers.ts'

const workerPolicy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'"
const built = join(import.meta.dirname, '../../liff-app/dist')

/** Which mini-app is served: a page that was opened before it changed says so to its reader. Empty when none is built. */
export function appVersion(): string {
  const page = join(built, 'index.html')
  return existsSync(page) ? createHash('sha256').update(readFileSync(page)).digest('hex').slice(0, 12) : ''
}

/**
 * Serves the built mini-app: hashed files, compressed when they were built, with a year of cache, and its one page for every path that is not an API, with
 * this answer's CSP nonce and the LIFF id filled in. In the practice town the page also loads the bridge to the played
 * LINE; production refuses that setting (config.ts).
 */
export function serveLiffApp(app: App, config: Config): void {
  if (!existsSync(join(built, 'index.html'))) {
    app.log.warn('the mini-app is not built: only the API is served')
    return
  }
  const template = readFileSync(join(built, 'index.html'), 'utf8')
  void app.register(async (files: App) => {
    // Files are for everybody; each gets its audience here because the plugin makes the routes.
    files.addHook('onRoute', (route) => {
      route.config = { ...route.config, who: 'anyone', rateLimit: false, page: true }
    })
    await setPageHeaders(files, config)
    await files.register(fastifyStatic, {
      root: built,
      index: false,
      wildcard: false,
      preCompressed: true,
      globIgnore: ['index.html', '.vite/**', '**/*.br', '**/*.gz'],
      setHeaders: (response, path) => {
        // The code reader is the one place that compiles WebAssembly, and it runs in a worker with a policy of its own.
        if (path.includes('/read-code-worker-')) response.header('content-security-policy', workerPolicy)
        response.header('cache-control', path.includes('assets') ? 'public, max-age=31536000, immutable' : 'no-cache')
      },
    })
    files.get('/', { schema: { hide: true } }, (_request, reply) => page(reply, template, config))
    files.get('/*', { schema: { hide: true } }, (request, reply) =>
      // An unknown API path is an API answer, not a page.
      /^\/(api|line|notifications|docs|assets)\//.test(request.url) ? reply.callNotFound() : page(reply, template, config),
    )
  })
}

function page(reply: FastifyReply, template: string, config: Config): FastifyReply {
  const nonce = reply.cspNonce.script
  const { liffBridgeUrl } = config.practice
  const bridge = liffBridgeUrl === undefined ? '' : `<script nonce="${nonce}" src="${liffBridgeUrl}"></script>`
  return reply
    .type('text/html; charset=utf-8')
    .header('cache-control', 'no-store')
    .send(template.replaceAll('__CSP_NONCE__', nonce).replaceAll('__LIFF_ID__', config.line.liffId).replace('<!--line-bridge-->', bridge))
}
