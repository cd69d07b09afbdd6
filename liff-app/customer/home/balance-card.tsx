import { paths } from '../../paths.ts'
import { serverNow } from '../../platform/clock.ts'
import { useOnline } from '../../platform/online.ts'
import { useCustomer, useRenewedAt, type Customer } from '../../session.tsx'
import { AmountText } from '../../ui/amount-text.tsx'
import { Badge } from '../../ui/badge.tsx'
import { ButtonLink } from '../../ui/button.tsx'
import { count, day, daysUntil, shortDay, time, yen } from '../../ui/format.ts'
import { Facts } from '../../ui/list-rows.tsx'
import { Card, Note, Row } from '../../ui/stack.tsx'
import { useAppWords } from '../../words/app.ts'
import { useCustomerWords } from '../../words/customer.ts'
import { useLanguage } from '../../words/language.ts'
import { useExpiredVouchers, useNewestPayments } from '../queries.ts'
import styles from './balance-card.module.css'

const soonDays = 14

/** 「使える金額」 with its kinds and its last day. */
export function BalanceCard() {
  const words = useCustomerWords().home
  const app = useAppWords()
  const { balance } = useCustomer()
  const renewedAt = useRenewedAt()
  const online = useOnline()
  return (
    <Card tint label={words.usable}>
      <p>{words.usable}</p>
      <AmountText amount={balance} size="amount" spoken={app.yen} />
      <Kinds />
      <LastDay />
      {balance === '0' ? <Nothing /> : null}
      <Expired />
      <Note>{online ? words.renewed(time(renewedAt)) : app.asOf(time(renewedAt))}</Note>
    </Card>
  )
}

/** Nothing to pay with: used up, or never bought; and where more is to be had while vouchers are sold. */
function Nothing() {
  const words = useCustomerWords().home
  const { stops, validUntil } = useCustomer()
  const hasPaid = (useNewestPayments().data?.items.length ?? 0) > 0
  const sold = daysUntil(validUntil, serverNow()) >= 0 && !stops.some((stop) => stop.function === 'top_up')
  return (
    <>
      <p>{hasPaid ? words.spent : words.zero}</p>
      {sold ? <ButtonLink to={paths.topUp}>{words.topUp}</ButtonLink> : null}
      <ButtonLink to={paths.payments}>{words.seePayments}</ButtonLink>
    </>
  )
}

/** What was lost lately. */
function Expired() {
  const words = useCustomerWords().home
  const language = useLanguage()
  const expired = useExpiredVouchers().data?.items ?? []
  return expired.map(({ amount, expiredOn }) => <p key={expiredOn}>{words.expiredPart(yen(amount), shortDay(expiredOn, language))}</p>)
}

type Pocket = Customer['pockets'][number]

/** One row for each kind, and for each last day where they differ; a balance of one piece needs no rows. */
function Kinds() {
  const { kinds } = useAppWords()
  const words = useCustomerWords().home
  const language = useLanguage()
  const { pockets } = useCustomer()
  const rows = together(pockets)
  if (rows.length < 2) return null
  const oneDay = daysOf(pockets).length === 1
  return (
    <div className={styles.kinds} role="group" aria-label={words.kinds}>
      <Facts
        facts={rows.map(({ kind, expiresOn, amount }) => [oneDay ? kinds[kind] : `${kinds[kind]} ${words.until(shortDay(expiresOn, language))}`, <strong key="amount">{yen(amount)}</strong>] as const)}
      />
    </div>
  )
}

/** Pockets of the same kind and day are one to their owner. The restricted kind comes second, as the server's order has the earliest first. */
function together(pockets: readonly Pocket[]): readonly Pocket[] {
  const found = new Map<string, Pocket>()
  for (const pocket of pockets) {
    const name = `${pocket.kind} ${pocket.expiresOn}`
    const before = found.get(name)
    found.set(name, before ? { ...pocket, amount: String(BigInt(before.amount) + BigInt(pocket.amount)) } : pocket)
  }
  return [...found.values()].filter(({ amount }) => amount !== '0')
}

const daysOf = (pockets: readonly Pocket[]): string[] => [...new Set(pockets.map(({ expiresOn }) => expiresOn))]

function LastDay() {
  const words = useCustomerWords().home
  const language = useLanguage()
  const { balance, validUntil, pockets } = useCustomer()
  const left = daysUntil(validUntil, serverNow())
  if (balance === '0' && left >= 0) return null
  if (left < 0) return <Badge tone="danger">{words.expired(shortDay(validUntil, language))}</Badge>
  const first = pockets.filter(({ expiresOn }) => expiresOn === validUntil).reduce((sum, { amount }) => sum + BigInt(amount), 0n)
  const said =
    daysOf(pockets).length < 2
      ? left === 0 ? words.validToday : words.validUntil(day(validUntil, language))
      : left === 0 ? words.firstToday(yen(first)) : words.firstUntil(yen(first), day(validUntil, language))
  return (
    <Row>
      <span>{said}</span>
      {left > 0 && left <= soonDays ? <Badge tone="attention">{words.daysLeft(count(left))}</Badge> : null}
    </Row>
  )
}
