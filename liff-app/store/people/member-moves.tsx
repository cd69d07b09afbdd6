import { useState } from 'react'
import type { StaffSeen } from '../../../server/sign-in/staff/contract.ts'
import { Problem } from '../../problem.tsx'
import { Button } from '../../ui/button.tsx'
import { ConfirmSheet } from '../../ui/sheet.tsx'
import { Stack } from '../../ui/stack.tsx'
import { useLanguage } from '../../words/language.ts'
import { useStorePeopleWords } from '../../words/store-people.ts'
import { useMyStore } from '../my-store.tsx'
import { useMemberChange } from './queries.ts'
import { RenewSheet } from './renew-sheet.tsx'

/** ロックの解除, パスワード, 停止. The server says what cannot be done, and why. */
export function MemberMoves({ one }: { one: StaffSeen }) {
  const { member: words } = useStorePeopleWords()
  const language = useLanguage()
  const changing = useMemberChange(useMyStore().store.id, one.id)
  const [asking, setAsking] = useState<'stop' | 'resume' | 'password' | null>(null)
  const [change, stop] = [one.whyNot.change?.[language], one.whyNot.stop?.[language]]
  const busy = (which: 'stop' | 'resume' | 'unlock', says: string) => (changing.isPending && changing.variables === which ? says : null)
  return (
    <Stack>
      {changing.error ? <Problem problem={changing.error} /> : null}
      {one.state === 'locked' ? (
        <Button kind="primary" disabledReason={change} busy={busy('unlock', words.unlocking)} onPress={() => changing.mutate('unlock')}>
          {words.unlock}
        </Button>
      ) : null}
      {one.state === 'stopped' ? (
        <Button disabledReason={change} busy={busy('resume', words.resuming)} onPress={() => setAsking('resume')}>
          {words.resume}
        </Button>
      ) : (
        <>
          <Button disabledReason={change} onPress={() => setAsking('password')}>
            {words.renew}
          </Button>
          <Button kind="danger" disabledReason={stop} busy={busy('stop', words.stopping)} onPress={() => setAsking('stop')}>
            {words.stop}
          </Button>
        </>
      )}
      {asking === 'password' ? <RenewSheet one={one} onClose={() => setAsking(null)} /> : null}
      {asking === 'stop' || asking === 'resume' ? (
        <SureSheet
          change={asking}
          name={one.name}
          onClose={() => setAsking(null)}
          onSure={() => {
            changing.mutate(asking)
            setAsking(null)
          }}
        />
      ) : null}
    </Stack>
  )
}

interface SureSheetProps {
  readonly change: 'stop' | 'resume'
  readonly name: string
  readonly onClose: () => void
  readonly onSure: () => void
}

function SureSheet({ change, name, onClose, onSure }: SureSheetProps) {
  const { member: words } = useStorePeopleWords()
  return (
    <ConfirmSheet
      title={change === 'stop' ? words.stopTitle : words.resumeTitle(name)}
      onClose={onClose}
      buttons={
        <>
          <Button kind={change === 'stop' ? 'primary' : 'secondary'} onPress={onClose}>
            {words.cancel}
          </Button>
          <Button kind={change === 'stop' ? 'danger-filled' : 'primary'} onPress={onSure}>
            {words[change]}
          </Button>
        </>
      }
    >
      <p>{change === 'stop' ? name : words.resumeNote}</p>
    </ConfirmSheet>
  )
}
