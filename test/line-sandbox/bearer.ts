// mimamori-line-sandbox
import type { FastifyRequest } from 'fastify'

/** The access token of `Authorization: Bearer …`. */
export function bearerOf(request: FastifyRequest): string | undefined {
  return /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1]
}
