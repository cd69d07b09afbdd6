import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import { fillBlanks, moneyLines, refusalWords } from '../core/refusal-words.ts'
import { refused, type Refusal } from '../core/refusal.ts'
import type { App } from './app-type.ts'
import { fieldsToCheck } from './field-words.ts'

/** What a refusal looks like on the wire. `next` says what to do now; `requestNo` is what a person reads out on the phone. */
export interface ErrorBody {
  readonly error: {
    readonly reason: string
    readonly message: string
    readonly moneyMoved: boolean | null
    readonly next: string
    readonly en: { readonly message: string; readonly next: string }
    readonly facts: Readonly<Record<string, string>>
    readonly requestNo: string
  }
}

/**
 * Answers a refusal with its own status and words. The reply is `never` to the type checker, because a route's response
 * schema describes its yes; every no has this one shape.
 */
export function sendRefusal(reply: Answerable, refusal: Refusal, englishFacts: Refusal['facts'] = refusal.facts): never {
  return reply.code(refusalWords[refusal.reason].httpState).send(errorBody(refusal, reply.request.id, englishFacts)) as never
}

/** The part of a reply this needs: replies of typed routes differ in everything else. */
interface Answerable {
  readonly request: { readonly id: string }
  code(code: number): { send(body: unknown): unknown }
}

export function errorBody(refusal: Refusal, requestNo: string, englishFacts: Refusal['facts'] = refusal.facts): ErrorBody {
  const words = refusalWords[refusal.reason]
  return {
    error: {
      reason: refusal.reason,
      message: fillBlanks(words.ja, refusal.facts),
      moneyMoved: words.money === 'none' ? false : moneyLines[words.money].moved,
      next: words.nextJa,
      en: { message: fillBlanks(words.en, englishFacts), next: words.nextEn },
      facts: refusal.facts,
      requestNo,
    },
  }
}

/** One place where anything that went wrong becomes an answer. A client's mistake is never a 5xx and nothing shows a stack. */
export function answerErrors(app: App): void {
  app.setErrorHandler((fault: FastifyError, request, reply) => {
    const mistake = clientsMistake(fault)
    if (mistake) return sendRefusal(reply, mistake.refusal, mistake.englishFacts)
    request.log.error({ err: fault, route: request.routeOptions.url }, 'a request ended in a fault')
    return sendRefusal(reply, refused('busy'))
  })
  app.setNotFoundHandler((_request, reply) => sendRefusal(reply, refused('not-found')))
}

function clientsMistake(fault: FastifyError): { refusal: Refusal; englishFacts?: Refusal['facts'] } | null {
  if (hasZodFastifySchemaValidationErrors(fault)) {
    const fields = fieldsToCheck(fault.validation)
    return { refusal: refused('invalid-input', { field: fields.ja }), englishFacts: { field: fields.en } }
  }
  if (fault.statusCode === undefined || fault.statusCode >= 500) return null
  const byCode = { 413: 'too-large', 415: 'unsupported-media', 429: 'too-many-tries', 404: 'not-found' } as const
  if (Object.hasOwn(byCode, fault.statusCode)) return { refusal: refused(byCode[fault.statusCode as keyof typeof byCode]) }
  // Broken, poisoned (`__proto__`) and cut-off JSON: there is nothing to point at.
  return { refusal: refused(fault.validation ? 'invalid-input' : 'broken-json') }
}

/** For Fastify's own errors before routing, such as a URL that cannot be decoded. Pass as `frameworkErrors`. */
export function answerUnroutable(_fault: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  void reply.code(400).send(errorBody(refused('invalid-input'), request.id))
}
