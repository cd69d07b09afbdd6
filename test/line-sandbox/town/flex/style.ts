// mimamori-line-sandbox
// Flex Message sizes and spacings as LINE draws them, turned into CSS values. Whatever is not one of LINE's keywords, a
// pixel length, a percentage or a hex colour is dropped, so a message can't smuggle other CSS into the page.
import type { CSSProperties } from 'react'
import type { FlexNode } from './message.ts'

const SPACING: Record<string, string> = { none: '0', xs: '2px', sm: '4px', md: '8px', lg: '12px', xl: '16px', xxl: '20px' }
const BORDER: Record<string, string> = { none: '0', light: '0.5px', normal: '1px', 'semi-bold': '2px', medium: '3px', bold: '4px' }
const TEXT: Record<string, string> = {
  xxs: '11px', xs: '13px', sm: '14px', md: '16px', lg: '19px', xl: '22px', xxl: '29px', '3xl': '35px', '4xl': '48px', '5xl': '74px',
}
const IMAGE: Record<string, string> = {
  xxs: '40px', xs: '60px', sm: '80px', md: '100px', lg: '120px', xl: '140px', xxl: '160px', '3xl': '180px', '4xl': '200px', '5xl': '220px', full: '100%',
}
const BUBBLE: Record<string, number> = { nano: 120, micro: 160, deca: 220, hecto: 241, kilo: 260, mega: 300, giga: 386 }
const PLACE: Record<string, string> = {
  'flex-start': 'flex-start', center: 'center', 'flex-end': 'flex-end',
  'space-between': 'space-between', 'space-around': 'space-around', 'space-evenly': 'space-evenly',
}
const GRAVITY: Record<string, string> = { top: 'flex-start', center: 'center', bottom: 'flex-end' }

export const bubbleWidth = (size: string | undefined): number => BUBBLE[size ?? 'mega'] ?? 300
export const textSize = (size: string | undefined): string | undefined => (size ? (TEXT[size] ?? length(size)) : undefined)
export const imageSize = (size: string | undefined): string => IMAGE[size ?? 'md'] ?? length(size) ?? '100px'
export const gravity = (value: string | undefined): string | undefined => (value ? GRAVITY[value] : undefined)
export const colour = (value: string | undefined): string | undefined =>
  value && /^#(?:[0-9a-f]{6}|[0-9a-f]{8})$/i.test(value) ? value : undefined

export function length(value: string | undefined): string | undefined {
  return value && /^-?\d{1,4}(?:\.\d{1,2})?(?:px|%)$/.test(value) ? value : undefined
}

export function spacing(value: string | undefined): string | undefined {
  return value === undefined ? undefined : (SPACING[value] ?? length(value))
}

/** Where a component stands in its box: growth, margin to the one before, offset. */
export function placeIn(box: FlexNode, node: FlexNode, index: number): CSSProperties {
  const isColumn = box.layout === 'vertical'
  const gap = spacing(node.margin) ?? (index > 0 ? spacing(box.spacing) : undefined)
  const place: CSSProperties = { flex: growth(node, isColumn) }
  if (gap && isColumn) place.marginTop = gap
  if (gap && !isColumn) place.marginInlineStart = gap
  if (node.position === 'absolute') place.position = 'absolute'
  else if (node.offsetTop || node.offsetBottom || node.offsetStart || node.offsetEnd) place.position = 'relative'
  place.top = spacing(node.offsetTop)
  place.bottom = spacing(node.offsetBottom)
  place.insetInlineStart = spacing(node.offsetStart)
  place.insetInlineEnd = spacing(node.offsetEnd)
  return place
}

function growth(node: FlexNode, isColumn: boolean): string {
  if (node.type === 'filler') return '1 1 0'
  if (node.type === 'separator' || node.type === 'icon') return '0 0 auto'
  if (node.type === 'box' && (isColumn ? node.height : node.width)) return '0 0 auto'
  const ratio = typeof node.flex === 'number' ? node.flex : isColumn ? 0 : 1
  if (ratio <= 0) return isColumn ? '0 0 auto' : '0 1 auto'
  return isColumn ? `${String(ratio)} 0 auto` : `${String(ratio)} 1 0`
}

export function boxStyle(box: FlexNode): CSSProperties {
  const style: CSSProperties = {
    flexDirection: box.layout === 'vertical' ? 'column' : 'row',
    alignItems: box.layout === 'baseline' ? 'baseline' : (PLACE[box.alignItems ?? ''] ?? 'stretch'),
    justifyContent: PLACE[box.justifyContent ?? ''],
    backgroundColor: colour(box.backgroundColor),
    borderColor: colour(box.borderColor),
    borderRadius: spacing(box.cornerRadius),
    width: length(box.width),
    height: length(box.height),
    maxWidth: length(box.maxWidth),
    maxHeight: length(box.maxHeight),
    padding: spacing(box.paddingAll),
  }
  if (box.paddingTop) style.paddingTop = spacing(box.paddingTop)
  if (box.paddingBottom) style.paddingBottom = spacing(box.paddingBottom)
  if (box.paddingStart) style.paddingInlineStart = spacing(box.paddingStart)
  if (box.paddingEnd) style.paddingInlineEnd = spacing(box.paddingEnd)
  if (box.borderWidth) style.borderWidth = BORDER[box.borderWidth] ?? length(box.borderWidth)
  if (style.borderWidth) style.borderStyle = 'solid'
  const from = colour(box.background?.startColor)
  const to = colour(box.background?.endColor)
  const angle = /^\d{1,3}(?:\.\d+)?deg$/.test(box.background?.angle ?? '') ? box.background?.angle : '0deg'
  if (from && to) style.backgroundImage = `linear-gradient(${String(angle)}, ${from}, ${to})`
  return style
}
