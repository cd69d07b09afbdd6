import { Download } from 'lucide-react'
import { useState } from 'react'
import { useParams } from 'react-router'
import type { PayoutFile } from '../../../server/payments/settlement/contract.ts'
import { Loaded } from '../../loaded.tsx'
import { Problem } from '../../problem.tsx'
import { useOfficer } from '../../session.tsx'
import { Banner } from '../../ui/banner.tsx'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { count, day, moment, yen } from '../../ui/format.ts'
import { Facts } from '../../ui/list-rows.tsx'
import { Note } from '../../ui/stack.tsx'
import { useLanguage } from '../../words/language.ts'
import { Block, Narrow } from '../frame/columns.tsx'
import { OfficeScreen } from '../frame/office-screen.tsx'
import { officePaths } from '../office-paths.ts'
import { PayoutLines } from './payout-lines.tsx'
import styles from './payouts.module.css'
import { usePayout, useSend } from './queries.ts'
import { PayoutReason } from './payout-reason.tsx'
import { usePayoutWords } from './words.ts'

/** One pay day: whom money goes to, its release by two officers, and then the bank's file. */
export function PayoutScreen() {
  const words = usePayoutWords()
  const language = useLanguage()
  const { id = '' } = useParams()
  const payout = usePayout(id)
  const title = payout.data ? words.one(day(payout.data.payout.payOn, language)) : words.title
  return (
    <OfficeScreen title={title} back={{ to: officePaths.payouts, label: words.back }}>
      <Loaded query={payout} rows={5} tall>
        {(found) => (
          <>
            <Narrow>
              <Summary file={found} />
              {found.payout.state === 'released' ? <BankFile file={found} /> : <Release file={found} />}
            </Narrow>
            <PayoutLines lines={found.lines} open={found.payout.state === 'draft'} />
          </>
        )}
      </Loaded>
    </OfficeScreen>
  )
}

function Summary({ file: { payout, linesHash } }: { file: PayoutFile }) {
  const words = usePayoutWords()
  const language = useLanguage()
  const { facts } = words
  return (
    <Block title={words.contents}>
      <Facts
        facts={[
          [facts.state, words.states[payout.state]],
          [facts.stores, words.stores(count(payout.stores))],
          [facts.total, yen(payout.total)],
          [facts.drafted, moment(payout.draftedAt, language)],
          ...(payout.releasedAt ? [[facts.released, moment(payout.releasedAt, language)] as const, [facts.by, words.byTwo(payout.proposedBy ?? '', payout.approvedBy ?? '')] as const] : []),
          [facts.hash, <code key="hash" className={styles.hash}>{linesHash.slice(0, 16)}</code>],
        ]}
      />
    </Block>
  )
}

function Release({ file: { payout, mayPropose } }: { file: PayoutFile }) {
  const words = usePayoutWords()
  const language = useLanguage()
  const officer = useOfficer()
  const [asking, setAsking] = useState(false)
  if (payout.pending) {
    return (
      <Block title={words.release}>
        <Banner tone="info">{words.proposed}</Banner>
        <ButtonLink to={officePaths.approval(payout.pending.approvalId)}>{words.toApproval}</ButtonLink>
      </Block>
    )
  }
  if (officer.officerRole === 'auditor') return null
  return (
    <Block title={words.release}>
      <Note>{words.releaseNote}</Note>
      <Button kind="primary" disabledReason={mayPropose.allowed ? null : mayPropose[language]} onPress={() => setAsking(true)}>
        {words.propose}
      </Button>
      <DraftAnew payOn={payout.payOn} />
      {asking ? (
        <PayoutReason
          title={words.propose}
          note={words.total(count(payout.stores), yen(payout.total))}
          hint={words.reasonHint}
          path={`/payouts/${payout.id}/propose-release`}
          send={words.send}
          onClose={() => setAsking(false)}
          onDone={() => setAsking(false)}
        />
      ) : null}
    </Block>
  )
}

/** Brings a draft up to what is due now: without stores that were held since, with those that are held no longer. */
function DraftAnew({ payOn }: { payOn: string }) {
  const words = usePayoutWords()
  const drafting = useSend('/payouts')
  return (
    <>
      <Button busy={drafting.isPending ? words.drafting : null} onPress={() => drafting.mutate({ payOn })}>
        {words.draftAnew}
      </Button>
      {drafting.error ? <Problem problem={drafting.error} /> : null}
    </>
  )
}

/** Taken with the officer's own session and by no link that could be passed on. */
function BankFile({ file: { payout, fileHash } }: { file: PayoutFile }) {
  const words = usePayoutWords()
  const officer = useOfficer()
  return (
    <Block title={words.fileTitle}>
      {officer.officerRole === 'auditor' ? null : (
        <a className={styles.download} href={`/api/secretariat/payouts/${payout.id}/file`} download>
          <Download aria-hidden="true" size={20} />
          {words.file}
        </a>
      )}
      <Note>{words.fileNote}</Note>
      <p className={styles.soft}>
        {words.facts.fileHash} <code className={styles.hash}>{fileHash}</code>
      </p>
    </Block>
  )
}
