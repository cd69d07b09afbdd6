import { serveDriver, type DriveOrder } from '../load.ts'
import { webhook } from './webhook.ts'

export interface WebhookOrder extends DriveOrder {
  readonly path: string
  readonly channelSecret: string
  readonly eventsEach: number
  /** So many are written and signed before the clock starts; what is needed beyond them is made on the way. */
  readonly ready: number
}

serveDriver((order: WebhookOrder) => {
  const make = () => webhook({ ...order, host: `127.0.0.1:${order.port}` })
  const made = Array.from({ length: order.ready }, make)
  let next = 0
  return () => made[next++] ?? make()
})
