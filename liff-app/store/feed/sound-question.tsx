import { Volume2 } from 'lucide-react'
import { useState } from 'react'
import { allowSound, chime, soundAllowed } from '../../platform/chime.ts'
import { Button } from '../../ui/button.tsx'
import { Card, Pair } from '../../ui/stack.tsx'
import { useStoreWords } from '../../words/store.ts'

/** Browsers play sound only after a press, so each opening of the till asks for one. */
export function SoundQuestion() {
  const words = useStoreWords().feed
  const [answered, setAnswered] = useState(soundAllowed)
  if (answered) return null
  return (
    <Card>
      <p>{words.askSound}</p>
      <Pair>
        <Button
          kind="primary"
          icon={<Volume2 aria-hidden="true" />}
          onPress={() => {
            allowSound()
            chime()
            setAnswered(true)
          }}
        >
          {words.ring}
        </Button>
        <Button onPress={() => setAnswered(true)}>{words.noRing}</Button>
      </Pair>
    </Card>
  )
}
