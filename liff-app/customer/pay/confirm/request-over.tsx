import { paths } from '../../../paths.ts'
import { Screen } from '../../../screen.tsx'
import { ButtonLink } from '../../../ui/button.tsx'
import { ErrorPanel } from '../../../ui/error-panel.tsx'
import { useAppWords } from '../../../words/app.ts'
import { usePayingWords } from '../../../words/paying.ts'
import type { RequestSeen } from '../../../../server/payments/requests/contract.ts'

interface RequestOverProps {
  readonly state: RequestSeen['state']
  readonly paidByYou?: boolean
}

/** A store's payment request that can no longer be paid: its time passed, somebody paid it, or the store called it off. */
export function RequestOver({ state, paidByYou = false }: RequestOverProps) {
  const { request: words, refused } = usePayingWords()
  const { money } = useAppWords()
  if (state === 'paid' && paidByYou) {
    return (
      <Screen title={words.title} back={paths.home} action={<ButtonLink to={paths.payments} kind="primary" big replace>{words.history}</ButtonLink>}>
        <ErrorPanel what={words.used} money={money.completed} tone="info" />
      </Screen>
    )
  }
  const said = { paid: [words.used, words.yourMoney, words.askStore], cancelled: [words.cancelled, money.notMoved, words.askStore] } as const
  const [what, notMoved, next] = state === 'paid' || state === 'cancelled' ? said[state] : [words.expired, money.notMoved, words.expiredNext]
  return (
    <Screen title={refused.title} back={paths.home} action={<ButtonLink to={paths.pay} kind="primary" big replace>{refused.rescan}</ButtonLink>}>
      <ErrorPanel what={what} money={notMoved} next={next} />
      <ButtonLink to={paths.help}>{refused.contact}</ButtonLink>
    </Screen>
  )
}
