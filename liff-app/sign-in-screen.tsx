import { useMutation } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useLocation, useNavigate } from 'react-router'
import { ApiError, api } from './api.ts'
import { paths } from './paths.ts'
import { useProblemWords } from './problem.tsx'
import { Screen } from './screen.tsx'
import { useRenewSession } from './session.tsx'
import { ButtonLink } from './ui/button.tsx'
import { SignInForm } from './ui/sign-in-form.tsx'
import { Note } from './ui/stack.tsx'
import { useAppWords } from './words/app.ts'
import { useSignInWords } from './words/sign-in.ts'
import { LanguageButton } from './language-button.tsx'
import type { passwordSignInAnswer } from '../server/sign-in/contract.ts'
import type { z } from 'zod'

type Answer = z.infer<typeof passwordSignInAnswer>

interface SignInScreenProps {
  readonly area: 'store' | 'office'
  readonly mayRegister?: boolean
  /** Somebody who was here before is asked once more, or goes elsewhere. */
  readonly again?: { readonly title: string; readonly intro: string; readonly other: { readonly to: string; readonly label: string } }
}

/** LINE has said who this is; staff and officers complete it with ID and password. */
export function SignInScreen({ area, mayRegister = false, again }: SignInScreenProps) {
  const words = useSignInWords()
  const app = useAppWords()
  const wording = useProblemWords()
  const renew = useRenewSession()
  const navigate = useNavigate()
  const { pathname } = useLocation()
  const signIn = useMutation({
    mutationFn: (entered: { loginId: string; password: string }) => api.post<Answer>('/api/sign-in/password', entered),
    onSuccess: async ({ role }) => {
      const home = role === 'staff' ? paths.store : paths.office
      const isThere = pathname.startsWith(home) && !pathname.endsWith('/sign-in')
      await renew()
      if (!isThere) await navigate(home, { replace: true })
    },
  })
  const left = useWait(signIn.error)
  const said = signIn.error ? wording(signIn.error) : null
  return (
    <Screen title={again?.title ?? (area === 'store' ? words.store : words.office)} beside={again ? undefined : <LanguageButton />}>
      <p>{again?.intro ?? words.intro}</p>
      <SignInForm
        words={words}
        busy={signIn.isPending}
        problem={said}
        waitReason={left > 0 ? words.wait(left) : null}
        onSubmit={(entered) => signIn.mutate(entered)}
      />
      {again ? (
        <ButtonLink to={again.other.to} kind="text">
          {again.other.label}
        </ButtonLink>
      ) : null}
      {mayRegister ? (
        <ButtonLink to={paths.register} kind="text">
          {words.registerInstead}
        </ButtonLink>
      ) : null}
      <Note>
        {app.contact} {app.phone}
        <br />
        {app.phoneHours}
      </Note>
    </Screen>
  )
}

/** Seconds the server asked to wait before the next try, counting down. */
function useWait(problem: Error | null): number {
  const seconds = problem instanceof ApiError ? Number(problem.facts.seconds ?? 0) : 0
  const [passed, setPassed] = useState(0)
  useEffect(() => {
    if (!(seconds > 0)) return
    const ticking = setInterval(() => setPassed((before) => before + 1), 1000)
    return () => {
      clearInterval(ticking)
      setPassed(0)
    }
  }, [problem, seconds])
  return Math.max(0, seconds - passed)
}
