import type { Deposit } from '../../../documents/zengin.ts'

interface Place {
  readonly bankName: string
  readonly branchName: string
  readonly depositKind: Deposit
  readonly depositNumber: string
}

const kinds: Readonly<Record<Deposit, string>> = { ordinary: '普通', current: '当座', savings: '貯蓄' }

/** 「ｱｵﾊﾞ ｴｷﾏｴ 普通 ••••567」: enough to recognise, too little to use. */
export const maskedPlace = ({ bankName, branchName, depositKind, depositNumber }: Place): string =>
  `${bankName} ${branchName} ${kinds[depositKind]} ••••${depositNumber.slice(-3)}`
