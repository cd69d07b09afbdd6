import { serverNow } from '../../platform/clock.ts'
import { Problem } from '../../problem.tsx'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { count, recently } from '../../ui/format.ts'
import { useLanguage } from '../../words/language.ts'
import { useLastVerification, useVerification } from '../queries.ts'
import styles from './records.module.css'
import { useAuditWords } from './words.ts'

/** 連鎖の検証: what the worker found last, or what was found just now on request. A broken link is named. */
export function Verification() {
  const words = useAuditWords()
  const language = useLanguage()
  const last = useLastVerification()
  const now = useVerification()
  const found = now.data ?? last.data?.last
  return (
    <div className={styles.verification}>
      <div role="status" className={styles.result}>
        {found ? (
          <Banner tone={found.intact ? 'ok' : 'danger'}>
            {found.intact ? words.intact(recently(found.checkedAt, serverNow(), language)) : words.broken(found.brokenAt ?? '')} {words.sealed(count(found.sealed))}
            {now.data ? ` ${words.unsealed(count(now.data.unsealed))}` : null}
          </Banner>
        ) : last.data ? (
          <Banner tone="info">{words.never}</Banner>
        ) : null}
      </div>
      <Button onPress={() => now.mutate()} busy={now.isPending ? words.verifying : null}>
        {words.verifyNow}
      </Button>
      {now.error ? <Problem problem={now.error} /> : null}
    </div>
  )
}
