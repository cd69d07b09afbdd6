// mimamori-line-sandbox
import type { ReactNode } from 'react'
import type { OnAction } from '../flex/flex-box.tsx'
import type { Action } from '../flex/message.ts'
import type { RichMenu } from '../state.ts'

/** The rich menu's image with its tappable areas, kept in proportion at any width. */
export function RichMenuPanel({ menu, onAction }: { menu: RichMenu; onAction: OnAction }): ReactNode {
  const { width, height } = menu.size
  return (
    <div className="rich-menu" style={{ aspectRatio: `${String(width)} / ${String(height)}` }} role="group" aria-label={menu.chatBarText}>
      {menu.imageUrl ? <img src={menu.imageUrl} alt={menu.name} /> : <p>メニューの画像がまだありません</p>}
      {menu.areas.map(({ bounds, action }, index) => {
        const act = action as Action
        return (
          <button
            key={index}
            type="button"
            aria-label={act.label ?? act.displayText ?? act.text ?? `メニュー${String(index + 1)}`}
            onClick={() => onAction(act)}
            style={{
              left: share(bounds.x, width),
              top: share(bounds.y, height),
              width: share(bounds.width, width),
              height: share(bounds.height, height),
            }}
          />
        )
      })}
    </div>
  )
}

const share = (part: number, whole: number): string => `${String((part / whole) * 100)}%`
