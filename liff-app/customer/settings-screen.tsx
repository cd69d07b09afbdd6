import { LanguageChoice } from '../language-choice.tsx'
import { paths } from '../paths.ts'
import { Screen } from '../screen.tsx'
import { useCustomer } from '../session.tsx'
import { ButtonLink } from '../ui/button.tsx'
import { Choice } from '../ui/choice.tsx'
import { ErrorPanel } from '../ui/error-panel.tsx'
import { Facts } from '../ui/list-rows.tsx'
import { Card } from '../ui/stack.tsx'
import { useTextSize } from '../ui/text-size.ts'
import { useCustomerWords } from '../words/customer.ts'
import { useStopWords } from '../words/stops.ts'
import { CustomerNav } from './customer-nav.tsx'
import { useChangeSettings } from './queries.ts'

/** Text size and language, kept for the person. */
export function SettingsScreen() {
  const words = useCustomerWords().settings
  const { own: stops } = useStopWords()
  const me = useCustomer()
  const size = useTextSize()
  const change = useChangeSettings()
  return (
    <Screen title={words.title} back={paths.home} nav={<CustomerNav />}>
      <Choice
        legend={words.textSize}
        value={size}
        onChange={(textSize) => change.mutate({ textSize })}
        options={[
          { value: 'standard', label: words.sizes.standard },
          { value: 'large', label: words.sizes.large },
          { value: 'largest', label: words.sizes.largest },
        ]}
      />
      <Card tint>
        <p>{words.sample}</p>
      </Card>
      <LanguageChoice legend={words.language} onChoose={(language) => change.mutate({ language })} />
      <p role="status">{change.isSuccess ? words.saved : null}</p>
      {change.isError ? <ErrorPanel tone="attention" what={words.failed} /> : null}
      <ButtonLink to={me.selfStopped ? paths.stopped : paths.stopOwn}>{stops.title}</ButtonLink>
      <Card>
        <Facts facts={[[words.name, me.name], [words.code, me.code]]} />
      </Card>
    </Screen>
  )
}
