import { spokenCode } from '../core/ids.ts'

/** A new 「C-7F3K」. Chance decides, so codes say nothing about who came when; about 700,000 exist, the database keeps them apart. */
export const newCustomerCode = (): string => `C-${spokenCode(4)}`
