/**
 * Every job queue by name, with how often and how long it is tried. Delays in seconds. After the last try a job rests
 * in `dead-letters`, where the secretariat sees it and can have it tried again.
 */
export const queues = {
  /** Payments were accepted: receipts and screening follow. */
  'after-payments': { retryLimit: 20, retryDelay: 1, retryDelayMax: 60 },
  'send-receipts': { retryLimit: 20, retryDelay: 1, retryDelayMax: 60 },
  'screen-payments': { retryLimit: 20, retryDelay: 1, retryDelayMax: 60 },
  /** LINE told us something. */
  'handle-line-event': { retryLimit: 8, retryDelay: 1, retryDelayMax: 30 },
  /** Something is to be said in LINE. LINE forgets retry keys after 24 hours, and so do we. */
  'send-line-message': { retryLimit: 3, retryDelay: 2, retryDelayMax: 10 },
  'book-notification': { retryLimit: 20, retryDelay: 1, retryDelayMax: 60 },
  'tell-officers-of-alert': { retryLimit: 20, retryDelay: 1, retryDelayMax: 60 },
  'tell-customer-stopped': { retryLimit: 20, retryDelay: 1, retryDelayMax: 60 },
  'tell-customer-resumed': { retryLimit: 20, retryDelay: 1, retryDelayMax: 60 },
  'tell-store-of-fact-check': { retryLimit: 20, retryDelay: 1, retryDelayMax: 60 },
  'tell-officers-of-answer': { retryLimit: 20, retryDelay: 1, retryDelayMax: 60 },
  'tell-officers-of-proposal': { retryLimit: 20, retryDelay: 1, retryDelayMax: 60 },
  'tell-customer-of-demand': { retryLimit: 20, retryDelay: 1, retryDelayMax: 60 },
  'tell-customer-of-repayment': { retryLimit: 20, retryDelay: 1, retryDelayMax: 60 },
  'welcome-customer': { retryLimit: 20, retryDelay: 1, retryDelayMax: 60 },
  /** Once a minute: whatever has become due by the clock (lapsing freezes, expiring proposals, waiting messages). */
  'sweep-due': { retryLimit: 0, retryDelay: 1, retryDelayMax: 1 },
  'seal-audit': { retryLimit: 0, retryDelay: 1, retryDelayMax: 1 },
} as const satisfies Record<string, { retryLimit: number; retryDelay: number; retryDelayMax: number }>

export type QueueName = keyof typeof queues

/** A job is given up by a worker that died after this many seconds, and another takes it. */
export const heartbeatSeconds = 10

export const deadLetters = 'dead-letters'
