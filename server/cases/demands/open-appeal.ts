import type { Tx } from '../../db/atomically.ts'

/** Whether the customer objects to a demand and nobody has decided yet: meanwhile nobody is pressed for money. */
export const hasOpenAppeal = (_tx: Tx, _demandId: string): Promise<boolean> => Promise.resolve(false)
