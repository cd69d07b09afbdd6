import type { CodeFailed, FoundOut, Observation, Paid, SessionOpened, ToppedUp, Voided } from '../observation.ts'
import { storeConsole } from './console.ts'
import { customerOpenedApp, customerPaid, customerToppedUp, customerVoided, paidItem, phoneAt, type FailureItem } from './customer.ts'
import { kilometresBetween } from './distance.ts'
import type { Dossiers } from './dossiers.ts'
import { keep } from './lists.ts'
import { day } from './moments.ts'
import { consoleHere, failedHere, seenHere } from './network.ts'
import { isOutsize } from './outsize.ts'
import { pairPaid, pairVoided } from './pair.ts'
import { farFrom, programmeOnFile, programmePaid } from './programme.ts'
import { registrarsPaid } from './registrar.ts'
import { sharedBy, sharedConsole, sharedFailed, sharedPaid, sharedVoided } from './sharing.ts'
import { decayed, pinSeen, sellsAt, staffOnFile, storeOnFile, storePaid, storeVoided } from './store.ts'

/** Writes what was seen into every dossier it concerns. Judging comes before: facts exclude the observation itself. */
export function remember(dossiers: Dossiers, seen: Observation): void {
  switch (seen.kind) {
    case 'programme': return programmeOnFile(dossiers.programme(), seen)
    case 'store': return storeOnFile(dossiers.store(seen.id), seen)
    case 'staff': return staffOnFile(dossiers.store(seen.storeId), seen)
    case 'bankDetails': {
      if (!seen.bulk) dossiers.store(seen.storeId).bankChangedAt = seen.at
      return
    }
    case 'customer': {
      const customer = dossiers.customer(seen.id)
      customer.registeredAt ??= seen.at
      Object.assign(customer, { phone: seen.phone, home: seen.home, line: seen.line })
      if (seen.phone !== null) sharedBy(dossiers.phone(seen.phone), seen.id, seen.at)
      if (seen.home !== null) sharedBy(dossiers.home(seen.home), seen.id, seen.at)
      return
    }
    case 'session': return rememberSession(dossiers, seen)
    case 'topUp': return rememberTopUp(dossiers, seen)
    case 'payment': return rememberPayment(dossiers, seen)
    case 'void': return rememberVoid(dossiers, seen)
    case 'codeFailure': return rememberFailure(dossiers, seen)
    case 'report': {
      const { at, report, from, paymentId } = seen
      if (seen.customerId !== null) keep(dossiers.customer(seen.customerId).reports, { at, report, paymentId }, { max: 8, from: at - 60 * day })
      if (seen.storeId !== null) keep(dossiers.store(seen.storeId).reports, { at, report, from }, { max: 12, from: at - 60 * day })
      return
    }
    case 'verdict': return rememberVerdict(dossiers, seen)
  }
}

function rememberSession(dossiers: Dossiers, session: SessionOpened): void {
  const { at, customerId, staffId, storeIds, deviceId, ip } = session
  if (customerId !== null) {
    customerOpenedApp(dossiers.customer(customerId), session)
    sharedBy(dossiers.device(deviceId), customerId, at)
    if (ip !== null) seenHere(dossiers.network(ip), customerId, at)
  }
  if (staffId === null) return
  sharedConsole(dossiers.device(deviceId), staffId, storeIds, at)
  if (ip !== null) consoleHere(dossiers.network(ip), staffId, storeIds, at)
  for (const storeId of storeIds) storeConsole(dossiers.store(storeId), { at, staffId, deviceId, ip })
}

function rememberTopUp(dossiers: Dossiers, topUp: ToppedUp): void {
  customerToppedUp(dossiers.customer(topUp.customerId), topUp)
  const shared = [topUp.phone === null ? null : dossiers.phone(topUp.phone), topUp.home === null ? null : dossiers.home(topUp.home), topUp.card === null ? null : dossiers.card(topUp.card)]
  for (const one of shared) {
    if (one === null) continue
    const sharer = sharedBy(one, topUp.customerId, topUp.at)
    sharer.bought += topUp.amount + topUp.premium
    sharer.premium += topUp.premium
  }
}

function rememberPayment(dossiers: Dossiers, paid: Paid): void {
  const [customer, store, pair] = [dossiers.customer(paid.customerId), dossiers.store(paid.storeId), dossiers.pair(paid.customerId, paid.storeId)]
  const item = paidItem(paid, { code: store.code, place: sellsAt(store) })
  const newcomer = pair.paymentCount === 0
  const firstEver = customer.paymentCount === 0
  const phone = phoneAt(customer, paid.at)
  if (phone !== null && store.place !== null && !store.mobile && !store.online) {
    const kilometres = kilometresBetween(phone, store.place)
    pinSeen(store, kilometres)
    if (kilometres > 30) farFrom(dossiers.programme(), phone, paid.customerId)
  }
  // Each dossier has its own copy: they are kept apart, so a mark in one must not reach another by itself.
  storePaid(store, { ...item }, {
    before: decayed(pair.sum, pair.asOf, paid.at), newcomer, registeredAt: customer.registeredAt, firstEver,
    outsize: isOutsize(store, dossiers.programme(), paid.amount), toppedUp: customer.topUps.at(-1) ?? null,
  })
  pairPaid(pair, { ...item }, customer.topUps.at(-1)?.at ?? null)
  customerPaid(customer, { ...item })
  programmePaid(dossiers.programme(), paid)
  if (paid.deviceId !== null) sharedPaid(dossiers.device(paid.deviceId), { ...item })
  if (paid.phone !== null) sharedPaid(dossiers.phone(paid.phone), { ...item })
  if (paid.home !== null) sharedPaid(dossiers.home(paid.home), { ...item })
  if (paid.ip !== null) seenHere(dossiers.network(paid.ip), paid.customerId, paid.at)
  if (typeof paid.registeredBy === 'string') registrarsPaid(dossiers.registrar(paid.registeredBy), paid)
}

function rememberVoid(dossiers: Dossiers, voided: Voided): void {
  customerVoided(dossiers.customer(voided.customerId), voided)
  storeVoided(dossiers.store(voided.storeId), voided)
  pairVoided(dossiers.pair(voided.customerId, voided.storeId), voided.paymentId, voided.at)
  if (voided.phone !== null) sharedVoided(dossiers.phone(voided.phone), voided.paymentId, voided.at)
  if (voided.home !== null) sharedVoided(dossiers.home(voided.home), voided.paymentId, voided.at)
  if (voided.deviceId !== null) sharedVoided(dossiers.device(voided.deviceId), voided.paymentId, voided.at)
}

function rememberFailure(dossiers: Dossiers, { at, reason, customerId, storeId, deviceId, ip }: CodeFailed): void {
  const failure: FailureItem = { at, reason, customerId, storeId, deviceId, ip }
  if (customerId !== null) keep(dossiers.customer(customerId).failures, failure, { max: 30, from: at - 2 * day })
  if (storeId !== null) keep(dossiers.store(storeId).failures, failure, { max: 60, from: at - 2 * day })
  if (deviceId !== null) sharedFailed(dossiers.device(deviceId), failure)
  if (ip !== null) failedHere(dossiers.network(ip), failure)
}

function rememberVerdict(dossiers: Dossiers, { at, outcome, customerId, storeId }: FoundOut): void {
  for (const { marks } of [dossiers.customer(customerId), dossiers.store(storeId)]) keep(marks.verdicts, { at, outcome }, { max: 40, from: at - 90 * day })
}
