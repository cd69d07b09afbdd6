import { useState } from 'react'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { useStoreWords } from '../../words/store.ts'
import styles from './feed.module.css'
import { useLiveFeed } from './live-feed.tsx'

/** Whether what is shown is current. An old picture must not look like a live one. */
export function Connection() {
  const words = useStoreWords().feed
  const { current, feed, reconnect } = useLiveFeed()
  const [pressed, setPressed] = useState(false)
  const press = () => {
    setPressed(true)
    reconnect()
  }
  return (
    <div className={styles.connection}>
      <span role="status">{current ? feed.data ? <Badge tone="ok">{words.connected}</Badge> : null : <Badge tone="danger">{words.lost}</Badge>}</span>
      {current ? null : (
        <Button busy={pressed && feed.isFetching ? words.reconnecting : null} onPress={press}>
          {words.reconnect}
        </Button>
      )}
    </div>
  )
}
