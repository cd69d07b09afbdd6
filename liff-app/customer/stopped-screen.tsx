import { Navigate } from 'react-router'
import { paths } from '../paths.ts'
import { Screen } from '../screen.tsx'
import { useCustomer } from '../session.tsx'
import { Badge } from '../ui/badge.tsx'
import { ButtonLink } from '../ui/button.tsx'
import { moment, shortDay } from '../ui/format.ts'
import { Card, Note, Pair, Row } from '../ui/stack.tsx'
import { ToneHeading } from '../ui/tone-heading.tsx'
import { useAppWords } from '../words/app.ts'
import { useCustomerWords } from '../words/customer.ts'
import { useEvidenceWords } from '../words/evidence.ts'
import { useLanguage } from '../words/language.ts'
import { CustomerNav } from './customer-nav.tsx'
import { PhoneButton } from './phone-button.tsx'
import { AppealLink } from './stops/appeal-link.tsx'
import { ResumeButton } from './stops/resume-button.tsx'

/** Why paying is stopped, until when the check should take, and what still works. */
export function StoppedScreen() {
  const words = useCustomerWords().stopped
  const { explain } = useEvidenceWords()
  const app = useAppWords()
  const language = useLanguage()
  const { standing, stopped, selfStopped, openDemands } = useCustomer()
  if (standing === 'active') return <Navigate to={paths.home} replace />
  const bySelf = standing === 'self_stopped'
  const title = bySelf ? words.self : words.title
  const phone = <PhoneButton>{words.phone(app.phoneHours)}</PhoneButton>
  return (
    <Screen
      title={title}
      heading={<ToneHeading tone="stopped">{title}</ToneHeading>}
      back={paths.home}
      action={
        bySelf ? null : (
          <ButtonLink to={paths.explain} kind="primary" big>
            {explain.open}
          </ButtonLink>
        )
      }
      nav={<CustomerNav />}
    >
      {bySelf ? null : (
        <Card>
          <p>{words.why}</p>
          {stopped ? (
            <>
              {stopped.expectedBy ? <p>{words.expectedBy(shortDay(stopped.expectedBy, language))}</p> : null}
              {stopped.caseNumber ? <p>{words.caseNumber(stopped.caseNumber)}</p> : null}
              <Note>{words.since(moment(stopped.since, language))}</Note>
            </>
          ) : null}
          <p>{words.explain}</p>
          {phone}
        </Card>
      )}
      {selfStopped ? (
        <Card>
          {bySelf ? null : <p>{words.self}</p>}
          <ResumeButton />
          {bySelf ? phone : null}
        </Card>
      ) : null}
      {stopped?.confirmed ? (
        <Card>
          {openDemands > 0 ? <p>{words.confirmed}</p> : null}
          {openDemands > 0 ? <ButtonLink to={paths.repayments}>{words.seeRepayment}</ButtonLink> : null}
          <AppealLink demandId={null} />
        </Card>
      ) : null}
      <Card>
        <Row>
          <Badge tone="info">{words.still}</Badge>
        </Row>
        <Pair>
          <ButtonLink to={paths.home}>{words.balance}</ButtonLink>
          <ButtonLink to={paths.payments}>{words.payments}</ButtonLink>
          <ButtonLink to={paths.notices}>{words.notices}</ButtonLink>
          <ButtonLink to={paths.repayments}>{words.repayments}</ButtonLink>
        </Pair>
      </Card>
      <Note>{words.expiry}</Note>
    </Screen>
  )
}
