import type { ZodFastifySchemaValidationError } from 'fastify-type-provider-zod'

/** The field somebody has to look at again, in the two languages; empty when it has no name that a person knows. */
export function fieldsToCheck(problems: readonly ZodFastifySchemaValidationError[]): { ja: string; en: string } {
  const names = [...new Set(problems.map(({ instancePath }) => lastName(instancePath)))]
  const known = names.flatMap((name) => (Object.hasOwn(labels, name) ? [labels[name as keyof typeof labels]] : []))
  return { ja: known.map(([ja]) => `「${ja}」`).join(''), en: known.map(([, en]) => en).join(', ') }
}

/** `/answers/0/goods` → `goods`. */
const lastName = (path: string): string => path.split('/').findLast((part) => part !== '' && !/^\d+$/.test(part)) ?? ''

const labels = {
  name: ['お名前', 'Name'],
  kana: ['フリガナ', 'Name in kana'],
  birthYear: ['生まれた年', 'Year of birth'],
  phone: ['電話番号', 'Phone number'],
  town: ['お住まいの市町村', 'Town'],
  amount: ['金額', 'Amount'],
  storeCode: ['お店の番号', 'Store number'],
  number: ['お店の番号', 'Store number'],
  poster: ['QRコード', 'QR code'],
  search: ['お店の名前', 'Store name'],
  loginId: ['ID', 'ID'],
  password: ['パスワード', 'Password'],
  textSize: ['文字の大きさ', 'Text size'],
  language: ['ことば', 'Language'],
  reason: ['理由', 'Reason'],
  question: ['質問', 'Question'],
  note: ['補足', 'Note'],
  dueOn: ['期限', 'Due day'],
  paymentIds: ['対象の支払い', 'Payments'],
  answers: ['回答', 'Answers'],
  receiptNumber: ['レシート番号', 'Receipt number'],
  goods: ['商品・サービス', 'Goods'],
  staffOnDuty: ['会計した人', 'Staff on duty'],
  truthful: ['「記録のとおりに回答しました」', 'Confirmation'],
  postalCode: ['郵便番号', 'Postal code'],
  addressLines: ['住所', 'Address'],
  postedOn: ['差し出した日', 'Posted on'],
  tracking: ['引受番号', 'Tracking number'],
  receivedOn: ['受け取った日', 'Received on'],
  reference: ['明細の番号', 'Number on the statement'],
  ground: ['根拠', 'Ground'],
  station: ['警察署', 'Police station'],
  reportedOn: ['相談した日', 'Reported on'],
  happenedOn: ['日付', 'Day'],
  limit: ['件数', 'Page size'],
  cursor: ['ページの位置', 'Page position'],
} as const satisfies Record<string, readonly [string, string]>
