import { Navigate, useParams } from 'react-router'
import { Loaded } from '../../../loaded.tsx'
import { paths } from '../../../paths.ts'
import { Screen } from '../../../screen.tsx'
import { usePayingWords } from '../../../words/paying.ts'
import { DoneView } from '../result/done-view.tsx'
import { useCodeSeen } from './queries.ts'

/** What a code was paid for. Reloading asks the server again; a code that was not used leads to a new one. */
export function CodeResultScreen() {
  const { id = '' } = useParams()
  const { title } = usePayingWords().code
  const seen = useCodeSeen(id)
  if (seen.data?.payment && seen.data.proof) return <DoneView payment={seen.data.payment} mark={seen.data.proof.mark} />
  if (seen.data) return <Navigate to={paths.code} replace />
  return (
    <Screen title={title} back={paths.home}>
      <Loaded query={seen} tall>
        {() => null}
      </Loaded>
    </Screen>
  )
}
