// mimamori-line-sandbox
import type { FastifyInstance } from 'fastify'

const emptyExtension = '/* mimamori-line-sandbox */ window.liffClientExtension = { install: function () {} };'

/** What the LIFF SDK loads from LINE's content servers: an extension for very old LINE apps, and its words. Empty here. */
export function scdnRoutes(site: FastifyInstance): void {
  site.get('/liff/edge/*', async (_request, reply) => reply.type('text/javascript; charset=utf-8').send(emptyExtension))
  site.get('/xlt/manifest.json', async () => ({ languages: { ja: 'ja.json', en: 'en.json' } }))
  site.get('/xlt/:file', async () => ({}))
}
