import type { SyntheticEvent } from 'react'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { paths } from '../../../paths.ts'
import { Screen } from '../../../screen.tsx'
import { Button, ButtonLink } from '../../../ui/button.tsx'
import { onlyDigits } from '../../../ui/digits.ts'
import { Field } from '../../../ui/field.tsx'
import { Stack } from '../../../ui/stack.tsx'
import { usePayingWords } from '../../../words/paying.ts'
import { MayPay } from '../may-pay.tsx'

const numberLength = 6

/** The six digits printed below a store's QR code; whoever doesn't have them finds the store in the list. */
export function NumberScreen() {
  return (
    <MayPay>
      <NumberForm />
    </MayPay>
  )
}

function NumberForm() {
  const words = usePayingWords().number
  const navigate = useNavigate()
  const [number, setNumber] = useState('')
  const [tried, setTried] = useState(false)
  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    setTried(true)
    if (number.length === numberLength) void navigate(paths.payNumber(number))
  }
  return (
    <Screen title={words.title} back={paths.pay}>
      <form onSubmit={submit} noValidate>
        <Stack>
          <Field
            label={words.label}
            example={words.example}
            value={number}
            onChange={(typed) => setNumber(onlyDigits(typed).slice(0, numberLength))}
            inputMode="numeric"
            autoComplete="off"
            error={tried && number.length !== numberLength ? words.missing : null}
          />
          <Button kind="primary" big submit>
            {words.next}
          </Button>
        </Stack>
      </form>
      <ButtonLink to={paths.findStore}>{words.search}</ButtonLink>
    </Screen>
  )
}
