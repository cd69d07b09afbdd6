import type { StopTold } from '../server/secretariat/functions/contract.ts'
import { serverNow } from './platform/clock.ts'
import { Banner } from './ui/banner.tsx'
import { recently } from './ui/format.ts'
import { useAppWords } from './words/app.ts'
import { useLanguage } from './words/language.ts'

type Told = 'pay' | 'code_pay' | 'top_up' | 'payout'

/** What is stopped for everybody and concerns whoever looks. That all payments are stopped says the codes too. */
export function StopBanners({ stops, concerned }: { stops: readonly StopTold[]; concerned: readonly Told[] }) {
  const words = useAppWords().stops
  const language = useLanguage()
  const all = stops.some((stop) => stop.function === 'pay')
  return concerned
    .flatMap((name) => stops.filter((stop) => stop.function === name).map((stop) => ({ name, expectedUntil: stop.expectedUntil })))
    .filter(({ name }) => name !== 'code_pay' || !all)
    .map(({ name, expectedUntil }) => (
      <Banner key={name} tone="stopped">
        {words[name](expectedUntil ? words.expected(recently(expectedUntil, serverNow(), language)) : words.notKnown)}
      </Banner>
    ))
}
