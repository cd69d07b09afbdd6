import { spokenCode } from '../core/ids.ts'

/** 「QX4T-7K2M」: the お問い合わせ番号 of a request, short enough for the phone. Of a day's ten million requests no two are likely to be asked about alike. */
export const newRequestNo = (): string => `${spokenCode(4)}-${spokenCode(4)}`
