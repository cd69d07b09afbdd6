import { signInWithLine } from '../api.ts'
import { useCustomer, useRenewSession } from '../session.tsx'
import { Banner } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'
import { useNow } from '../ui/use-now.ts'
import { useAppWords } from '../words/app.ts'

/** So long before the end somebody is told, while what they typed can still be sent. Milliseconds. */
const toldBeforeMs = 2 * 60_000
const lookEveryMs = 10_000

/** 「続ける」 shortly before LINE has to say again who this is. */
export function SessionEnd() {
  const app = useAppWords()
  const { signedInUntil } = useCustomer()
  const renew = useRenewSession()
  // Where that fails, the gate says so as soon as the session is over.
  const goOn = () => void signInWithLine().then(renew, () => undefined)
  const left = Date.parse(signedInUntil) - useNow(lookEveryMs)
  if (left > toldBeforeMs) return null
  return (
    <Banner tone="attention" action={<Button onPress={goOn}>{app.goOn}</Button>}>
      {app.signedOutSoon}
    </Banner>
  )
}
