import { useState } from 'react'
import type { ApprovalSeen } from '../../../server/cases/contract.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { Note } from '../../ui/stack.tsx'
import { Block } from '../frame/columns.tsx'
import { ReasonSheet } from '../frame/reason-sheet.tsx'
import { useWithdrawal } from '../queries.ts'
import { useOfficeWords } from '../words.ts'

/** 取り下げ, for whoever proposed it and as long as nobody has decided. */
export function WithdrawBlock({ approval }: { approval: ApprovalSeen }) {
  const { approvals: words } = useOfficeWords()
  const [asking, setAsking] = useState(false)
  const sending = useWithdrawal(approval.id)
  if (sending.isSuccess) return <Banner tone="ok">{words.withdrawnNow}</Banner>
  if (!approval.mayWithdraw) return null
  return (
    <Block title={words.withdrawTitle}>
      <Note>{words.withdrawNote}</Note>
      <Button onPress={() => setAsking(true)}>{words.withdraw}</Button>
      {asking ? (
        <ReasonSheet
          title={words.withdrawTitle} hint={words.withdrawHint} send={words.withdraw} busy={words.withdrawing} sending={sending}
          onSend={(reason) => sending.mutate(reason)} onClose={() => setAsking(false)}
        />
      ) : null}
    </Block>
  )
}
