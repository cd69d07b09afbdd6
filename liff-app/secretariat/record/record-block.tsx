import { useState } from 'react'
import type { CaseFile, RecordAct } from '../../../server/cases/contract.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { useCaseCoreWords } from '../../words/case-core.ts'
import { useLanguage } from '../../words/language.ts'
import { Block } from '../frame/columns.tsx'
import type { RecordSheetProps } from './record-frame.tsx'
import { ContactSheet, LinkSheet, NextSheet, NoteSheet, UnlinkSheet } from './record-sheets.tsx'
import styles from './record.module.css'

/** 記録: what officers write down about a case, whatever its state. Ending a link is offered only where there is one to end. */
export function RecordBlock({ file }: { file: CaseFile }) {
  const { record: words } = useCaseCoreWords()
  const language = useLanguage()
  const [asking, setAsking] = useState<RecordAct['name'] | null>(null)
  const [done, setDone] = useState<RecordAct['name'] | null>(null)
  const close = () => setAsking(null)
  const props = {
    file,
    onClose: close,
    onDone: (name: RecordAct['name']) => {
      close()
      setDone(name)
    },
  }
  return (
    <Block title={words.title}>
      <div role="status">{done ? <Banner tone="ok">{words.done[done]}</Banner> : null}</div>
      <div className={styles.buttons}>
        {file.records
          .filter(({ name, disabled }) => name !== 'unlink-case' || disabled === null)
          .map(({ name, disabled }) => (
            <Button key={name} disabledReason={disabled ? words.cannot(disabled[language]) : null} onPress={() => setAsking(name)}>
              {words.names[name]}
            </Button>
          ))}
      </div>
      <SheetOf asking={asking} {...props} />
    </Block>
  )
}

function SheetOf({ asking, ...props }: RecordSheetProps & { asking: RecordAct['name'] | null }) {
  switch (asking) {
    case null:
      return null
    case 'note':
      return <NoteSheet {...props} />
    case 'contact':
      return <ContactSheet {...props} />
    case 'set-next':
      return <NextSheet {...props} />
    case 'link-case':
      return <LinkSheet {...props} />
    case 'unlink-case':
      return <UnlinkSheet {...props} />
  }
}
