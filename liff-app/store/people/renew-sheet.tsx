import { useState } from 'react'
import type { StaffSeen } from '../../../server/sign-in/staff/contract.ts'
import { Problem } from '../../problem.tsx'
import { Button } from '../../ui/button.tsx'
import { CheckField } from '../../ui/field.tsx'
import { inFours, moment } from '../../ui/format.ts'
import { Facts } from '../../ui/list-rows.tsx'
import { ConfirmSheet } from '../../ui/sheet.tsx'
import { Note } from '../../ui/stack.tsx'
import { useLanguage } from '../../words/language.ts'
import { useStorePeopleWords } from '../../words/store-people.ts'
import { useMyStore } from '../my-store.tsx'
import { useRenewPassword } from './queries.ts'

/** パスワードを作り直す: asked once more, then the temporary one, which is shown once. */
export function RenewSheet({ one, onClose }: { one: StaffSeen; onClose: () => void }) {
  const { member: words } = useStorePeopleWords()
  const language = useLanguage()
  const [newLine, setNewLine] = useState(false)
  const renewing = useRenewPassword(useMyStore().store.id, one.id)
  if (renewing.data) {
    const { loginId, password, until } = renewing.data
    return (
      <ConfirmSheet title={words.renewed} onClose={onClose} buttons={<Button kind="primary" onPress={onClose}>{words.close}</Button>}>
        {/* In fours, to be read out; it is typed without the spaces. */}
        <Facts
          facts={[
            [words.id, loginId],
            [words.temporaryPassword, <strong key="password">{inFours(password)}</strong>],
          ]}
        />
        <Note>{words.until(moment(until, language))}</Note>
      </ConfirmSheet>
    )
  }
  return (
    <ConfirmSheet
      title={words.renewTitle(one.name)}
      onClose={onClose}
      buttons={
        <>
          <Button onPress={onClose}>{words.cancel}</Button>
          <Button kind="primary" busy={renewing.isPending ? words.renewing : null} onPress={() => renewing.mutate(newLine)}>
            {words.renew}
          </Button>
        </>
      }
    >
      <p>{words.renewNote}</p>
      <CheckField checked={newLine} onChange={setNewLine}>
        {words.newLine}
      </CheckField>
      {renewing.error ? <Problem problem={renewing.error} /> : null}
    </ConfirmSheet>
  )
}
