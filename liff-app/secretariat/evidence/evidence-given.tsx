import type { CaseFile } from '../../../server/cases/contract.ts'
import type { CaseEvidence } from '../../../server/cases/evidence/contract.ts'
import { Loaded } from '../../loaded.tsx'
import { Badge } from '../../ui/badge.tsx'
import { moment, time, yen } from '../../ui/format.ts'
import { Note, Stack } from '../../ui/stack.tsx'
import { useLanguage } from '../../words/language.ts'
import { Block } from '../frame/columns.tsx'
import { AddFile } from './add-file.tsx'
import { named } from './check-evidence.tsx'
import { PhotosShown } from './photos-shown.tsx'
import { useCaseEvidence } from './queries.ts'
import { useOfficeEvidenceWords } from './words.ts'

/** 本人の回答・説明とファイル: what the customer said, what the store reported, what officers kept. */
export function EvidenceGiven({ file, acts }: { file: CaseFile; acts: boolean }) {
  const words = useOfficeEvidenceWords()
  const given = useCaseEvidence(file.id)
  return (
    <Block title={words.title} id="given">
      <Loaded query={given}>{(evidence) => <Given file={file} evidence={evidence} />}</Loaded>
      {acts ? <AddFile caseId={file.id} /> : null}
    </Block>
  )
}

function Given({ file, evidence }: { file: CaseFile; evidence: CaseEvidence }) {
  const words = useOfficeEvidenceWords()
  const language = useLanguage()
  const kept = evidence.files.filter(({ givenFor }) => givenFor === 'case')
  if (evidence.questions.length + evidence.statements.length + evidence.reports.length + kept.length === 0) return <Note>{words.nothing}</Note>
  return (
    <Stack gap={3}>
      {evidence.questions.map((question) => (
        <Question key={question.id} question={question} file={file} />
      ))}
      {evidence.statements.map((statement) => (
        <Stack key={statement.id} gap={1}>
          <strong>{words.statement(moment(statement.givenAt, language))}</strong>
          <p>{statement.words}</p>
          <PhotosShown photos={named(evidence, statement.photoIds)} />
        </Stack>
      ))}
      {evidence.reports.map((report) => (
        <Stack key={report.id} gap={1}>
          <strong>{words.report(report.storeCode, yen(report.amount), moment(report.seenAt, language))}</strong>
          {report.words ? <p>{report.words}</p> : null}
          <Note>{words.reportBy(report.by, moment(report.reportedAt, language))}</Note>
          <PhotosShown photos={named(evidence, report.photoIds)} />
        </Stack>
      ))}
      {kept.map((one) => (
        <Stack key={one.id} gap={1}>
          <strong>{one.name}</strong>
          <Note>{words.file.by(one.by, moment(one.addedAt, language), one.sha256.slice(0, 12))}</Note>
          <PhotosShown photos={[one]} />
        </Stack>
      ))}
    </Stack>
  )
}

function Question({ question, file }: { question: CaseEvidence['questions'][number]; file: CaseFile }) {
  const words = useOfficeEvidenceWords().question
  const language = useLanguage()
  const payment = file.payments.find(({ id }) => id === question.paymentId)
  return (
    <Stack gap={1}>
      <strong>{words.asked(payment ? `${time(payment.paidAt)} ${yen(payment.amount)} ${payment.storeName}` : '')}</strong>
      {question.answer ? (
        <Badge tone={question.answer === 'mine' ? 'info' : 'danger'}>{words.answers[question.answer]}</Badge>
      ) : (
        <Badge tone={question.expired ? 'quiet' : 'attention'}>{question.expired ? words.expired : words.waiting(moment(question.expiresAt, language))}</Badge>
      )}
      {question.newDevice && question.answer === 'mine' ? <p>{words.newDevice}</p> : null}
      <Note>{words.by(question.askedBy, moment(question.askedAt, language))}</Note>
    </Stack>
  )
}
