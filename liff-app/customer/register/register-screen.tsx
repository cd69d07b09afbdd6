import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { Navigate, useLocation, useNavigate, useSearchParams } from 'react-router'
import { api } from '../../api.ts'
import { LanguageButton } from '../../language-button.tsx'
import { paths } from '../../paths.ts'
import { Problem } from '../../problem.tsx'
import { Screen } from '../../screen.tsx'
import { useRenewSession, useSession } from '../../session.tsx'
import { Button } from '../../ui/button.tsx'
import { Note } from '../../ui/stack.tsx'
import { useTextSize } from '../../ui/text-size.ts'
import { useRegisterWords } from '../../words/register.ts'
import { useLanguage } from '../../words/language.ts'
import { CheckStep } from './check-step.tsx'
import { ConsentStep } from './consent-step.tsx'
import { asRegistration, noEntries, type Entries } from './entries.ts'
import { PersonStep } from './person-step.tsx'
import { RegisteredScreen } from './registered-screen.tsx'
import type { registered } from '../../../server/customers/contract.ts'
import type { z } from 'zod'

const steps = 3

/** Registration in three steps; the step is part of the address, so that going back works. */
export function RegisterScreen() {
  const words = useRegisterWords()
  const session = useSession()
  const navigate = useNavigate()
  const state = useLocation().state as { goOn?: string; registered?: string } | null
  const [search] = useSearchParams()
  const [entries, setEntries] = useState(noEntries)
  const register = useRegister(state?.goOn)
  const asked = Number(search.get('step') ?? '1')
  // A reload forgets what was typed; then registration begins again.
  const step = entries.acceptsTerms && entries.acceptsPrivacy && asked >= 1 && asked <= steps ? asked : 1
  const go = (next: number) => void navigate(`${paths.register}?step=${String(next)}`, { state })
  const change = (changed: Partial<Entries>) => setEntries((before) => ({ ...before, ...changed }))

  if (state?.registered) return <RegisteredScreen code={state.registered} goOn={state.goOn} />
  if (session.kind === 'signed-in') return <Navigate to={paths.home} replace />
  return (
    <Screen
      key={step}
      title={step === 1 ? words.start : step === 2 ? words.title : words.check}
      beside={<LanguageButton />}
      {...(step > 1 ? { back: paths.register } : {})}
      action={
        step === steps ? (
          <Button kind="primary" big busy={register.isPending ? words.submitting : null} onPress={() => register.mutate(entries)}>
            {words.submit}
          </Button>
        ) : null
      }
    >
      <Note>{words.step(String(step), String(steps))}</Note>
      {step === 1 ? <ConsentStep entries={entries} onChange={change} onNext={() => go(2)} /> : null}
      {step === 2 ? <PersonStep entries={entries} onChange={change} onNext={() => go(3)} /> : null}
      {step === 3 ? <CheckStep entries={entries} /> : null}
      {step === 3 && register.error ? <Problem problem={register.error} /> : null}
    </Screen>
  )
}

/** Registers, then takes along the text size and language that were chosen before. */
function useRegister(goOn: string | undefined) {
  const navigate = useNavigate()
  const renew = useRenewSession()
  const textSize = useTextSize()
  const language = useLanguage()
  return useMutation({
    mutationFn: async (entries: Entries) => {
      const answer = await api.post<z.infer<typeof registered>>('/api/register', asRegistration(entries))
      // Registered is registered: a setting that was not kept can be chosen again.
      await api.patch('/api/settings', { textSize, language }).catch(() => undefined)
      return answer
    },
    onSuccess: async ({ code }) => {
      // The code travels in the history: as a customer one gets another set of screens.
      await navigate(paths.register, { replace: true, state: { registered: code, goOn } })
      await renew()
    },
  })
}
