import { createServer } from 'node:http'

/** LINE's Messaging API as far as somebody who only sends needs it: yes to everything, at once. */
export async function startLineStub(): Promise<{ origin: string; stop: () => void }> {
  const server = createServer((request, answer) => {
    request.resume()
    request.on('end', () => answer.writeHead(200, { 'content-type': 'application/json', 'x-line-request-id': 'bench' }).end('{"sentMessages":[]}'))
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const address = server.address()
  return {
    origin: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    stop: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}
