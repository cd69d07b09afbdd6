import type { SyntheticEvent } from 'react'
import { useState } from 'react'
import { Button } from './button.tsx'
import { ErrorPanel } from './error-panel.tsx'
import { CheckField, Field } from './field.tsx'
import { Stack } from './stack.tsx'

interface SignInFormProps {
  readonly words: {
    readonly loginId: string
    readonly password: string
    readonly show: string
    readonly submit: string
    readonly submitting: string
    readonly idMissing: string
    readonly passwordMissing: string
  }
  readonly busy: boolean
  /** What the server said to the last try. */
  readonly problem: { readonly what: string; readonly next: string | null; readonly requestNo?: string | null } | null
  /** While set, nothing can be sent: 「4秒お待ちください」. */
  readonly waitReason?: string | null
  readonly onSubmit: (entered: { readonly loginId: string; readonly password: string }) => void
}

/** ID and password. Pasting and password managers work; the password can be shown. */
export function SignInForm({ words, busy, problem, waitReason, onSubmit }: SignInFormProps) {
  const [loginId, setLoginId] = useState('')
  const [password, setPassword] = useState('')
  const [shown, setShown] = useState(false)
  const [tried, setTried] = useState(false)
  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    setTried(true)
    if (loginId && password && !busy && !waitReason) onSubmit({ loginId, password })
  }
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        {problem ? <ErrorPanel what={problem.what} next={problem.next} requestNo={problem.requestNo} /> : null}
        <Field label={words.loginId} value={loginId} onChange={setLoginId} autoComplete="username" maxLength={64} verbatim error={tried && !loginId ? words.idMissing : null} />
        <Field label={words.password} kind={shown ? 'text' : 'password'} value={password} onChange={setPassword} autoComplete="current-password" maxLength={128} error={tried && !password ? words.passwordMissing : null} />
        <CheckField checked={shown} onChange={setShown}>
          {words.show}
        </CheckField>
        <Button kind="primary" big submit busy={busy ? words.submitting : null} disabledReason={waitReason}>
          {words.submit}
        </Button>
      </Stack>
    </form>
  )
}
