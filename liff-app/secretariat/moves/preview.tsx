import { Facts } from '../../ui/list-rows.tsx'
import { useOfficeWords } from '../words.ts'
import type { Draft } from './draft.ts'
import { MessageBubble } from './message-bubble.tsx'
import styles from './moves.module.css'

/** Everything that a press will do, before it is done. */
export function Preview({ draft }: { draft: Draft }) {
  const { case: words } = useOfficeWords()
  return (
    <div className={styles.preview}>
      {draft.facts.length > 0 ? <Facts facts={draft.facts} /> : null}
      {draft.messages.length === 0 ? <p className={styles.soft}>{words.previewNothing}</p> : null}
      {draft.messages.map((message) => (
        <figure key={message.text} className={styles.message}>
          <figcaption>{message.afterApproval ? words.previewLater(message.to) : words.previewTo(message.to)}</figcaption>
          <MessageBubble lines={message.text.split('\n')} />
        </figure>
      ))}
    </div>
  )
}
