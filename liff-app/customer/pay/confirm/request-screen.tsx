import { useEffect } from 'react'
import { useNavigate, useParams } from 'react-router'
import { paths } from '../../../paths.ts'
import { Screen } from '../../../screen.tsx'
import { Skeleton } from '../../../ui/skeleton.tsx'
import { usePayingWords } from '../../../words/paying.ts'
import { keptFor, openRequestDraft } from '../draft.ts'
import { usePaymentRequest } from '../queries.ts'
import { RefusedScreen } from '../refused-screen.tsx'
import { RequestOver } from './request-over.tsx'
import { isReason } from '../../../api.ts'

/** The door of a store's payment request: an open one leads on to confirming it, with its amount and a key of its own. */
export function RequestScreen() {
  const { token = '' } = useParams()
  const words = usePayingWords().confirm
  const navigate = useNavigate()
  const request = usePaymentRequest(token)
  const open = request.data?.state === 'open' ? request.data : null
  const paidHere = keptFor({ by: 'request', token })?.stage === 'paid'
  const amount = open?.amount
  useEffect(() => {
    if (amount !== undefined) openRequestDraft(token, amount)
    if (amount !== undefined || paidHere) void navigate(paths.confirm, { replace: true })
  }, [amount, paidHere, token, navigate])
  if (isReason(request.error, 'request-expired')) return <RequestOver state="expired" />
  if (request.error && !request.data) return <RefusedScreen problem={request.error} nothingSent onRetry={() => void request.refetch()} />
  if (request.data && !open && !paidHere) return <RequestOver {...request.data} />
  return (
    <Screen title={words.title} back={paths.home}>
      <Skeleton label={words.checking} tall rows={2} />
    </Screen>
  )
}
