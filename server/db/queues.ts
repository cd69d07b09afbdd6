/**
 * Every job queue by name, with how often and how long it is tried. Delays in seconds. After the last try a job rests
 * in `dead-letters`, where the secretariat sees it and can have it tried again; what is not tried again is due anyhow a
 * minute later and rests nowhere.
 */
export const queues = {
  /** Payments were accepted: receipts and screening follow. */
  'after-payments': { retryLimit: 20, retryDelay: 1, retryDelayMax: 60 },
  'send-receipts': { retryLimit: 20, retryDelay: 1, retryDelayMax: 60 },
  /** Money went back to a payer: they are told, and after a refund the store too. */
  'after-void': { retryLimit: 20, retryDelay: 1, retryDelayMax: 60 },
  'after-refund': { retryLimit: 20, retryDelay: 1, retryDelayMax: 60 },
  'screen-payments': { retryLimit: 20, retryDelay: 1, retryDelayMax: 60 },
  /** LINE told us something: a few events that came together, and one alone after it failed among them. */
  'handle-line-events': { retryLimit: 8, retryDelay: 1, retryDelayMax: 30 },
  'handle-line-event': { retryLimit: 8, retryDelay: 1, retryDelayMax: 30 },
  /** Something is to be said in LINE. LINE forgets retry keys after 24 hours, and so do we. */
  'send-line-message': { retryLimit: 20, retryDelay: 1, retryDelayMax: 60 },
  'book-notification': { retryLimit: 20, retryDelay: 1, retryDelayMax: 60 },
  'book-assigned': { retryLimit: 20, retryDelay: 1, retryDelayMax: 60 },
  /** The provider's list of a day is asked for until it answers: about half a day. */
  'reconcile-day': { retryLimit: 20, retryDelay: 30, retryDelayMax: 3600, expireInSeconds: 900 },
  'tell-officers-of-money': { retryLimit: 20, retryDelay: 1, retryDelayMax: 60 },
  'tell-officer-of-assignment': { retryLimit: 20, retryDelay: 1, retryDelayMax: 60 },
  'tell-officers-of-alert': { retryLimit: 20, retryDelay: 1, retryDelayMax: 60 },
  'tell-officers-of-clock': { retryLimit: 20, retryDelay: 1, retryDelayMax: 60 },
  'mail-officers-of-case': { retryLimit: 20, retryDelay: 5, retryDelayMax: 300 },
  'tell-customer-stopped': { retryLimit: 20, retryDelay: 1, retryDelayMax: 60 },
  'tell-customer-resumed': { retryLimit: 20, retryDelay: 1, retryDelayMax: 60 },
  'tell-store-of-fact-check': { retryLimit: 20, retryDelay: 1, retryDelayMax: 60 },
  'tell-store-of-stop': { retryLimit: 20, retryDelay: 1, retryDelayMax: 60 },
  'tell-customer-self-stopped': { retryLimit: 20, retryDelay: 1, retryDelayMax: 60 },
  'tell-customer-self-stop-released': { retryLimit: 20, retryDelay: 1, retryDelayMax: 60 },
  'tell-customer-of-report': { retryLimit: 20, retryDelay: 1, retryDelayMax: 60 },
  'receive-appeal': { retryLimit: 20, retryDelay: 1, retryDelayMax: 60 },
  'tell-customer-of-appeal': { retryLimit: 20, retryDelay: 1, retryDelayMax: 60 },
  'tell-officers-of-answer': { retryLimit: 20, retryDelay: 1, retryDelayMax: 60 },
  'tell-store-of-reminder': { retryLimit: 20, retryDelay: 1, retryDelayMax: 60 },
  'ask-customer': { retryLimit: 20, retryDelay: 1, retryDelayMax: 60 },
  'tell-officers-of-customer': { retryLimit: 20, retryDelay: 1, retryDelayMax: 60 },
  'tell-officers-of-store-report': { retryLimit: 20, retryDelay: 1, retryDelayMax: 60 },
  'tell-officers-of-infected-file': { retryLimit: 20, retryDelay: 1, retryDelayMax: 60 },
  'tell-changed-proposal': { retryLimit: 20, retryDelay: 1, retryDelayMax: 60 },
  'tell-officers-of-proposal': { retryLimit: 20, retryDelay: 1, retryDelayMax: 60 },
  'tell-officers-of-function': { retryLimit: 20, retryDelay: 1, retryDelayMax: 60 },
  'tell-customer-of-demand': { retryLimit: 20, retryDelay: 1, retryDelayMax: 60 },
  'tell-customer-of-repayment': { retryLimit: 20, retryDelay: 1, retryDelayMax: 60 },
  'tell-customer-of-reminder': { retryLimit: 20, retryDelay: 1, retryDelayMax: 60 },
  'tell-customer-of-schedule': { retryLimit: 20, retryDelay: 1, retryDelayMax: 60 },
  'tell-officers-of-repayment': { retryLimit: 20, retryDelay: 1, retryDelayMax: 60 },
  'tell-of-new-device': { retryLimit: 20, retryDelay: 1, retryDelayMax: 60 },
  'fetch-payment-ways': { retryLimit: 20, retryDelay: 5, retryDelayMax: 300, policy: 'exclusive' },
  'tell-customer-of-return': { retryLimit: 20, retryDelay: 1, retryDelayMax: 60 },
  'tell-customer-of-returned-surplus': { retryLimit: 20, retryDelay: 1, retryDelayMax: 60 },
  'tell-customer-of-withdrawal': { retryLimit: 20, retryDelay: 1, retryDelayMax: 60 },
  'tell-customer-of-waiver': { retryLimit: 20, retryDelay: 1, retryDelayMax: 60 },
  /** Two officers agreed on money that they read on a statement. */
  'book-by-hand': { retryLimit: 20, retryDelay: 1, retryDelayMax: 60 },
  'welcome-customer': { retryLimit: 20, retryDelay: 1, retryDelayMax: 60 },
  /** Somebody became a customer, a store's or the secretariat's, or came back: the menu under their chat changes. */
  'link-rich-menu': { retryLimit: 60, retryDelay: 2, retryDelayMax: 300 },
  /** At every worker's start; never two at a time, because both would make the menus that are missing. */
  'publish-rich-menus': { retryLimit: 200, retryDelay: 5, retryDelayMax: 300, expireInSeconds: 900, policy: 'exclusive' },
  /** Once a minute: whatever has become due by the clock (lapsing freezes, expiring proposals, waiting messages). */
  'sweep-due': { retryLimit: 0, retryDelay: 1, retryDelayMax: 1 },
  /** What each day brought to each store. Asked for once a minute, one at a time. */
  'fold-store-days': { retryLimit: 0, retryDelay: 1, retryDelayMax: 1, expireInSeconds: 900, policy: 'exclusive' },
  /** Closing periods that are over, and the draft of what is transferred next. */
  'close-periods': { retryLimit: 20, retryDelay: 5, retryDelayMax: 300, expireInSeconds: 3_600, policy: 'exclusive' },
  /** A trial of other settings on the past: minutes of a worker's spare time, one at a time. */
  'run-backtest': { retryLimit: 3, retryDelay: 2, retryDelayMax: 30, expireInSeconds: 7_200 },
  'seal-audit': { retryLimit: 0, retryDelay: 1, retryDelayMax: 1 },
} as const satisfies Record<string, QueueWishes>

export interface QueueWishes {
  retryLimit: number
  retryDelay: number
  retryDelayMax: number
  /** A job that takes longer is taken for lost. Default: two minutes. */
  expireInSeconds?: number
  /** `exclusive`: one job waits or runs, more are not taken. It stays what it was when the queue was made. */
  policy?: 'exclusive'
}

export type QueueName = keyof typeof queues

/** A job is given up by a worker that died after this many seconds, and another takes it. */
export const heartbeatSeconds = 10

export const deadLetters = 'dead-letters'
