// mimamori-line-sandbox
import type { CSSProperties, KeyboardEvent, MouseEvent, ReactNode } from 'react'
import type { Action, FlexNode } from './message.ts'
import { boxStyle, colour, gravity, imageSize, length, placeIn, textSize } from './style.ts'

export type OnAction = (action: Action) => void

type BoxProps = { box: FlexNode; onAction: OnAction; place?: CSSProperties; className?: string }

export function FlexBox({ box, onAction, place, className }: BoxProps): ReactNode {
  return (
    <div className={`flex-box ${className ?? ''}`} style={{ ...boxStyle(box), ...place }} {...pressable(box.action, onAction)}>
      {(box.contents ?? []).map((node, index) => (
        <Component key={index} box={box} node={node} index={index} onAction={onAction} />
      ))}
    </div>
  )
}

type ComponentProps = { box: FlexNode; node: FlexNode; index: number; onAction: OnAction }

function Component({ box, node, index, onAction }: ComponentProps): ReactNode {
  const place = placeIn(box, node, index)
  switch (node.type) {
    case 'box':
      return <FlexBox box={node} onAction={onAction} place={place} />
    case 'text':
      return <FlexText node={node} place={place} onAction={onAction} />
    case 'button':
      return <FlexButton node={node} place={place} onAction={onAction} />
    case 'image':
    case 'icon':
      return <FlexImage node={node} place={place} onAction={onAction} />
    case 'separator':
      return <div className={box.layout === 'vertical' ? 'flex-rule' : 'flex-rule upright'} style={{ ...place, borderColor: colour(node.color) }} />
    case 'filler':
      return <div style={place} />
    case 'spacer':
      return <div style={{ ...place, ...(box.layout === 'vertical' ? { height: 8 } : { width: 8 }) }} />
    default:
      return null
  }
}

type NodeProps = { node: FlexNode; place: CSSProperties; onAction: OnAction }

function FlexText({ node, place, onAction }: NodeProps): ReactNode {
  const style: CSSProperties = { ...place, ...letters(node), textAlign: textAlign(node.align), alignSelf: gravity(node.gravity) }
  const gap = length(node.lineSpacing)
  if (gap) style.lineHeight = `calc(1.4em + ${gap})`
  if (node.maxLines) style.WebkitLineClamp = node.maxLines
  return (
    <p className={`flex-text ${node.wrap ? 'wrap' : ''} ${node.maxLines ? 'clamp' : ''}`} style={style} {...pressable(node.action, onAction)}>
      {node.contents ? node.contents.map((span, index) => <span key={index} style={letters(span)}>{span.text}</span>) : node.text}
    </p>
  )
}

function FlexButton({ node, place, onAction }: NodeProps): ReactNode {
  const look = node.style === 'primary' || node.style === 'secondary' ? node.style : 'link'
  const chosen = colour(node.color)
  const style: CSSProperties = { ...place, alignSelf: gravity(node.gravity) }
  if (chosen) Object.assign(style, look === 'link' ? { color: chosen } : { backgroundColor: chosen })
  const act = node.action
  return (
    <button type="button" className={`flex-button ${look} ${node.height === 'sm' ? 'sm' : ''}`} style={style} onClick={(event) => press(event, act, onAction)}>
      {act?.label ?? ''}
    </button>
  )
}

function FlexImage({ node, place, onAction }: NodeProps): ReactNode {
  if (!node.url || !/^https?:\/\//.test(node.url)) return null
  const isIcon = node.type === 'icon'
  const width = isIcon ? (textSize(node.size) ?? '16px') : imageSize(node.size)
  const ratio = /^(\d{1,6}(?:\.\d+)?):(\d{1,6}(?:\.\d+)?)$/.exec(node.aspectRatio ?? '1:1')
  const style: CSSProperties = {
    width,
    maxWidth: '100%',
    aspectRatio: ratio ? `${String(ratio[1])} / ${String(ratio[2])}` : '1 / 1',
    objectFit: node.aspectMode === 'cover' ? 'cover' : 'contain',
    backgroundColor: colour(node.backgroundColor),
  }
  return (
    <div className={`flex-image ${node.align ?? 'center'}`} style={{ ...place, alignSelf: gravity(node.gravity) }} {...pressable(node.action, onAction)}>
      <img src={node.url} alt="" style={style} />
    </div>
  )
}

function letters(node: FlexNode): CSSProperties {
  return {
    fontSize: textSize(node.size),
    color: colour(node.color),
    fontWeight: node.weight === 'bold' ? 700 : node.weight === 'regular' ? 400 : undefined,
    fontStyle: node.style === 'italic' ? 'italic' : undefined,
    textDecoration: node.decoration === 'underline' ? 'underline' : node.decoration === 'line-through' ? 'line-through' : undefined,
  }
}

function textAlign(align: string | undefined): CSSProperties['textAlign'] {
  return align === 'center' || align === 'start' || align === 'end' ? align : undefined
}

function press(event: MouseEvent | KeyboardEvent, action: Action | undefined, onAction: OnAction): void {
  event.stopPropagation()
  if (action) onAction(action)
}

/** A box, text or image with an action is a button for mouse and keyboard alike. */
function pressable(action: Action | undefined, onAction: OnAction) {
  if (!action) return {}
  return {
    role: 'button',
    tabIndex: 0,
    'aria-label': action.label,
    onClick: (event: MouseEvent) => press(event, action, onAction),
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key === 'Enter' || event.key === ' ') press(event, action, onAction)
    },
  }
}
