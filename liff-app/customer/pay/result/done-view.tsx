import { useState } from 'react'
import { paths } from '../../../paths.ts'
import { serverNow } from '../../../platform/clock.ts'
import { Screen } from '../../../screen.tsx'
import { AmountText } from '../../../ui/amount-text.tsx'
import { Button, ButtonLink } from '../../../ui/button.tsx'
import { ErrorPanel } from '../../../ui/error-panel.tsx'
import { clock, day, dayOf, yen } from '../../../ui/format.ts'
import { ConfirmSheet } from '../../../ui/sheet.tsx'
import { Note, Row } from '../../../ui/stack.tsx'
import { ToneHeading } from '../../../ui/tone-heading.tsx'
import { useAppWords } from '../../../words/app.ts'
import { usePayingWords } from '../../../words/paying.ts'
import { useLanguage } from '../../../words/language.ts'
import styles from './done-view.module.css'
import { Proof } from './proof.tsx'
import type { Payment } from '../../../../server/payments/contract.ts'

const proofMs = 5 * 60_000

/** The payment is done: what the store compares with its own screen. */
export function DoneView({ payment, mark }: { payment: Payment; mark: string }) {
  const words = usePayingWords().done
  const app = useAppWords()
  const language = useLanguage()
  const [asksMistake, setAsksMistake] = useState(false)
  const voided = payment.state === 'voided'
  const title = voided ? words.voided : words.title
  return (
    <Screen
      title={title}
      heading={
        <ToneHeading tone={voided ? 'quiet' : 'ok'} coloured>
          {title}
        </ToneHeading>
      }
      action={
        <ButtonLink to={paths.home} kind="primary" big replace>
          {words.home}
        </ButtonLink>
      }
    >
      <section className={styles.card}>
        <AmountText amount={payment.amount} size="amount" spoken={app.yen} />
        <p className={styles.store}>{payment.storeName}</p>
        <p>
          {day(dayOf(payment.paidAt), language)} {clock(payment.paidAt)}
        </p>
        <p className={styles.match}>
          <span>{words.matchNumber}</span> <strong>{payment.matchNumber}</strong>
        </p>
        <ProofOrEnd paidAt={payment.paidAt} mark={mark} />
        <p>{words.left(yen(payment.balanceAfter))}</p>
      </section>
      <Note>{words.note}</Note>
      <ButtonLink to={paths.receipt(payment.id)}>{words.receipt}</ButtonLink>
      <Row>
        <Button kind="text" onPress={() => setAsksMistake(true)}>
          {words.mistake}
        </Button>
      </Row>
      {asksMistake ? <MistakeSheet matchNumber={payment.matchNumber} onClose={() => setAsksMistake(false)} /> : null}
    </Screen>
  )
}

/** A picture of an old payment must not pass for a new one: the moving part ends after five minutes. */
function ProofOrEnd({ paidAt, mark }: { paidAt: string; mark: string }) {
  const words = usePayingWords().done
  const [over, setOver] = useState(() => serverNow() - Date.parse(paidAt) >= proofMs)
  if (over) return <ErrorPanel tone="info" what={words.over} />
  return <Proof mark={mark} until={Date.parse(paidAt) + proofMs} onOver={() => setOver(true)} />
}

function MistakeSheet({ matchNumber, onClose }: { matchNumber: string; onClose: () => void }) {
  const words = usePayingWords().done
  const app = useAppWords()
  return (
    <ConfirmSheet
      title={words.mistake}
      onClose={onClose}
      buttons={
        <>
          <ButtonLink to={paths.help} kind="primary">
            {words.ask}
          </ButtonLink>
          <Button onPress={onClose}>{app.close}</Button>
        </>
      }
    >
      <p>{words.mistakeBody(matchNumber)}</p>
    </ConfirmSheet>
  )
}
