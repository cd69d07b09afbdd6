import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { useLate } from '../../ui/use-late.ts'
import { useStoreWords } from '../../words/store.ts'
import styles from './feed.module.css'

/** Whether what is shown is current. An old picture must not look like a live one. */
export function Connection({ lost, asking, onReconnect }: { lost: boolean; asking: boolean; onReconnect: () => void }) {
  const words = useStoreWords().feed
  const slow = useLate(asking && lost, 300)
  return (
    <div className={styles.connection} role="status">
      {lost ? <Badge tone="danger">{words.lost}</Badge> : <Badge tone="ok">{words.connected}</Badge>}
      {lost ? (
        <Button busy={slow ? words.reconnecting : null} onPress={onReconnect}>
          {words.reconnect}
        </Button>
      ) : null}
    </div>
  )
}
