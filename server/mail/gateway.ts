import { createTransport } from 'nodemailer'
import type { Logger } from 'pino'
import type { Config } from '../config.ts'

export interface Letter {
  readonly to: readonly string[]
  readonly subject: string
  readonly text: string
  /** The same at every try, so that a mail server or reader can see that it is the same letter. */
  readonly id: string
}

/** The mail server: the way that is left when LINE reached nobody. */
export interface Mail {
  /** Hands a letter to the mail server. Throws when it is not taken; the job tries again. */
  send(letter: Letter): Promise<void>
}

const deadlineMs = 10_000

/** Null when no mail server is configured. */
export function openMail({ smtpUrl, mailFrom, publicUrl }: Pick<Config, 'smtpUrl' | 'mailFrom' | 'publicUrl'>, log: Logger): Mail | null {
  if (smtpUrl === undefined) return null
  const { hostname } = new URL(publicUrl)
  const transport = createTransport({ url: smtpUrl, connectionTimeout: deadlineMs, greetingTimeout: deadlineMs, socketTimeout: deadlineMs })
  return {
    send: async ({ to, subject, text, id }) => {
      // Nobody reads in it who else was told.
      await transport.sendMail({ from: mailFrom ?? `mimamori-pay@${hostname}`, bcc: [...to], subject, text, messageId: `<${id}@${hostname}>` })
      log.info({ mail: id, recipients: to.length }, 'handed a letter to the mail server')
    },
  }
}
