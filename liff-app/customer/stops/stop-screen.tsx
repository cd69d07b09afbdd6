import { Navigate } from 'react-router'
import { paths } from '../../paths.ts'
import { Problem } from '../../problem.tsx'
import { Screen } from '../../screen.tsx'
import { useCustomer } from '../../session.tsx'
import { Button } from '../../ui/button.tsx'
import { Card, Note } from '../../ui/stack.tsx'
import { useStopWords } from '../../words/stops.ts'
import { CustomerNav } from '../customer-nav.tsx'
import { useChangeOwnStop } from './queries.ts'

/** 支払いを止める: what it does, and the button that does it at once. */
export function StopScreen() {
  const words = useStopWords().own
  const { selfStopped } = useCustomer()
  const stop = useChangeOwnStop('/api/self-stop')
  if (selfStopped) return <Navigate to={paths.stopped} replace />
  return (
    <Screen
      title={words.title}
      back={paths.settings}
      nav={<CustomerNav />}
      action={
        <Button kind="danger-filled" big busy={stop.isPending ? words.stopping : null} onPress={() => stop.mutate()}>
          {words.stop}
        </Button>
      }
    >
      {stop.error ? <Problem problem={stop.error} /> : null}
      <Card>
        <h2>{words.ask}</h2>
        <p>{words.what}</p>
        <p>{words.later}</p>
      </Card>
      <Note>{words.line}</Note>
    </Screen>
  )
}
