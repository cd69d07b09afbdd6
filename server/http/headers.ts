import helmet from '@fastify/helmet'
import { randomBytes } from 'node:crypto'
import type { Config } from '../config.ts'
import type { App } from './app-type.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The answer is a page of the mini-app or one of its files: its headers come from `setPageHeaders`. */
    page?: boolean
  }
}

const lineConnects = ['https://api.line.me', 'https://liff.line.me', 'https://liffsdk.line-scdn.net', 'https://access.line.me']

/**
 * Security headers on every answer. What is no page may do nothing at all in a browser, so its headers are always the
 * same; a page needs a nonce of its own, and making that policy for each payment cost a seventh of this process's time.
 */
export function setHeaders(app: App, config: Config): void {
  const fixed = headersOfFigures(config)
  // The camera is for the store's QR code; nothing else of the phone is asked for.
  const permissions = { 'permissions-policy': 'camera=(self), geolocation=(), microphone=(), payment=()' }
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(request.routeOptions.config.page ? permissions : fixed)
  })
  app.addHook('onSend', async (request, reply) => {
    if (request.url.startsWith('/api/') && !reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store')
  })
}

/** For answers that are no page: JSON, and whatever else a program reads. */
const headersOfFigures = ({ publicUrl, practice }: Config): Readonly<Record<string, string>> => ({
  'content-security-policy': `default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors ${practice.townOrigin ?? "'none'"}`,
  'x-content-type-options': 'nosniff',
  ...(practice.townOrigin === undefined ? { 'x-frame-options': 'DENY' } : {}),
  'referrer-policy': 'no-referrer',
  'x-permitted-cross-domain-policies': 'none',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=()',
  ...(publicUrl.startsWith('https:') ? { 'strict-transport-security': 'max-age=31536000; includeSubDomains' } : {}),
})

/** Headers of the pages and files in this scope. Scripts and styles are ours or carry this answer's nonce: `reply.cspNonce.script`, the same for both. */
export async function setPageHeaders(scope: App, config: Config): Promise<void> {
  const bridge = config.practice.liffBridgeUrl === undefined ? [] : [new URL(config.practice.liffBridgeUrl).origin]
  // helmet's own nonces differ for scripts and styles, and the page has one place for both. Its directives see Node's response only.
  const nonces = new WeakMap<object, string>()
  const nonce = (_request: unknown, response: object) => `'nonce-${nonces.get(response) ?? ''}'`
  scope.addHook('onRequest', async (_request, reply) => {
    const made = randomBytes(16).toString('base64')
    reply.cspNonce = { script: made, style: made }
    nonces.set(reply.raw, made)
  })
  await scope.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'", nonce, 'https://static.line-scdn.net', ...bridge],
        styleSrc: ["'self'", nonce],
        imgSrc: ["'self'", 'data:', 'https://profile.line-scdn.net'],
        fontSrc: ["'self'"],
        mediaSrc: ["'self'"],
        connectSrc: ["'self'", ...lineConnects, ...bridge],
        manifestSrc: ["'self'"],
        baseUri: ["'none'"],
        objectSrc: ["'none'"],
        formAction: ["'self'", 'https://access.line.me', ...bridge],
        frameAncestors: config.practice.townOrigin === undefined ? ["'none'"] : [config.practice.townOrigin],
      },
    },
    // The practice town shows our pages in its frames; frame-ancestors above says which may.
    xFrameOptions: config.practice.townOrigin === undefined ? { action: 'deny' } : false,
    crossOriginOpenerPolicy: { policy: 'same-origin-allow-popups' },
    crossOriginEmbedderPolicy: false,
    crossOriginResourcePolicy: { policy: 'same-origin' },
    strictTransportSecurity: config.publicUrl.startsWith('https:') ? { maxAge: 31_536_000, includeSubDomains: true } : false,
    referrerPolicy: { policy: 'no-referrer' },
  })
}
