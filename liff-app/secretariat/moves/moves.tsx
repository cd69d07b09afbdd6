import { useState } from 'react'
import { useSearchParams } from 'react-router'
import type { CaseFile, Move } from '../../../server/cases/contract.ts'
import { useOfficer } from '../../session.tsx'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { useLanguage } from '../../words/language.ts'
import { Block } from '../frame/columns.tsx'
import type { MoveName } from '../queries.ts'
import { useOfficeWords } from '../words.ts'
import { MoveComposer } from './move-composer.tsx'
import styles from './moves.module.css'

/** Short names that buttons in the chat use in the address (`?act=`). */
const chatNames: Readonly<Record<string, MoveName>> = { verdict: 'give-verdict' }

/** 動き: what may be done now, as the server says; what may not, with its reason. */
export function Moves({ file }: { file: CaseFile }) {
  const { case: words } = useOfficeWords()
  const [asked, setAsked] = useSearchParams()
  const [done, setDone] = useState<string | null>(null)
  const act = asked.get('act') ?? ''
  const chosen = file.moves.find((move) => move.name === (chatNames[act] ?? act))
  const close = () => setAsked({}, { replace: true })
  return (
    <Block title={words.moves} id="moves">
      <div role="status">{done ? <Banner tone="ok">{done}</Banner> : null}</div>
      {chosen ? (
        <MoveComposer
          key={chosen.name}
          file={file}
          move={chosen}
          onCancel={close}
          onDone={(says) => {
            setDone(says)
            close()
          }}
        />
      ) : (
        <MoveList
          file={file}
          onChoose={(name) => {
            setDone(null)
            setAsked({ act: name })
          }}
        />
      )}
    </Block>
  )
}

function MoveList({ file, onChoose }: { file: CaseFile; onChoose: (name: MoveName) => void }) {
  const { case: words } = useOfficeWords()
  const language = useLanguage()
  const officer = useOfficer()
  const isMine = file.owner?.id === officer.id
  const moves = file.moves.filter((move) => !(move.name === 'take' && isMine))
  const onlyReason = sameReason(moves)
  if (onlyReason) return <Banner tone="stopped">{onlyReason[language]}</Banner>
  const open = moves.filter((move) => move.disabled === null)
  const shut = moves.filter((move) => move.disabled !== null)
  return (
    <div className={styles.list}>
      {open.map((move, place) => (
        <div key={move.name}>
          <Button kind={kindOf(move, place)} onPress={() => onChoose(move.name)}>
            {words.moveNames[move.name]}
          </Button>
          {move.needsApproval ? <p className={styles.soft}>{words.needsApproval}</p> : null}
        </div>
      ))}
      {shut.map((move) => (
        <div key={move.name}>
          <Button disabledReason={`${words.cannot}${move.disabled?.[language] ?? ''}`}>{words.moveNames[move.name]}</Button>
          {move.disabled?.reason === 'already-taken' ? (
            <Button kind="text" onPress={() => onChoose('take')}>
              {words.handOver}
            </Button>
          ) : null}
        </div>
      ))}
    </div>
  )
}

/** When nobody may do anything for one reason, the reason is said once. */
function sameReason(moves: readonly Move[]): Move['disabled'] {
  const [first, ...others] = moves
  if (!first?.disabled || others.length === 0) return null
  const { reason } = first.disabled
  return others.every((move) => move.disabled?.reason === reason) ? first.disabled : null
}

/** Stopping somebody is never the button under the thumb. */
function kindOf(move: Move, place: number): 'primary' | 'secondary' | 'danger' {
  if (move.name === 'freeze-provisionally' || move.name === 'propose-freeze') return 'danger'
  return place === 0 ? 'primary' : 'secondary'
}
