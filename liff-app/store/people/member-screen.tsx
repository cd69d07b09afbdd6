import { UserRound } from 'lucide-react'
import { useParams } from 'react-router'
import type { StaffSeen } from '../../../server/sign-in/staff/contract.ts'
import { Loaded } from '../../loaded.tsx'
import { paths } from '../../paths.ts'
import { Screen } from '../../screen.tsx'
import { ButtonLink } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { moment, time } from '../../ui/format.ts'
import { Facts } from '../../ui/list-rows.tsx'
import { Card } from '../../ui/stack.tsx'
import { useLanguage } from '../../words/language.ts'
import { useStorePeopleWords } from '../../words/store-people.ts'
import { useMyStore } from '../my-store.tsx'
import { StoreNav } from '../store-nav.tsx'
import { MemberMoves } from './member-moves.tsx'
import { useStaffList } from './queries.ts'

/** One of the store's people, and what whoever is in charge may do about them. */
export function MemberScreen() {
  const { id = '' } = useParams()
  const { member: words } = useStorePeopleWords()
  const staff = useStaffList(useMyStore().store.id)
  return (
    <Screen title={words.title} back={paths.storeStaff} nav={<StoreNav />}>
      <Loaded query={staff} tall>
        {({ items }) => {
          const one = items.find((person) => person.id === id)
          return one ? (
            <>
              <Sheet one={one} />
              <MemberMoves one={one} />
            </>
          ) : (
            <EmptyState icon={<UserRound size={40} />} action={<ButtonLink to={paths.storeStaff}>{words.back}</ButtonLink>}>
              {words.gone}
            </EmptyState>
          )
        }}
      </Loaded>
    </Screen>
  )
}

function Sheet({ one }: { one: StaffSeen }) {
  const words = useStorePeopleWords()
  const language = useLanguage()
  return (
    <Card label={one.name}>
      <h2>{one.isYou ? words.you(one.name) : one.name}</h2>
      <Facts
        facts={[
          [words.member.role, words.roles[one.role]],
          [words.member.id, one.loginId],
          [words.member.code, one.code],
          [words.member.state, one.lockedUntil ? words.member.lockedUntil(time(one.lockedUntil)) : words.states[one.state]],
          [words.member.lastUsed, one.lastUsedAt ? moment(one.lastUsedAt, language) : words.neverUsed],
          [words.member.password, one.passwordTemporary ? words.member.temporary : words.member.own],
          [words.member.declared, one.declared ? words.member.done : words.member.notYet],
        ]}
      />
    </Card>
  )
}
