import { keep, remember } from './lists.ts'
import { day } from './moments.ts'
import type { StoreDossier } from './store.ts'

/** A console that was never opened before knows no device, so that its first one is not a new one. */
export function storeConsole(store: StoreDossier, { at, staffId, deviceId, ip }: StoreDossier['console'][number]): void {
  keep(store.console, { at, staffId, deviceId, ip }, { max: 40, from: at - 7 * day })
  if (store.consoleDevices.length > 0 && !store.consoleDevices.includes(deviceId)) keep(store.newConsoles, { at, deviceId }, { max: 10, from: at - 30 * day })
  remember(store.consoleDevices, deviceId, 20)
}
