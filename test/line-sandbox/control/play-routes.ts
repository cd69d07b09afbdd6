// mimamori-line-sandbox
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Acts } from '../acts.ts'
import { check } from '../messaging/rules/check.ts'
import type { Platform } from '../platform.ts'
import { Refusal, refuse } from '../refusal.ts'
import type { ScenarioAct } from '../town/scenario.ts'
import { scenarios } from '../town/scenarios.ts'
import { letGo, notify, notifyShape } from './notify.ts'
import { payAs } from './pay.ts'

const act = z.object({ person: z.string(), action: z.literal('pay'), storeCode: z.string().regex(/^\d{6}$/), amount: z.number().int().positive() })

const release = z.object({ order: z.enum(['as-happened', 'reversed']).default('as-happened') })

/** The neighbours of the programme: the convenience store, another device, and the scenarios that use them. */
export function playRoutes(site: FastifyInstance, platform: Platform, acts: Acts): void {
  const { people, scenario, changes, provider, scanner } = platform

  site.post('/sandbox/notify', async (request) => notify(platform, check(notifyShape, request.body)))
  site.post('/sandbox/notify/release', async (request) => letGo(platform, check(release, request.body).order))
  site.post('/sandbox/provider', async (request) => {
    provider.down = check(z.object({ down: z.boolean() }), request.body).down
    return { down: provider.down }
  })
  site.post('/sandbox/scanner', async (request) => {
    const { weather } = check(z.object({ weather: z.enum(['well', 'silent', 'hangs-up', 'full']) }), request.body)
    scanner?.behaves(weather)
    return { weather, scanned: scanner?.scanned.length ?? 0 }
  })
  site.delete<{ Params: { pspRef: string } }>('/sandbox/provider/payments/:pspRef', async (request) => ({ forgotten: provider.forget(request.params.pspRef) }))
  site.post('/sandbox/act', async (request) => {
    const { person, storeCode, amount } = check(act, request.body)
    return payAs(platform, people.get(person), { storeCode, amount })
  })

  const play = () => ({ scenarios, current: scenario.current })
  const goTo = async (id: string, step: number) => {
    const found = scenarios.find((one) => one.id === id)
    if (!found) throw refuse(404, 'no such scenario')
    const next = found.steps[step]
    if (next?.act) await perform(platform, acts, next.act)
    scenario.current = next ? { id, step } : null
    changes.tell({ kind: 'scenario', current: scenario.current })
    return play()
  }
  // One step after the other, however fast somebody presses.
  let last: Promise<unknown> = Promise.resolve()
  const inTurn = <Answer>(work: () => Promise<Answer>): Promise<Answer> => {
    const turn = last.then(work)
    last = turn.catch(() => undefined)
    return turn
  }
  site.get('/sandbox/scenarios', async () => play())
  site.post<{ Params: { id: string } }>('/sandbox/scenarios/:id/start', async (request) => inTurn(() => goTo(request.params.id, 0)))
  site.post('/sandbox/scenarios/next', async () =>
    inTurn(async () => {
      const { current } = scenario
      if (!current) throw refuse(409, 'no scenario is being played')
      return goTo(current.id, current.step + 1)
    }),
  )
}

/** @throws Refusal 502 when the app did not do what the step says; the scenario then stays where it is. */
async function perform(platform: Platform, acts: Acts, step: ScenarioAct): Promise<void> {
  const answer = await statusOf(platform, acts, step)
  if (answer.status < 200 || answer.status >= 300) throw new Refusal(502, { message: 'the step failed', answer })
}

async function statusOf(platform: Platform, acts: Acts, step: ScenarioAct): Promise<{ status: number }> {
  switch (step.kind) {
    case 'clock':
      await platform.clock.advance(step.advanceMs)
      return { status: 200 }
    case 'pay':
      return payAs(platform, platform.people.get(step.person), step)
    case 'notify':
      return notify(platform, { kind: step.of, reference: step.reference, amount: step.amount })
    case 'say':
      return acts.say(platform.people.get(step.person), step.text).first
    case 'sequence':
      for (const one of step.acts) await perform(platform, acts, one)
      return { status: 200 }
  }
}
