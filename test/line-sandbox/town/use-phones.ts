// mimamori-line-sandbox
import { useEffect, useState } from 'react'
import { peopleOf, type Person, type Slot } from './state.ts'
import type { ScenarioStep } from './scenario.ts'

export type Phones = {
  slots: Slot[]
  holder: (slot: Slot) => Person | undefined
  /** People who may hold this phone: nobody holds two phones at once. */
  choices: (slot: Slot) => Person[]
  give: (slot: Slot, key: string) => void
  /** How recently the phone was looked at: 0 is the latest. */
  rank: (slot: Slot) => number
  show: (slot: Slot) => void
  hasSecondOfficer: boolean
  setSecondOfficer: (isOpen: boolean) => void
  /** The phone a scenario step asks to look at. */
  lit: Slot | null
}

const KEPT = 'town-holders'

/** Who holds which phone, and which phones a narrow page shows. A scenario step may hand a phone to somebody else. */
export function usePhones(people: Person[], step: ScenarioStep | null, stepName: string): Phones {
  const [holders, setHolders] = useState<Partial<Record<Slot, string>>>(readKept)
  const [recent, setRecent] = useState<Slot[]>(['customer', 'secretariat', 'store', 'second-officer'])
  const [hasSecondOfficer, setSecondOfficer] = useState(false)
  useEffect(() => localStorage.setItem(KEPT, JSON.stringify(holders)), [holders])

  const holder = (slot: Slot): Person | undefined => {
    const able = peopleOf(slot, people)
    const kept = able.find((person) => person.key === holders[slot])
    if (slot !== 'second-officer') return kept ?? able[0]
    const first = holder('secretariat')
    return kept && kept.key !== first?.key ? kept : able.find((person) => person.key !== first?.key)
  }
  const give = (slot: Slot, key: string): void => setHolders((now) => ({ ...now, [slot]: key }))
  const show = (slot: Slot): void => setRecent((now) => [slot, ...now.filter((one) => one !== slot)])

  const asked: Slot | null = step === null ? null : step.beside ? 'second-officer' : step.phone
  const [handed, setHanded] = useState('')
  // A new step hands over its phone once; afterwards the person at the screen is free to change the holder.
  if (step && asked && stepName !== handed && people.length > 0) {
    setHanded(stepName)
    if (asked === 'second-officer') setSecondOfficer(true)
    if (step.person) give(asked, step.person)
    show(asked)
  }
  const slots: Slot[] = ['customer', 'store', 'secretariat', ...(hasSecondOfficer ? (['second-officer'] as const) : [])]
  return {
    slots, holder, give, show, hasSecondOfficer,
    rank: (slot) => recent.filter((one) => slots.includes(one)).indexOf(slot),
    choices: (slot) => {
      const other = slot === 'secretariat' && hasSecondOfficer ? holder('second-officer') : slot === 'second-officer' ? holder('secretariat') : undefined
      return peopleOf(slot, people).filter((person) => person.key !== other?.key)
    },
    setSecondOfficer: (isOpen) => {
      setSecondOfficer(isOpen)
      if (isOpen) show('second-officer')
    },
    lit: asked,
  }
}

function readKept(): Partial<Record<Slot, string>> {
  try {
    return JSON.parse(localStorage.getItem(KEPT) ?? '{}') as Partial<Record<Slot, string>>
  } catch {
    return {}
  }
}
