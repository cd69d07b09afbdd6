import type { Tx } from '../../db/atomically.ts'

/** Whether the customer objects to a demand and nobody has decided yet: meanwhile nobody is pressed for money. */
export const hasOpenAppeal = async (tx: Tx, demandId: string): Promise<boolean> => (await tx.appeal.count({ where: { demandId, state: 'open' } })) > 0
