import { useState } from 'react'
import { LanguageChoice } from '../../language-choice.tsx'
import { paths } from '../../paths.ts'
import { chime, chooseSound, soundChosen } from '../../platform/chime.ts'
import { Screen } from '../../screen.tsx'
import { useCustomer } from '../../session.tsx'
import { Choice } from '../../ui/choice.tsx'
import { ErrorPanel } from '../../ui/error-panel.tsx'
import { Facts, ListRow, ListRows } from '../../ui/list-rows.tsx'
import { Card } from '../../ui/stack.tsx'
import { useTextSize } from '../../ui/text-size.ts'
import { useSettingsWords } from '../../words/settings.ts'
import { useOwnWords } from '../../words/own.ts'
import { useStopWords } from '../../words/stops.ts'
import { CustomerNav } from '../customer-nav.tsx'
import { useChangeSettings } from '../queries.ts'
import { DevicesBlock } from './devices-block.tsx'

/** Text size and language, kept for the person; sound, kept on this phone; devices; stopping and leaving. */
export function SettingsScreen() {
  const words = useSettingsWords()
  const { leaving } = useOwnWords()
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
      <SoundChoice />
      <p role="status">{change.isSuccess ? words.saved : null}</p>
      {change.isError ? <ErrorPanel tone="attention" what={words.failed} /> : null}
      <DevicesBlock />
      <ListRows>
        <ListRow to={me.selfStopped ? paths.stopped : paths.stopOwn} main={stops.title} />
        <ListRow to={paths.leaving} main={leaving.title} />
      </ListRows>
      <Card>
        <Facts facts={[[words.name, me.name], [words.code, me.code]]} />
      </Card>
    </Screen>
  )
}

function SoundChoice() {
  const words = useOwnWords().sound
  const [chosen, setChosen] = useState(soundChosen)
  return (
    <Choice
      legend={words.title}
      value={chosen}
      onChange={(sound) => {
        chooseSound(sound)
        setChosen(sound)
        // Whoever turns it on hears at once what it is.
        if (sound === 'on') chime()
      }}
      options={[
        { value: 'on', label: words.on },
        { value: 'off', label: words.off },
      ]}
    />
  )
}
