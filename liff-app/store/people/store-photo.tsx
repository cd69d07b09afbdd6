import { useState } from 'react'
import { Card, Note } from '../../ui/stack.tsx'
import { useStorePeopleWords } from '../../words/store-people.ts'
import styles from './store-photo.module.css'

/** What customers see of the store before they pay. The secretariat changes it, because it is their proof against a strange poster. */
export function StorePhoto({ storeId, name, hasPhoto }: { storeId: string; name: string; hasPhoto: boolean }) {
  const { store: words } = useStorePeopleWords()
  const [missing, setMissing] = useState(!hasPhoto)
  return (
    <Card label={words.photo}>
      <h2>{words.photo}</h2>
      {missing ? <p>{words.noPhoto}</p> : <img className={styles.photo} src={`/api/store/photo?storeId=${encodeURIComponent(storeId)}`} alt={name} onError={() => setMissing(true)} />}
      <Note>{words.photoNote}</Note>
    </Card>
  )
}
