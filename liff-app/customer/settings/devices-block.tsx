import { useState } from 'react'
import type { Device } from '../../../server/devices/contract.ts'
import { Loaded } from '../../loaded.tsx'
import { serverNow } from '../../platform/clock.ts'
import { Problem } from '../../problem.tsx'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { recently } from '../../ui/format.ts'
import { ConfirmSheet } from '../../ui/sheet.tsx'
import { Card, Note, Row, Stack } from '../../ui/stack.tsx'
import { useAppWords } from '../../words/app.ts'
import { useLanguage } from '../../words/language.ts'
import { useOwnWords } from '../../words/own.ts'
import { useChangeDevice, useDevices } from './queries.ts'

/** Where this person has signed in from, and 「使えなくする」 for every device but the one in hand. */
export function DevicesBlock() {
  const words = useOwnWords().devices
  const devices = useDevices()
  return (
    <Stack gap={2}>
      <h2 id="devices">{words.title}</h2>
      <Loaded query={devices} rows={1}>
        {({ items }) => (
          <>
            {items.map((device) => (
              <DeviceCard key={device.id} device={device} />
            ))}
            {items.some(({ shut }) => shut === 'device-too-new') ? <Note>{words.tooNew}</Note> : null}
            {items.length > 1 ? <Note>{words.unknown}</Note> : null}
          </>
        )}
      </Loaded>
    </Stack>
  )
}

function DeviceCard({ device: { id, machine, firstAt, lastAt, inHand, denied, shut } }: { device: Device }) {
  const words = useOwnWords().devices
  const language = useLanguage()
  const [asks, setAsks] = useState(false)
  const change = useChangeDevice()
  const now = serverNow()
  const act = (asked: 'deny' | 'allow') => change.mutate({ id, act: asked }, { onSettled: () => setAsks(false) })
  return (
    <Card>
      <Row spread>
        <strong>{words.machines[machine]}</strong>
        {inHand ? <Badge tone="ok">{words.inHand}</Badge> : denied ? <Badge tone="stopped">{words.denied}</Badge> : null}
      </Row>
      <Note>{`${words.last(recently(lastAt, now, language))}　${words.since(recently(firstAt, now, language))}`}</Note>
      {shut !== null ? null : denied ? (
        <Button busy={change.isPending ? words.working : null} onPress={() => act('allow')}>
          {words.allow}
        </Button>
      ) : (
        <Button kind="danger" onPress={() => setAsks(true)}>
          {words.deny}
        </Button>
      )}
      {change.error ? <Problem problem={change.error} /> : null}
      {asks ? <AskFirst machine={words.machines[machine]} working={change.isPending} onYes={() => act('deny')} onNo={() => setAsks(false)} /> : null}
    </Card>
  )
}

function AskFirst({ machine, working, onYes, onNo }: { machine: string; working: boolean; onYes: () => void; onNo: () => void }) {
  const words = useOwnWords().devices
  const app = useAppWords()
  return (
    <ConfirmSheet
      title={words.ask(machine)}
      onClose={onNo}
      buttons={
        <>
          <Button onPress={onNo}>{app.cancel}</Button>
          <Button kind="danger-filled" busy={working ? words.working : null} onPress={onYes}>
            {words.deny}
          </Button>
        </>
      }
    >
      <p>{words.asked}</p>
    </ConfirmSheet>
  )
}
