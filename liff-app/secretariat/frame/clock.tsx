import { moment, time } from '../../ui/format.ts'
import { useNow } from '../../ui/use-now.ts'
import { useLanguage } from '../../words/language.ts'
import { clockWords } from '../clock-words.ts'
import { useOfficeWords } from '../words.ts'
import styles from './clock.module.css'

const renewMs = 5_000

/** A deadline that runs: 「14:20（あと12分）」, or only the words where the time stands beside it. */
export function Clock({ deadline, withTime = false }: { deadline: string; withTime?: boolean }) {
  const words = useOfficeWords()
  const language = useLanguage()
  const now = useNow(renewMs)
  const { says, tone } = clockWords(deadline, now, words.clock)
  return (
    <time className={styles.clock} dateTime={deadline} title={moment(deadline, language)} data-tone={tone}>
      {withTime ? words.clock.at(time(deadline), says) : says}
    </time>
  )
}
