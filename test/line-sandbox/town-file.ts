// mimamori-line-sandbox
import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { lineUserIdOf } from './ids.ts'
import type { NewPerson } from './people.ts'

const worker = z.object({ key: z.string().optional(), name: z.string().optional(), lineUserId: z.string(), loginId: z.string(), password: z.string(), role: z.string() })

const townFile = z.object({
  customers: z.array(z.object({ key: z.string().optional(), lineUserId: z.string().optional(), name: z.string(), registered: z.boolean().optional() })),
  stores: z.array(z.object({ storeCode: z.string(), name: z.string().optional(), posterUrl: z.string(), staff: z.array(worker) })),
  officers: z.array(worker),
})

export interface TownManifest {
  people: NewPerson[]
  /** The stores' posters: QR codes that can be seen in the town. */
  qrs: { label: string; url: string }[]
}

/** Who lives in the town, as the seed of the database wrote it down. @throws when the file is not such a list. */
export function readTownFile(file: string): TownManifest {
  const town = townFile.parse(JSON.parse(readFileSync(file, 'utf8')))
  const keyOf = (key: string | undefined, lineUserId: string) => key ?? `p-${lineUserId.slice(1, 13).toLowerCase()}`
  const customers = town.customers.map(({ key, name, registered, lineUserId = lineUserIdOf(key ?? name) }) => ({
    // Who is not registered has not found the official account yet either.
    key: keyOf(key, lineUserId), lineUserId, name, role: 'customer', friend: registered !== false,
  }))
  const staff = town.stores.flatMap((store) =>
    store.staff.map((one) => ({ ...signIn(one), key: keyOf(one.key, one.lineUserId), storeName: store.name ?? store.storeCode })),
  )
  const officers = town.officers.map((one) => ({ ...signIn(one), key: keyOf(one.key, one.lineUserId) }))
  return { people: [...customers, ...staff, ...officers], qrs: town.stores.map((store) => ({ label: store.name ?? store.storeCode, url: store.posterUrl })) }
}

const signIn = ({ name, lineUserId, loginId, password, role }: z.infer<typeof worker>) => ({ lineUserId, name: name ?? loginId, role, loginId, password, friend: true })
