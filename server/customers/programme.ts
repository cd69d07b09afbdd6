import type { Day } from '../core/time.ts'
import { yen } from '../core/yen.ts'

/** The terms of the voucher programme. Amounts in yen. */
export const programme = {
  name: { ja: 'あおば県プレミアム商品券', en: 'Aoba Prefecture Premium Voucher' },
  /** To whom reports are addressed. */
  addressee: 'あおば県',
  /** Last day on which the balance can be used. */
  validUntil: '2027-01-31' as Day,
  /** `purchase`: what one person may buy in all, premium not counted. */
  limits: { payment: yen(30_000), day: yen(50_000), holding: yen(100_000), purchase: yen(200_000) },
  /** From this amount on a payer is asked once more. Yen. */
  largeFrom: yen(30_000),
  /** What the programme adds to a top-up, in percent: vouchers for small stores. */
  premiumPercent: 20,
  /** What stores are charged of what they are paid, in percent; and from where the secretariat transfers. */
  payouts: {
    feePercent: 0,
    senderCode: '0009999001',
    senderName: 'ミマモリペイジムキヨク',
    from: { bankCode: '9999', bankName: 'アオバ', branchCode: '001', branchName: 'ホンテン', deposit: 'ordinary', number: '1000001' },
  },
  /** Who stands behind it: on demands, letters and receipts. */
  issuer: {
    prefecture: 'あおば県', office: 'みまもりペイ事務局', postalCode: '000-0000', address: 'あおば県あおば市中央1丁目1番1号', responsible: '事務局長',
    /** In whose name money for repayments is taken. */
    payee: 'みまもりペイ事務局',
  },
  contact: { phone: '0120-000-000', opens: '8:30', closes: '17:15' },
  /** Version of the terms and the privacy notice that a customer accepts now. */
  termsVersion: '2026-10-01',
} as const

/** The issuer as papers name it, and where it is. */
export const issuerName = `${programme.issuer.prefecture}　${programme.name.ja} ${programme.issuer.office}`
export const issuerAddress = programme.issuer.address
