import { paths } from '../../paths.ts'
import { serverNow } from '../../platform/clock.ts'
import { useCustomer, useRenewedAt } from '../../session.tsx'
import { AmountText } from '../../ui/amount-text.tsx'
import { Badge } from '../../ui/badge.tsx'
import { ButtonLink } from '../../ui/button.tsx'
import { count, day, daysUntil, shortDay, time } from '../../ui/format.ts'
import { Card, Note, Row } from '../../ui/stack.tsx'
import { useAppWords } from '../../words/app.ts'
import { useCustomerWords } from '../../words/customer.ts'
import { useLanguage } from '../../words/language.ts'

const soonDays = 14

/** 「使える金額」 with its last day. */
export function BalanceCard() {
  const words = useCustomerWords().home
  const app = useAppWords()
  const { balance } = useCustomer()
  const renewedAt = useRenewedAt()
  return (
    <Card tint label={words.usable}>
      <p>{words.usable}</p>
      <AmountText amount={balance} size="amount" spoken={app.yen} />
      <LastDay />
      {balance === '0' ? (
        <>
          <p>{words.zero}</p>
          <ButtonLink to={paths.payments}>{words.seePayments}</ButtonLink>
        </>
      ) : null}
      <Note>{words.renewed(time(renewedAt))}</Note>
    </Card>
  )
}

function LastDay() {
  const words = useCustomerWords().home
  const language = useLanguage()
  const { validUntil } = useCustomer()
  const left = daysUntil(validUntil, serverNow())
  if (left < 0) return <Badge tone="danger">{words.expired(shortDay(validUntil, language))}</Badge>
  return (
    <Row>
      <span>{left === 0 ? words.validToday : words.validUntil(day(validUntil, language))}</span>
      {left > 0 && left <= soonDays ? <Badge tone="attention">{words.daysLeft(count(left))}</Badge> : null}
    </Row>
  )
}
