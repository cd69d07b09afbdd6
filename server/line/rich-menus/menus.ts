import type { messagingApi } from '@line/bot-sdk'

/** Who sees which menu: guests are everybody whom our records don't know, the stopped are customers who cannot pay now. */
export const menuNames = ['guest', 'customer', 'stopped', 'store', 'secretariat'] as const
export type MenuName = (typeof menuNames)[number]

export interface MenuDesign {
  readonly size: { readonly width: number; readonly height: number }
  readonly areas: readonly MenuArea[]
  /** Open when the chat is opened. Officers find theirs folded up: the alerts in the chat come first, and they are tall. */
  readonly isOpen: boolean
}

/** A place to tap, and the word that does the same in the chat, because LINE for PC shows no rich menu. */
export type MenuArea = { readonly label: string; readonly command: string; readonly bounds: Bounds } & Tap

/** A page of the mini-app, or a command that the chat answers. */
export type Tap = { readonly page: string } | { readonly says: string }

export interface Bounds {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

type Wish = Omit<MenuArea, 'bounds'> & Tap

export const menus: Record<MenuName, MenuDesign> = {
  guest: {
    isOpen: true,
    size: { width: 2500, height: 843 },
    areas: [
      { label: '登録をはじめる', page: '/register', command: '登録', bounds: { x: 0, y: 0, width: 1667, height: 843 } },
      { label: 'English', says: 'english', command: 'English', bounds: { x: 1667, y: 0, width: 833, height: 843 } },
    ],
  },
  customer: customersMenu({ label: '支払う', page: '/pay', command: '支払い' }, { label: 'コードを見せる', page: '/pay/code', command: '支払い' }),
  stopped: customersMenu({ label: 'お支払い停止中・くわしく見る', page: '/stopped', command: '支払い' }, { label: 'お問い合わせ', says: 'contact', command: 'お問い合わせ' }),
  store: sixAreas(
    { label: '受付を見る', page: '/store', command: '受付' },
    { label: '金額QR', page: '/store/request', command: '金額QR' },
    { label: 'コード読取', page: '/store/scan', command: 'コード読取' },
    { label: '今日の売上', says: 'today', command: '今日の売上' },
    { label: '確認依頼', page: '/store/fact-checks', command: '確認依頼' },
    { label: '入金がない', page: '/store/not-received', command: '入金がない' },
  ),
  secretariat: {
    ...sixAreas(
      { label: '状況', page: '/office', command: '状況' },
      { label: '即時の案件', page: '/office/cases?u=immediate', command: '即時' },
      { label: '承認', page: '/office/approvals', command: '承認' },
      { label: '事実確認の回答', page: '/office/cases?s=answered', command: '事実確認の回答' },
      { label: '返済', page: '/office/repayments', command: '返済' },
      { label: '停止スイッチ', page: '/office/functions', command: '停止スイッチ' },
    ),
    isOpen: false,
  },
}

/** The menu as LINE takes it. `name` is seen by nobody but us; `linkTo` makes a page's address inside LINE. */
export function menuRequest(menu: MenuName, name: string, linkTo: (page: string) => string): messagingApi.RichMenuRequest {
  const { size, areas, isOpen } = menus[menu]
  return {
    size,
    selected: isOpen,
    name,
    chatBarText: 'メニュー',
    areas: areas.map((area) => ({
      bounds: area.bounds,
      action: 'page' in area
        ? { type: 'uri', label: area.label, uri: linkTo(area.page) }
        : { type: 'postback', label: area.label, data: area.says, displayText: area.label },
    })),
  }
}

/** Who cannot pay has no code to show either: the first two places say what is the matter, and whom to ask. */
function customersMenu(first: Wish, second: Wish): MenuDesign {
  return sixAreas(
    first,
    second,
    { label: '残高', says: 'balance', command: '残高' },
    { label: '履歴', page: '/payments', command: '履歴' },
    { label: '返済・お知らせ', page: '/notices', command: 'お知らせ' },
    { label: '困ったとき', says: 'help', command: '困ったとき' },
  )
}

/** Two rows of three that fill LINE's large size to the last pixel. */
function sixAreas(...wishes: readonly [Wish, Wish, Wish, Wish, Wish, Wish]): MenuDesign {
  const columns = [{ x: 0, width: 833 }, { x: 833, width: 834 }, { x: 1667, width: 833 }] as const
  const places = [0, 843].flatMap((y) => columns.map((column) => ({ ...column, y, height: 843 })))
  return {
    isOpen: true,
    size: { width: 2500, height: 1686 },
    areas: places.flatMap((bounds, place) => {
      const wish = wishes[place]
      return wish ? [{ ...wish, bounds }] : []
    }),
  }
}
