import { SMTPServer } from 'smtp-server'

export interface Mailbox {
  /** For SMTP_URL. */
  readonly url: string
  /** Letters as they came in, each with those whom it was for. */
  readonly letters: { readonly to: readonly string[]; readonly text: string }[]
  close(): Promise<void>
}

/** A mail server in this process that keeps what it is handed. */
export async function openMailbox(): Promise<Mailbox> {
  const letters: { to: readonly string[]; text: string }[] = []
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onData: (stream, session, done) => {
      const parts: Buffer[] = []
      stream.on('data', (part: Buffer) => parts.push(part))
      stream.on('end', () => {
        letters.push({ to: session.envelope.rcptTo.map(({ address }) => address), text: Buffer.concat(parts).toString('utf8') })
        done()
      })
    },
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const address = server.server.address()
  if (address === null || typeof address === 'string') throw new Error('the mail server has no port')
  return { url: `smtp://127.0.0.1:${address.port}`, letters, close: () => new Promise((closed) => server.close(() => closed())) }
}
