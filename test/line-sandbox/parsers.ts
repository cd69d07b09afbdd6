// mimamori-line-sandbox
import type { FastifyInstance } from 'fastify'
import { refuse } from './refusal.ts'

/** LINE's two megabytes. */
export const bodyLimit = 2 * 1024 * 1024

/**
 * Bodies as LINE's clients send them: JSON that may be missing although it is announced, forms at the token endpoints,
 * raw pictures for rich menus.
 */
export function readBodies(site: FastifyInstance): void {
  site.removeAllContentTypeParsers()
  site.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => {
    if (body.length === 0) return done(null, undefined)
    try {
      done(null, JSON.parse(String(body)))
    } catch {
      done(refuse(400, 'The request body could not be parsed as JSON'))
    }
  })
  site.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) => {
    done(null, Object.fromEntries(new URLSearchParams(String(body))))
  })
  site.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
}
