import type { SyntheticEvent } from 'react'
import { useId, useState } from 'react'
import { useNavigate, useParams } from 'react-router'
import { isReason } from '../../api.ts'
import { LanguageButton } from '../../language-button.tsx'
import { Loaded } from '../../loaded.tsx'
import { paths } from '../../paths.ts'
import { Problem } from '../../problem.tsx'
import { Screen } from '../../screen.tsx'
import { useRenewSession } from '../../session.tsx'
import { Banner } from '../../ui/banner.tsx'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { CheckField, Field } from '../../ui/field.tsx'
import { Facts } from '../../ui/list-rows.tsx'
import { Card, Note, Stack } from '../../ui/stack.tsx'
import { useAppWords } from '../../words/app.ts'
import { useStorePeopleWords } from '../../words/store-people.ts'
import { mistakeIn, NewPasswordFields } from './new-password.tsx'
import { useInvitation, useJoin } from './queries.ts'

/** Where an invitation leads: somebody whom only LINE knows becomes a member of a store's staff. */
export function JoinScreen() {
  const { token = '' } = useParams()
  const words = useStorePeopleWords()
  const app = useAppWords()
  const invitation = useInvitation(token)
  const joining = useJoin(token)
  if (joining.data) return <Joined loginId={joining.data.loginId} />
  if (isReason(invitation.error, 'invitation-over')) {
    return (
      <Screen title={words.join.title} beside={<LanguageButton />}>
        <Problem problem={invitation.error}>
          <ButtonLink to={paths.home}>{app.home}</ButtonLink>
        </Problem>
      </Screen>
    )
  }
  return (
    <Screen title={words.join.title} beside={<LanguageButton />}>
      <Loaded query={invitation} tall>
        {({ storeName, role }) => (
          <>
            <p>{words.join.into(storeName, words.roles[role])}</p>
            <JoinForm busy={joining.isPending} problem={joining.error} onSend={(asked) => joining.mutate(asked)} />
          </>
        )}
      </Loaded>
    </Screen>
  )
}

interface JoinFormProps {
  readonly busy: boolean
  readonly problem: Error | null
  readonly onSend: (asked: { name: string; password: string; declares: boolean }) => void
}

function JoinForm({ busy, problem, onSend }: JoinFormProps) {
  const words = useStorePeopleWords()
  const ids = { name: useId(), first: useId(), second: useId(), declare: useId() }
  const [name, setName] = useState('')
  const [typed, setTyped] = useState({ first: '', second: '' })
  const [declares, setDeclares] = useState(false)
  const [tried, setTried] = useState(false)
  // The id is given with the answer; nobody's password is like one that they have not seen.
  const mistake = mistakeIn(typed, '', words.password)
  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    setTried(true)
    const wrong = name.trim() === '' ? ids.name : mistake ? ids[mistake.field] : declares ? null : ids.declare
    if (wrong) document.getElementById(wrong)?.focus()
    else if (!busy) onSend({ name: name.trim(), password: typed.first, declares })
  }
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        {problem ? <Problem problem={problem} /> : null}
        <Field id={ids.name} label={words.join.name} example={words.join.nameExample} value={name} onChange={setName} autoComplete="name" maxLength={40} error={tried && name.trim() === '' ? words.join.nameMissing : null} />
        <NewPasswordFields typed={typed} onChange={setTyped} loginId="" mistake={tried ? mistake : null} ids={ids} />
        <CheckField id={ids.declare} checked={declares} onChange={setDeclares} error={tried && !declares ? words.join.declareMissing : null}>
          {words.join.declare}
        </CheckField>
        <Button kind="primary" big submit busy={busy ? words.join.submitting : null}>
          {words.join.submit}
        </Button>
      </Stack>
    </form>
  )
}

function Joined({ loginId }: { loginId: string }) {
  const words = useStorePeopleWords()
  const renew = useRenewSession()
  const navigate = useNavigate()
  return (
    <Screen title={words.join.title}>
      <Banner tone="ok">{words.join.done}</Banner>
      <Card>
        <Facts facts={[[words.join.yourId, <strong key="id">{loginId}</strong>]]} />
        <Note>{words.join.keep}</Note>
      </Card>
      <Button kind="primary" big onPress={() => void renew().then(() => navigate(paths.store, { replace: true }))}>
        {words.password.goOn}
      </Button>
    </Screen>
  )
}
