import type { Content } from 'pdfmake'
import { fingerprint } from '../../core/ids.ts'
import { dayInJapanese, startOf, type Day } from '../../core/time.ts'
import { issuerAddress, issuerName, programme } from '../../customers/programme.ts'
import { colours, mm, note, particulars, title, type Paper } from '../../documents/paper.ts'
import type { Ways } from '../demands/ways/newest-ways.ts'
import type { Part } from '../demands/demand-contents.ts'
import { contact } from '../words.ts'

/** A demand as it was issued. */
export interface IssuedDemand {
  readonly number: string
  readonly debtorName: string
  readonly issuedOn: Day
  readonly contents: readonly Part[]
  readonly contentsHash: string
}

/** Where a letter goes, as it shows in the window of its envelope. */
export interface Address {
  /** Seven digits. */
  readonly postalCode: string
  readonly lines: readonly string[]
}

/**
 * The window of a long-3 envelope (120 × 235 mm) over A4 folded in three: from the left and upper edge of the sheet, in
 * millimetres, wide enough for a letter that slides by 5 mm. Nothing but the address stands in it.
 */
export const envelopeWindow = { left: 20, right: 90, top: 45, bottom: 80 } as const
/** Where the address begins inside the window, and how wide it may be. */
const addressBlock = { left: 24, top: 50, width: 64 } as const
/** The fold after the first third: what the demand says begins below it. */
const fold = 99
/** The press's upper margin of a page with a head. */
const pageTop = 24

/**
 * 返済のお願い on A4: word for word what the customer reads in the mini-app, with its fingerprint. With an address it is a letter
 * for an envelope with a window, on whose first third no reason and no amount can be read.
 * After it, on a page of its own: how it can be paid.
 * @throws Error when the contents are not what was issued.
 */
export function demandPaper(demand: IssuedDemand, address: Address | null, ways: Ways | null): Paper {
  if (fingerprint(demand.contents) !== demand.contentsHash) throw new Error(`the contents of ${demand.number} are not what was issued`)
  return {
    title: `返済のお願い ${demand.number}`,
    at: ways?.givenAt ?? startOf(demand.issuedOn),
    head: { left: issuerName, right: dayInJapanese(demand.issuedOn) },
    foot: `${demand.number}　控え番号 ${demand.contentsHash.slice(0, 16)}`,
    content: [
      ...(address ? envelope(demand.debtorName, address) : []),
      title('返済のお願い'),
      ...demand.contents.flatMap(part),
      note(`控え番号（SHA-256） ${demand.contentsHash}`),
      ...(ways ? waysPage(demand.number, ways) : []),
    ],
  }
}

/** A heading never stands alone at the end of a page, and no sentence is torn between two. */
function part({ heading, lines }: Part, at: number): Content[] {
  const [first, ...others] = lines.map((line): Content => ({ unbreakable: true, stack: [{ text: line, margin: [0, 0, 0, 3] }] }))
  return [{ unbreakable: true, stack: [{ text: `${at + 1}　${heading}`, style: 'heading' }, ...(first ? [first] : [])] }, ...others]
}

/** お支払い方法のご案内, word for word as in the mini-app, with its own version and fingerprint. */
function waysPage(number: string, { version, contents, contentsHash }: Ways): Content[] {
  if (fingerprint(contents) !== contentsHash) throw new Error(`the ways to pay ${number} are not what was given`)
  const { intro, ways } = contents.ja
  return [
    { text: 'お支払い方法のご案内', style: 'title', pageBreak: 'before' },
    ...intro.map((text): Content => ({ text, margin: [0, 0, 0, 3] })),
    ...ways.map(({ name, numbers, steps }): Content => ({
      unbreakable: true,
      stack: [{ text: name, style: 'heading' }, particulars(numbers.map((one) => [one.name, one.value])), ...steps.map((step, at): Content => ({ text: `${at + 1}. ${step}`, margin: [0, 0, 0, 3] }))],
    })),
    { ...(note(`案内 第${version}版　控え番号（SHA-256） ${contentsHash}`) as object), margin: [0, 12, 0, 0] } as Content,
  ]
}

function envelope(name: string, { postalCode, lines }: Address): Content[] {
  return [
    {
      absolutePosition: { x: mm(addressBlock.left), y: mm(addressBlock.top) },
      columns: [{
        width: mm(addressBlock.width),
        stack: [`〒${postalCode.slice(0, 3)}-${postalCode.slice(3)}`, ...lines, { text: `${name} 様`, fontSize: 11, bold: true, margin: [0, 3, 0, 0] }],
      }],
    },
    {
      absolutePosition: { x: mm(112), y: mm(50) },
      columns: [{
        width: mm(80),
        stack: [issuerName, `〒${programme.issuer.postalCode}`, issuerAddress, `電話 ${contact}`].map((text) => ({ text, fontSize: 8.5, color: colours.inkSoft })),
      }],
    },
    { text: '', margin: [0, mm(fold - pageTop), 0, 0] },
  ]
}
