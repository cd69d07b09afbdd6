// mimamori-line-sandbox
// LINE's message JSON as far as a phone draws it. Field names are LINE's.

export type Action = {
  type: string
  label?: string
  data?: string
  displayText?: string
  text?: string
  uri?: string
  inputOption?: string
  fillInText?: string
  clipboardText?: string
  mode?: 'date' | 'time' | 'datetime'
  initial?: string
  min?: string
  max?: string
}

export type QuickReply = { items: { imageUrl?: string; action: Action }[] }

export type LineMessage = {
  type: string
  id?: string
  text?: string
  altText?: string
  contents?: FlexNode
  originalContentUrl?: string
  previewImageUrl?: string
  packageId?: string
  stickerId?: string
  quickReply?: QuickReply
  sender?: { name?: string; iconUrl?: string }
}

export type BlockStyle = { backgroundColor?: string; separator?: boolean; separatorColor?: string }

/** Any node of a Flex message; which fields count depends on `type`. */
export type FlexNode = {
  type: string
  contents?: FlexNode[]
  // bubble
  size?: string
  header?: FlexNode
  hero?: FlexNode
  body?: FlexNode
  footer?: FlexNode
  styles?: { header?: BlockStyle; hero?: BlockStyle; body?: BlockStyle; footer?: BlockStyle }
  direction?: string
  // every component
  action?: Action
  flex?: number
  margin?: string
  position?: string
  offsetTop?: string
  offsetBottom?: string
  offsetStart?: string
  offsetEnd?: string
  // box
  layout?: string
  spacing?: string
  paddingAll?: string
  paddingTop?: string
  paddingBottom?: string
  paddingStart?: string
  paddingEnd?: string
  width?: string
  height?: string
  maxWidth?: string
  maxHeight?: string
  backgroundColor?: string
  borderColor?: string
  borderWidth?: string
  cornerRadius?: string
  justifyContent?: string
  alignItems?: string
  background?: { type?: string; angle?: string; startColor?: string; endColor?: string }
  // text, span, icon, image, button, separator
  text?: string
  color?: string
  weight?: string
  style?: string
  decoration?: string
  align?: string
  gravity?: string
  wrap?: boolean
  lineSpacing?: string
  maxLines?: number
  url?: string
  aspectRatio?: string
  aspectMode?: string
}
