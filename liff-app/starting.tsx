import { isReason } from './api.ts'
import { Problem } from './problem.tsx'
import { Button } from './ui/button.tsx'
import { ErrorPanel } from './ui/error-panel.tsx'
import { Logo } from './ui/logo.tsx'
import { Skeleton } from './ui/skeleton.tsx'
import { useAppWords } from './words/app.ts'
import styles from './starting.module.css'

/** What is shown until it is known who this is. */
export function Starting() {
  const words = useAppWords()
  return (
    <main className={styles.starting}>
      <Logo name={words.product} />
      <Skeleton label={words.loading} tall />
    </main>
  )
}

export function StartFailed({ problem, onRetry }: { problem: Error; onRetry: () => void }) {
  const words = useAppWords()
  return (
    <main className={styles.starting}>
      <h1>
        <Logo name={words.product} />
      </h1>
      {isReason(problem, 'not-signed-in', 'id-token-expired', 'id-token-invalid') ? (
        <ErrorPanel what={words.signedOut} tone="info">
          <Button kind="primary" onPress={onRetry}>
            {words.goOn}
          </Button>
        </ErrorPanel>
      ) : (
        <Problem problem={problem} onRetry={onRetry} />
      )}
    </main>
  )
}
