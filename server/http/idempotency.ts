import type { FastifyRequest } from 'fastify'
import { z } from 'zod'

/** Printable letters without blanks, as in every HTTP header that is a name for something. 8 to 100 of them. */
export const idempotencyKey = z.string().regex(/^[!-~]{8,100}$/)

/** The key under which the sender can ask again for the same thing; null when there is none, or it cannot be one. */
export const keyIn = ({ headers }: FastifyRequest): string | null => idempotencyKey.safeParse(headers['idempotency-key']).data ?? null
