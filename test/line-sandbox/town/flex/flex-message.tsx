// mimamori-line-sandbox
import type { CSSProperties, ReactNode } from 'react'
import { FlexBox, type OnAction } from './flex-box.tsx'
import type { BlockStyle, FlexNode } from './message.ts'
import { bubbleWidth, colour } from './style.ts'

/** A Flex Message: one bubble, or several side by side. Text goes through React only, so it can never become markup. */
export function FlexMessage({ contents, altText, onAction }: { contents: FlexNode; altText: string; onAction: OnAction }): ReactNode {
  if (contents.type !== 'carousel') {
    return (
      <div className="flex-single" role="group" aria-label={altText}>
        <Bubble bubble={contents} onAction={onAction} />
      </div>
    )
  }
  return (
    <div className="flex-carousel" role="group" aria-label={altText} tabIndex={0}>
      {(contents.contents ?? []).slice(0, 12).map((bubble, index) => (
        <Bubble key={index} bubble={bubble} onAction={onAction} />
      ))}
    </div>
  )
}

function Bubble({ bubble, onAction }: { bubble: FlexNode; onAction: OnAction }): ReactNode {
  const act = bubble.action
  return (
    <article
      className="flex-bubble"
      style={{ width: bubbleWidth(bubble.size), direction: bubble.direction === 'rtl' ? 'rtl' : undefined }}
      onClick={act ? () => onAction(act) : undefined}
    >
      <Block name="header" node={bubble.header} look={bubble.styles?.header} onAction={onAction} />
      <Block name="hero" node={bubble.hero} look={bubble.styles?.hero} onAction={onAction} />
      <Block name="body" node={bubble.body} look={bubble.styles?.body} onAction={onAction} />
      <Block name="footer" node={bubble.footer} look={bubble.styles?.footer} onAction={onAction} />
    </article>
  )
}

type BlockProps = { name: string; node: FlexNode | undefined; look: BlockStyle | undefined; onAction: OnAction }

function Block({ name, node, look, onAction }: BlockProps): ReactNode {
  if (!node) return null
  const style: CSSProperties = { backgroundColor: colour(look?.backgroundColor) }
  if (look?.separator) style.borderTop = `1px solid ${colour(look.separatorColor) ?? '#d4d6da'}`
  // A hero is often an image alone; a box around it draws both the same way.
  const box: FlexNode = node.type === 'box' ? node : { type: 'box', layout: 'vertical', contents: [node] }
  return (
    <div className={`flex-block flex-${name}`} style={style}>
      <FlexBox box={box} onAction={onAction} className="flex-root" />
    </div>
  )
}
