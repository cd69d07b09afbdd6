import type { SyntheticEvent } from 'react'
import { useId, useState } from 'react'
import { useNavigate } from 'react-router'
import { LanguageButton } from '../../language-button.tsx'
import { paths } from '../../paths.ts'
import { Problem } from '../../problem.tsx'
import { Screen } from '../../screen.tsx'
import { useRenewSession, useStaff } from '../../session.tsx'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { Stack } from '../../ui/stack.tsx'
import { useStorePeopleWords } from '../../words/store-people.ts'
import { mistakeIn, NewPasswordFields } from './new-password.tsx'
import { useOwnPassword } from './queries.ts'

/** はじめのパスワード: nothing else of the store opens before it is chosen. */
export function PasswordScreen() {
  const { password: words } = useStorePeopleWords()
  const { loginId } = useStaff()
  const renew = useRenewSession()
  const navigate = useNavigate()
  const ids = { first: useId(), second: useId() }
  const [typed, setTyped] = useState({ first: '', second: '' })
  const [tried, setTried] = useState(false)
  const choosing = useOwnPassword()
  const mistake = mistakeIn(typed, loginId, words)
  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    setTried(true)
    if (mistake) document.getElementById(ids[mistake.field])?.focus()
    else if (!choosing.isPending) choosing.mutate(typed.first)
  }
  if (choosing.isSuccess) {
    return (
      <Screen title={words.title}>
        <Banner tone="ok">{words.done}</Banner>
        <Button kind="primary" big onPress={() => void renew().then(() => navigate(paths.store, { replace: true }))}>
          {words.goOn}
        </Button>
      </Screen>
    )
  }
  return (
    <Screen title={words.title} beside={<LanguageButton />}>
      <p>{words.intro}</p>
      <form onSubmit={submit} noValidate>
        <Stack>
          {choosing.error ? <Problem problem={choosing.error} /> : null}
          <NewPasswordFields typed={typed} onChange={setTyped} loginId={loginId} mistake={tried ? mistake : null} ids={ids} />
          <Button kind="primary" big submit busy={choosing.isPending ? words.submitting : null}>
            {words.submit}
          </Button>
        </Stack>
      </form>
    </Screen>
  )
}
