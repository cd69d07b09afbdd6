import { useState } from 'react'
import { useNavigate } from 'react-router'
import type { WatchParts } from '../../../../server/fraud/settings/contract.ts'
import { Loaded } from '../../../loaded.tsx'
import { Button } from '../../../ui/button.tsx'
import { Note } from '../../../ui/stack.tsx'
import { Block, Narrow } from '../../frame/columns.tsx'
import { OfficeScreen } from '../../frame/office-screen.tsx'
import { officePaths } from '../../office-paths.ts'
import { useWatchParts } from '../queries.ts'
import { RuleReason } from '../rule-reason.tsx'
import { useRuleWords } from '../words.ts'
import { newDraft, settingsOf } from './draft.ts'
import { WatchForm } from './watch-form.tsx'

/** A new watch; saved, it runs in shadow and has a screen like every other rule. */
export function NewWatchScreen() {
  const words = useRuleWords()
  const parts = useWatchParts()
  return (
    <OfficeScreen title={words.watch.title} back={{ to: officePaths.rules, label: words.back }}>
      <Narrow>
        <Note>{words.watch.intro}</Note>
        <Loaded query={parts} rows={5} tall>
          {(found) => <Builder parts={found} />}
        </Loaded>
      </Narrow>
    </OfficeScreen>
  )
}

function Builder({ parts }: { parts: WatchParts }) {
  const words = useRuleWords()
  const goTo = useNavigate()
  const [draft, setDraft] = useState(newDraft)
  const [saving, setSaving] = useState(false)
  const settings = settingsOf(draft, parts)
  return (
    <Block title={words.watch.edit}>
      <WatchForm draft={draft} parts={parts} onChange={setDraft} />
      <Button kind="primary" disabledReason={settings ? null : words.watch.missing} onPress={() => setSaving(true)}>
        {words.save}
      </Button>
      {saving && settings ? (
        <RuleReason
          title={words.saveTitle}
          path="/watch-rules"
          body={{ settings }}
          send={words.save}
          onClose={() => setSaving(false)}
          onDone={({ rule }: { rule: string }) => void goTo(officePaths.rule(rule))}
        />
      ) : null}
    </Block>
  )
}
