import { fork } from 'node:child_process'
import { once } from 'node:events'
import type { Driven, DriveOrder } from './load.ts'

/** A process that makes load, so that the servers' figures are not those of the load's maker. */
export interface Driver<Order extends DriveOrder> {
  readonly pid: number
  tell(note: object): void
  drive(order: Order): Promise<Driven>
  stop(): void
}

export function startDriver<Order extends DriveOrder>(file: string): Driver<Order> {
  const child = fork(file, { stdio: 'inherit', serialization: 'advanced' })
  return {
    pid: child.pid ?? 0,
    tell: (note) => void child.send(note),
    drive: async (order) => {
      child.send(order)
      const [driven] = (await once(child, 'message')) as [Driven]
      return driven
    },
    stop: () => void child.kill(),
  }
}
