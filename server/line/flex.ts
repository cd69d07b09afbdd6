import type { messagingApi } from '@line/bot-sdk'

type FlexComponent = messagingApi.FlexComponent

/** How a message looks: the colour of its band, never without its word. */
export type Tone = 'ok' | 'attention' | 'danger' | 'info' | 'stopped' | 'quiet' | 'brand'

export interface Card {
  /** Shown on the lock screen and in the list of chats: at most 60 letters, neutral for anything personal. */
  readonly altText: string
  readonly tone: Tone
  /** The word beside the band's mark, e.g. 完了 or 即時; without it the band says みまもりペイ. */
  readonly label?: string
  readonly title: string
  /** A figure in large type, e.g. ¥1,280. */
  readonly amount?: string
  readonly rows: readonly (string | Row)[]
  /** Smaller text under the rows. */
  readonly note?: string
  /** The first is the main one. At most two; an immediate alert has five. */
  readonly buttons?: readonly CardButton[]
  /** Receipts and demands are `mega`. */
  readonly size?: 'kilo' | 'mega'
}

/** A name on the left and its value on the right. */
export interface Row {
  readonly name: string
  readonly value: string
}

export type CardButton =
  | { readonly label: string; readonly url: string }
  | { readonly label: string; readonly postback: string; readonly displayText?: string }

const looks: Record<Tone, { colour: string; mark: string }> = {
  ok: { colour: '#1B6B3A', mark: '✓' },
  attention: { colour: '#8A4B00', mark: '▲' },
  danger: { colour: '#B3261E', mark: '■' },
  info: { colour: '#1A5FA8', mark: 'ℹ' },
  stopped: { colour: '#3B4FA0', mark: '‖' },
  quiet: { colour: '#59636E', mark: '―' },
  brand: { colour: '#1E4D6B', mark: '⌂' },
}
const ink = '#1C2733'
const inkSoft = '#4A5866'

/** One message as a card. Texts are plain: LINE shows what a store calls itself letter by letter. */
export const flexCard = (card: Card): messagingApi.FlexMessage => ({
  type: 'flex',
  altText: cut(card.altText, 60),
  contents: bubble(card),
})

/** Cards side by side, at most twelve of one size. */
export const flexCarousel = (altText: string, cards: readonly Omit<Card, 'altText'>[]): messagingApi.FlexMessage => ({
  type: 'flex',
  altText: cut(altText, 60),
  contents: { type: 'carousel', contents: cards.slice(0, 12).map((card) => bubble({ ...card, altText })) },
})

export const textMessage = (text: string, quick: readonly QuickReply[] = []): messagingApi.TextMessage => ({
  type: 'text',
  text: cut(text, 2_000),
  ...(quick.length > 0 ? { quickReply: quickReplies(quick) } : {}),
})

/** A button under the newest message: says a word in the person's name, or opens a page. Label at most 20 letters. */
export type QuickReply = { readonly label: string; readonly says?: string } | { readonly label: string; readonly url: string }

export const quickReplies = (quick: readonly QuickReply[]): messagingApi.QuickReply => ({
  items: quick.slice(0, 13).map((one) => ({
    type: 'action',
    action: 'url' in one
      ? { type: 'uri', label: cut(one.label, 20), uri: one.url }
      : { type: 'message', label: cut(one.label, 20), text: one.says ?? one.label },
  })),
})

function bubble(card: Card): messagingApi.FlexBubble {
  const { colour, mark } = looks[card.tone]
  const buttons = card.buttons ?? []
  return {
    type: 'bubble',
    size: card.size ?? 'kilo',
    header: {
      type: 'box',
      layout: 'vertical',
      paddingAll: '0px',
      contents: [
        { type: 'box', layout: 'vertical', height: '6px', backgroundColor: colour, contents: [{ type: 'filler' }] },
        {
          type: 'box', layout: 'vertical', paddingTop: '12px', paddingStart: '16px', paddingEnd: '16px',
          contents: [{ type: 'text', text: `${mark} ${card.label ?? 'みまもりペイ'}`, size: 'sm', weight: 'bold', color: colour, wrap: true }],
        },
      ],
    },
    body: { type: 'box', layout: 'vertical', spacing: 'sm', paddingAll: '16px', paddingTop: '8px', contents: body(card) },
    ...(buttons.length > 0
      ? { footer: { type: 'box', layout: 'vertical', spacing: 'sm', paddingAll: '12px', contents: buttons.slice(0, 5).map((one, place) => button(one, place === 0)) } }
      : {}),
  }
}

function body({ title, amount, rows, note }: Card): FlexComponent[] {
  return [
    { type: 'text', text: title, weight: 'bold', size: 'lg', color: ink, wrap: true },
    ...(amount === undefined ? [] : [{ type: 'text', text: amount, weight: 'bold', size: '3xl', color: ink, wrap: true } as const]),
    ...rows.map((row) => (typeof row === 'string' ? line(row) : pair(row))),
    ...(note === undefined ? [] : [{ type: 'text', text: note, size: 'sm', color: inkSoft, wrap: true, margin: 'md' } as const]),
  ]
}

const line = (text: string): FlexComponent => ({ type: 'text', text: text === '' ? ' ' : text, size: 'md', color: ink, wrap: true })

const pair = ({ name, value }: Row): FlexComponent => ({
  type: 'box',
  layout: 'baseline',
  spacing: 'sm',
  contents: [
    { type: 'text', text: name, size: 'md', color: inkSoft, flex: 4, wrap: true },
    { type: 'text', text: value, size: 'md', color: ink, flex: 6, wrap: true },
  ],
})

const button = (one: CardButton, main: boolean): FlexComponent => ({
  type: 'button',
  height: 'md',
  style: main ? 'primary' : 'link',
  color: looks.brand.colour,
  action: 'url' in one
    ? { type: 'uri', label: cut(one.label, 20), uri: one.url }
    : { type: 'postback', label: cut(one.label, 20), data: one.postback, displayText: one.displayText ?? one.label },
})

/** By letters as people count them: half an emoji is no text. */
function cut(text: string, length: number): string {
  const letters = [...text]
  return letters.length <= length ? text : `${letters.slice(0, length - 1).join('')}…`
}
