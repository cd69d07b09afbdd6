import { useParams } from 'react-router'
import type { ReportSeen } from '../../../server/cases/reported/contract.ts'
import { Loaded } from '../../loaded.tsx'
import { paths } from '../../paths.ts'
import { Screen } from '../../screen.tsx'
import { Banner } from '../../ui/banner.tsx'
import { ButtonLink } from '../../ui/button.tsx'
import { moment } from '../../ui/format.ts'
import { Note } from '../../ui/stack.tsx'
import { useLanguage } from '../../words/language.ts'
import { useStopWords } from '../../words/stops.ts'
import { CustomerNav } from '../customer-nav.tsx'
import { useReport } from './queries.ts'
import { ReportForm } from './report-form.tsx'

/** この支払いに覚えがない: the questions, and afterwards what was received and by when there is an answer. */
export function ReportScreen() {
  const { id = '' } = useParams()
  const words = useStopWords().report
  const report = useReport(id)
  return (
    <Screen title={words.title} back={paths.receipt(id)} nav={<CustomerNav />}>
      <Loaded query={report} tall>
        {({ report: found }) => (found ? <Received report={found} paymentId={id} /> : <ReportForm paymentId={id} />)}
      </Loaded>
    </Screen>
  )
}

function Received({ report, paymentId }: { report: ReportSeen; paymentId: string }) {
  const words = useStopWords().report
  const language = useLanguage()
  return (
    <>
      <Banner tone="ok">{words.received(report.number, moment(report.replyBy, language))}</Banner>
      {report.stopped ? <Banner tone="stopped">{words.stopped}</Banner> : null}
      <Note>{words.money}</Note>
      <ButtonLink to={paths.receipt(paymentId)}>{words.toReceipt}</ButtonLink>
    </>
  )
}
