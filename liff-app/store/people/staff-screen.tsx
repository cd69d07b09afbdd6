import { Users } from 'lucide-react'
import { useState } from 'react'
import type { StaffList, StaffSeen } from '../../../server/sign-in/staff/contract.ts'
import { Loaded } from '../../loaded.tsx'
import { paths } from '../../paths.ts'
import { serverNow } from '../../platform/clock.ts'
import { Problem } from '../../problem.tsx'
import { Screen } from '../../screen.tsx'
import { useStaff } from '../../session.tsx'
import { Badge } from '../../ui/badge.tsx'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { moment, recently } from '../../ui/format.ts'
import { ListRow, ListRows } from '../../ui/list-rows.tsx'
import { Card, Note, Row, Stack } from '../../ui/stack.tsx'
import { useLanguage } from '../../words/language.ts'
import { useStorePeopleWords } from '../../words/store-people.ts'
import { useMyStore } from '../my-store.tsx'
import { StoreChoice } from '../store-choice.tsx'
import { StoreNav } from '../store-nav.tsx'
import { InviteSheet } from './invite-sheet.tsx'
import { useStaffList, useWithdraw } from './queries.ts'

const tones = { active: 'ok', locked: 'attention', stopped: 'stopped' } as const

/** スタッフ: who works here, and inviting somebody. For those in charge of the store. */
export function StaffScreen() {
  const words = useStorePeopleWords()
  const { staffRole } = useStaff()
  const [inviting, setInviting] = useState(false)
  const mayManage = staffRole !== 'clerk'
  return (
    <Screen
      title={words.title}
      back={paths.storeMenu}
      nav={<StoreNav />}
      action={mayManage ? <Button kind="primary" big onPress={() => setInviting(true)}>{words.invite.open}</Button> : undefined}
    >
      {mayManage ? (
        <>
          <StoreChoice />
          <People />
        </>
      ) : (
        <EmptyState icon={<Users size={40} />} action={<ButtonLink to={paths.storeMenu}>{words.member.close}</ButtonLink>}>
          {words.managersOnly}
        </EmptyState>
      )}
      {inviting ? <InviteSheet onClose={() => setInviting(false)} /> : null}
    </Screen>
  )
}

function People() {
  const words = useStorePeopleWords()
  const staff = useStaffList(useMyStore().store.id)
  return (
    <Loaded query={staff} rows={4}>
      {({ items, invitations }) => (
        <>
          <ListRows label={words.list}>
            {items.map((one) => (
              <PersonRow key={one.id} one={one} />
            ))}
          </ListRows>
          <Invitations invitations={invitations} />
        </>
      )}
    </Loaded>
  )
}

function PersonRow({ one }: { one: StaffSeen }) {
  const words = useStorePeopleWords()
  const language = useLanguage()
  return (
    <ListRow
      to={paths.storeMember(one.id)}
      main={one.isYou ? words.you(one.name) : one.name}
      below={
        <>
          {words.below(words.roles[one.role], one.loginId)}
          <br />
          {one.lastUsedAt ? words.lastUsed(recently(one.lastUsedAt, serverNow(), language)) : words.neverUsed}
        </>
      }
      right={<Badge tone={tones[one.state]}>{words.states[one.state]}</Badge>}
    />
  )
}

function Invitations({ invitations }: Pick<StaffList, 'invitations'>) {
  const words = useStorePeopleWords()
  const language = useLanguage()
  const withdrawing = useWithdraw(useMyStore().store.id)
  if (invitations.length === 0) return null
  return (
    <Stack gap={2}>
      <h2>{words.invitations}</h2>
      {invitations.map(({ id, role, expiresAt }) => (
        <Card key={id}>
          <Row spread>
            <strong>{words.invitation(words.roles[role])}</strong>
            <Button kind="text" busy={withdrawing.isPending && withdrawing.variables === id ? words.withdrawing : null} onPress={() => withdrawing.mutate(id)}>
              {words.withdraw}
            </Button>
          </Row>
          <Note>{words.goodUntil(moment(expiresAt, language))}</Note>
        </Card>
      ))}
      {withdrawing.error ? <Problem problem={withdrawing.error} /> : null}
    </Stack>
  )
}
