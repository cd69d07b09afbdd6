import { createServer, request, type IncomingMessage, type Server, type ServerResponse } from 'node:http'

export interface Balancer {
  readonly port: number
  close(): Promise<void>
}

/**
 * A small load balancer: takes the web processes in turn, and goes to the next one when a process refuses the
 * connection. It never repeats a request that may have arrived: that is what idempotency keys are for.
 */
export async function startBalancer(backends: () => readonly number[], port = 0): Promise<Balancer> {
  let turn = 0
  const server = createServer((incoming, answer) => {
    const ports = backends()
    turn += 1
    forward(incoming, answer, [...ports.slice(turn % ports.length), ...ports.slice(0, turn % ports.length)])
  })
  await listening(server, port)
  const address = server.address()
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    close: () =>
      new Promise((closed) => {
        server.closeAllConnections()
        server.close(() => closed())
      }),
  }
}

function forward(incoming: IncomingMessage, answer: ServerResponse, [port, ...others]: readonly number[]): void {
  if (port === undefined) {
    answer.writeHead(503).end()
    return
  }
  const outgoing = request({ host: '127.0.0.1', port, method: incoming.method, path: incoming.url, headers: incoming.headers }, (backend) => {
    answer.writeHead(backend.statusCode ?? 502, backend.headers)
    backend.pipe(answer)
  })
  outgoing.on('error', (fault: NodeJS.ErrnoException) => {
    if (fault.code === 'ECONNREFUSED' && !answer.headersSent) forward(incoming, answer, others)
    else answer.destroy()
  })
  incoming.pipe(outgoing)
}

const listening = (server: Server, port: number) =>
  new Promise<void>((ready, fail) => {
    server.once('error', fail)
    server.listen(port, '127.0.0.1', ready)
  })
