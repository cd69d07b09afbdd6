import { useParams } from 'react-router'
import type { CustomerPage } from '../../../server/cases/customer/contract.ts'
import { isReason } from '../../api.ts'
import { Loaded } from '../../loaded.tsx'
import { useOfficer } from '../../session.tsx'
import { Badge } from '../../ui/badge.tsx'
import { ButtonLink } from '../../ui/button.tsx'
import { count, yen } from '../../ui/format.ts'
import { Facts } from '../../ui/list-rows.tsx'
import { Note } from '../../ui/stack.tsx'
import { useLanguage } from '../../words/language.ts'
import { Block } from '../frame/columns.tsx'
import { NothingThere } from '../frame/nothing-there.tsx'
import { OfficeScreen } from '../frame/office-screen.tsx'
import { officePaths } from '../office-paths.ts'
import { useOfficePageWords } from '../page-words.ts'
import { CustomerFileParts } from '../record/customer-file.tsx'
import { OpenedName } from '../record/customer-name.tsx'
import { useOfficeWords } from '../words.ts'
import { StandingBadge } from './customer-rows.tsx'
import styles from './customers.module.css'
import { useCustomer, useRevealByCode } from './queries.ts'

/** One customer, masked: what stands with them, and what was ever found out. */
export function CustomerScreen() {
  const { code = '' } = useParams()
  const { customers: words } = useOfficePageWords()
  const customer = useCustomer(code)
  const back = { to: officePaths.customers, label: words.backTo }
  if (isReason(customer.error, 'not-found')) {
    return (
      <OfficeScreen title={words.one(code)}>
        <NothingThere back={back} />
      </OfficeScreen>
    )
  }
  return (
    <OfficeScreen title={words.one(code)} back={back}>
      <Loaded query={customer} rows={6} tall>
        {(page) => (
          <div className={styles.columns}>
            <div className={styles.stack}>
              <Basics page={page} />
              <Name page={page} />
            </div>
            <Block title={words.more360}>
              <CustomerFileParts file={page} />
            </Block>
          </div>
        )}
      </Loaded>
    </OfficeScreen>
  )
}

function Basics({ page }: { page: CustomerPage }) {
  const { customers: words } = useOfficePageWords()
  const { case: caseWords } = useOfficeWords()
  return (
    <Block title={words.basics}>
      <Facts
        facts={[
          [caseWords.standing, <StandingBadge key="standing" standing={page.standing} />],
          ...(page.selfStopped && page.standing !== 'self_stopped' ? [['', <Badge key="self" tone="stopped">{words.selfStopped}</Badge>] as const] : []),
          [caseWords.balance, yen(page.balance)],
          [words.demands, words.demandsOf(count(page.demands.open), yen(page.demands.left))],
          [words.devices, words.devicesCount(count(page.devices))],
          [words.line, page.blocked ? <Badge key="line" tone="attention">{words.lineOf.blocked}</Badge> : words.lineOf.reachable],
        ]}
      />
      {page.openCase ? (
        <ButtonLink to={officePaths.case(page.openCase.id)} kind="primary">
          {words.openCase(page.openCase.number)}
        </ButtonLink>
      ) : (
        <Note>{words.noCase}</Note>
      )}
      <ButtonLink to={officePaths.paymentsOf({ customer: page.code })}>{words.payments}</ButtonLink>
    </Block>
  )
}

function Name({ page }: { page: CustomerPage }) {
  const { customers: words } = useOfficePageWords()
  const { case: caseWords } = useOfficeWords()
  const language = useLanguage()
  const revealing = useRevealByCode(page.code)
  const isAuditor = useOfficer().officerRole === 'auditor'
  return (
    <Block title={words.nameTitle}>
      {revealing.data ? null : <Facts facts={[[caseWords.name, page.maskedName]]} />}
      <OpenedName revealing={revealing} mayLook={page.revealDisabled === null} />
      {page.revealDisabled && !isAuditor ? <Note>{page.revealDisabled[language]}</Note> : null}
    </Block>
  )
}
