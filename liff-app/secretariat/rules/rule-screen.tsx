import { useParams } from 'react-router'
import type { RuleFile } from '../../../server/fraud/settings/contract.ts'
import { Loaded } from '../../loaded.tsx'
import { useOfficer } from '../../session.tsx'
import { Banner } from '../../ui/banner.tsx'
import { recently } from '../../ui/format.ts'
import { Note } from '../../ui/stack.tsx'
import { useNow } from '../../ui/use-now.ts'
import { useLanguage } from '../../words/language.ts'
import { Block, Narrow } from '../frame/columns.tsx'
import { OfficeScreen } from '../frame/office-screen.tsx'
import { officePaths } from '../office-paths.ts'
import { BacktestBlock } from './backtest-block.tsx'
import { ChangesBlock } from './changes-block.tsx'
import { OrderForm } from './order-form.tsx'
import { OrdersList } from './orders-list.tsx'
import { useRule } from './queries.ts'
import { Bars, Precision, RuleBadges } from './rule-parts.tsx'
import { SentenceForm } from './sentence-form.tsx'
import { ComparisonBlock, VersionsBlock } from './versions-block.tsx'
import { WatchEditor } from './watch/watch-editor.tsx'
import { useRuleWords } from './words.ts'

/** One rule: what it says, what other settings would do, and what officers decided about it. */
export function RuleScreen() {
  const words = useRuleWords()
  const language = useLanguage()
  const { id = '' } = useParams()
  const file = useRule(id)
  return (
    <OfficeScreen title={file.data?.rule.name[language] ?? words.title} back={{ to: officePaths.rules, label: words.back }} beside={file.data ? <RuleBadges state={file.data.rule.state} flags={file.data.rule.flags} /> : null}>
      <Loaded query={file} rows={5} tall>
        {(found) => <Parts key={found.rule.id} file={found} />}
      </Loaded>
    </OfficeScreen>
  )
}

function Parts({ file }: { file: RuleFile }) {
  const words = useRuleWords()
  const officer = useOfficer()
  return (
    <Narrow>
      <Notices file={file} />
      <Block title={words.sentence}>
        {file.rule.custom ? <WatchEditor file={file} /> : <SentenceForm file={file} />}
      </Block>
      {file.backtest ? (
        <BacktestBlock key={file.backtest.id} first={file.backtest} />
      ) : (
        <Block title={words.backtest}>
          <Note>{words.noBacktest}</Note>
        </Block>
      )}
      {file.comparison ? <ComparisonBlock comparison={file.comparison} /> : null}
      <ChangesBlock file={file} />
      <Block title={words.behaviour}>
        <Bars days={file.rule.days} />
        <Precision precision={file.rule.precision} />
      </Block>
      <Block title={words.order.title}>
        <OrdersList orders={file.orders} />
        {officer.officerRole === 'auditor' ? null : <OrderForm rule={file.rule.id} />}
      </Block>
      <VersionsBlock file={file} />
    </Narrow>
  )
}

/** What somebody should know before reading on. */
function Notices({ file: { rule, trippedAt } }: { file: RuleFile }) {
  const words = useRuleWords()
  const language = useLanguage()
  const now = useNow(60_000)
  return (
    <>
      {trippedAt ? <Banner tone="attention">{words.tripped(recently(trippedAt, now, language))}</Banner> : null}
      {rule.flags.includes('broken') ? <Banner tone="attention">{words.broken}</Banner> : null}
      {rule.flags.includes('mostly-wrong') ? <Banner tone="attention">{words.mostlyWrong}</Banner> : null}
    </>
  )
}
