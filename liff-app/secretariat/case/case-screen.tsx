import { useParams } from 'react-router'
import type { CaseFile } from '../../../server/cases/contract.ts'
import { Loaded } from '../../loaded.tsx'
import { useOfficer } from '../../session.tsx'
import { useKept } from '../frame/kept.tsx'
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
  const moves = useKept(acts ? <Moves file={file} /> : null)
  const records = useKept(acts ? <RecordBlock file={file} /> : null)
  const appeals = useKept(<AppealsBlock file={file} acts={acts} />)
  const given = useKept(<EvidenceGiven file={file} acts={acts} />)
  const targets = useKept(<TargetsBlock file={file} acts={acts} />)
  const papers = <CasePapers papers={file.papers} demands={file.demands} />
  const wide = (
    <div className={styles.columns}>
      <div className={styles.column}>
        <Evidence file={file} />
        <Subject file={file} />
      </div>
      <div className={styles.column}>
        <Timeline file={file} />
        {records.here}
        <FactChecks file={file} />
        <CaseRecord file={file} />
        {given.here}
      </div>
      <div className={styles.column}>
        {moves.here}
        {appeals.here}
        {targets.here}
        <Demands demands={file.demands} />
        {papers}
      </div>
    </div>
  )
  const narrow = (
    <div className={styles.column}>
      <Evidence file={file} />
      {moves.here}
      {appeals.here}
      <FactChecks file={file} />
      {given.here}
      {targets.here}
      <Timeline file={file} />
      {records.here}
      <Subject file={file} />
      <Demands demands={file.demands} />
      <CaseRecord file={file} />
      {papers}
    </div>
  )
  return (
    <>
      {moves.block}
      {records.block}
      {appeals.block}
      {given.block}
      {targets.block}
      <CaseHead file={file} />
      {isWide ? wide : narrow}
    </>
  )
}
