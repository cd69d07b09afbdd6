import type { own as ja } from '../ja/own.ts'
import type { Wording } from '../wording.ts'

export const own: Wording<typeof ja> = {
  devices: {
    title: 'Your devices',
    inHand: 'This device',
    machines: {
      iphone: 'iPhone', ipad: 'iPad', 'android-phone': 'Android phone', 'android-tablet': 'Android tablet', windows: 'Windows computer', mac: 'Mac', linux: 'Linux computer', other: 'Another device',
    },
    last: (when) => `Last used ${when}`,
    since: (when) => `First used ${when}`,
    deny: 'Block',
    denied: 'Blocked',
    allow: 'Unblock',
    working: 'Changing…',
    ask: (machine) => `Block this ${machine}?`,
    asked: 'Nobody can pay or see your balance on that device. You keep your balance.',
    tooNew: 'For safety, this device cannot change other devices for 24 hours after its first use. If it is urgent, press “Stop payments”.',
    unknown: 'If you do not know one of these devices, press “Stop payments” and change your LINE password, too.',
  },
  sound: { title: 'Sound when paying', on: 'On', off: 'Off' },
  leaving: {
    title: 'Leave the programme',
    before: 'Before you leave',
    what: [
      'The balance you still have can no longer be used, and is not paid out.',
      'If you owe a repayment, you can leave when it is paid.',
      'Records of payments are kept for the time that is laid down.',
    ],
    left: (amount) => `Your balance now: ${amount}`,
    how: (hours) => `Please call us to leave (${hours}). We make sure that it is you first.`,
    stopInstead: 'If you only want to stop paying, use “Stop payments”. You can resume later.',
  },
  stores: {
    title: 'Find a store',
    small: 'Only where vouchers for small stores can be used',
    kinds: (kinds) => `Takes: ${kinds}`,
    hours: (opens, closes) => `${opens}–${closes}`,
    pay: (store) => `Pay at ${store}`,
    call: (store) => `Call ${store}`,
    callShort: 'Call',
    payShort: 'Pay',
    none: 'No store fits.',
    all: 'See all stores',
  },
  history: {
    filter: 'Filter',
    month: 'Month',
    everyMonth: 'All',
    monthOf: (year, month) => `${year}-${month.padStart(2, '0')}`,
    store: 'Name of the store',
    none: 'No payment fits.',
    clear: 'Clear the filter',
  },
  receipt: { save: 'Save as a picture', saving: 'Making the picture…', failed: 'The picture could not be saved. Please take a screenshot.', file: (number) => `receipt_${number}.png` },
  unsaved: { ask: 'What you typed has not been saved. Leave this page?', stay: 'Stay on this page', leave: 'Leave' },
}
