import type { CaseFile } from '../../../server/cases/contract.ts'

/** The demand that still asks for money. */
export const openDemandOf = ({ demands }: CaseFile): CaseFile['demands'][number] | undefined => demands.findLast(({ state }) => state === 'issued' || state === 'partly_repaid')
