import { useState } from 'react'
import type { RuleFile, WatchParts } from '../../../../server/fraud/settings/contract.ts'
import { Loaded } from '../../../loaded.tsx'
import { useWatchParts } from '../queries.ts'
import { SettingsActions } from '../settings-actions.tsx'
import { useRuleWords } from '../words.ts'
import { draftOf, settingsOf } from './draft.ts'
import { WatchForm } from './watch-form.tsx'

/** The conditions of a watch that exists: they can be changed, tried and saved like the blanks of a rule. */
export function WatchEditor({ file }: { file: RuleFile }) {
  const parts = useWatchParts()
  return (
    <Loaded query={parts} rows={4}>
      {(found) => <Editor file={file} parts={found} />}
    </Loaded>
  )
}

function Editor({ file, parts }: { file: RuleFile; parts: WatchParts }) {
  const words = useRuleWords()
  const base = file.versions.find(({ version }) => version === (file.shadow ?? file.decided))
  const [draft, setDraft] = useState(() => draftOf(base?.settings ?? {}))
  const settings = settingsOf(draft, parts)
  return (
    <>
      <WatchForm draft={draft} parts={parts} onChange={setDraft} />
      <SettingsActions file={file} settings={settings ?? {}} wrong={settings ? null : words.watch.missing} />
    </>
  )
}
