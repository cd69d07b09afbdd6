import { useParams } from 'react-router'
import type { CaseFile } from '../../../server/cases/contract.ts'
import { Loaded } from '../../loaded.tsx'
import { useOfficer } from '../../session.tsx'
import { OfficeScreen } from '../frame/office-screen.tsx'
import { useIsWide } from '../frame/wide.ts'
import { EvidenceGiven } from '../evidence/evidence-given.tsx'
import { officePaths } from '../office-paths.ts'
import { useCase } from '../queries.ts'
import { useOfficeWords } from '../words.ts'
import { CaseHead } from './case-head.tsx'
import { CaseRecord } from './case-record.tsx'
import { CasePapers } from './case-papers.tsx'
import { Demands } from './demands.tsx'
import { Evidence } from './evidence.tsx'
import { FactChecks } from './fact-checks.tsx'
import { Moves } from '../moves/moves.tsx'
import { RecordBlock } from '../record/record-block.tsx'
import { AppealsBlock } from '../stops/appeals-block.tsx'
import { TargetsBlock } from '../stops/targets-block.tsx'
import { Subject } from './subject.tsx'
import { Timeline } from '../timeline/timeline.tsx'
import styles from './case.module.css'

/** One case with everything that decides it. Three columns on a PC; on a phone the same blocks below each other. */
export function CaseScreen() {
  const { case: words } = useOfficeWords()
  const { id = '' } = useParams()
  const file = useCase(id)
  return (
    <OfficeScreen title={file.data ? words.title(file.data.number) : words.one} heading={file.data?.number} back={{ to: officePaths.cases, label: words.back }}>
      <Loaded query={file} rows={5} tall>
        {(found) => <CaseBlocks key={found.id} file={found} />}
      </Loaded>
    </OfficeScreen>
  )
}

function CaseBlocks({ file }: { file: CaseFile }) {
  const officer = useOfficer()
  const acts = officer.officerRole !== 'auditor'
  const isWide = useIsWide()
  const moves = acts ? <Moves file={file} /> : null
  const records = acts ? <RecordBlock file={file} /> : null
  if (isWide) {
    return (
      <>
        <CaseHead file={file} />
        <div className={styles.columns}>
          <div className={styles.column}>
            <Evidence file={file} />
            <Subject file={file} />
          </div>
          <div className={styles.column}>
            <Timeline file={file} />
            {records}
            <FactChecks file={file} />
            <CaseRecord file={file} />
            <EvidenceGiven file={file} acts={acts} />
          </div>
          <div className={styles.column}>
            {moves}
            <AppealsBlock file={file} acts={acts} />
            <TargetsBlock file={file} acts={acts} />
            <Demands demands={file.demands} />
            <CasePapers papers={file.papers} demands={file.demands} />
          </div>
        </div>
      </>
    )
  }
  return (
    <div className={styles.column}>
      <CaseHead file={file} />
      <Evidence file={file} />
      {moves}
      <AppealsBlock file={file} acts={acts} />
      <FactChecks file={file} />
      <EvidenceGiven file={file} acts={acts} />
      <TargetsBlock file={file} acts={acts} />
      <Timeline file={file} />
      {records}
      <Subject file={file} />
      <Demands demands={file.demands} />
      <CaseRecord file={file} />
      <CasePapers papers={file.papers} demands={file.demands} />
    </div>
  )
}
