import helmet from '@fastify/helmet'
import { randomBytes } from 'node:crypto'
import type { Config } from '../config.ts'
import type { App } from './app-type.ts'

const lineConnects = ['https://api.line.me', 'https://liff.line.me', 'https://liffsdk.line-scdn.net', 'https://access.line.me']

/** Security headers on every answer. Scripts and styles are ours or carry this answer's nonce: `reply.cspNonce.script`, the same for both. */
export async function setHeaders(app: App, config: Config): Promise<void> {
  const bridge = config.practice.liffBridgeUrl === undefined ? [] : [new URL(config.practice.liffBridgeUrl).origin]
  // helmet's own nonces differ for scripts and styles, and the page has one place for both. Its directives see Node's response only.
  const nonces = new WeakMap<object, string>()
  const nonce = (_request: unknown, response: object) => `'nonce-${nonces.get(response) ?? ''}'`
  app.addHook('onRequest', async (_request, reply) => {
    const made = randomBytes(16).toString('base64')
    reply.cspNonce = { script: made, style: made }
    nonces.set(reply.raw, made)
  })
  await app.register(helmet, {
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
  app.addHook('onSend', async (request, reply) => {
    // The camera is for the store's QR code; nothing else of the phone is asked for.
    reply.header('permissions-policy', 'camera=(self), geolocation=(), microphone=(), payment=()')
    if (request.url.startsWith('/api/') && !reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store')
  })
}
