// mimamori-line-sandbox

/** An answer that is a no: thrown by whoever finds the reason, sent by the site as it is. */
export class Refusal extends Error {
  readonly code: number
  readonly body: Record<string, unknown>
  readonly headers: Record<string, string>

  constructor(code: number, body: Record<string, unknown>, headers: Record<string, string> = {}) {
    super(typeof body['message'] === 'string' ? body['message'] : JSON.stringify(body))
    this.code = code
    this.body = body
    this.headers = headers
  }
}

/** A no of the Messaging API. */
export const refuse = (code: number, message: string, details?: { message: string; property: string }[]): Refusal =>
  new Refusal(code, { message, ...(details ? { details } : {}) })

/** A no of LINE Login's OAuth endpoints. */
export const refuseLogin = (error: string, description: string, code = 400): Refusal => new Refusal(code, { error, error_description: description })
