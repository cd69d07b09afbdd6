import { validateSignature } from '@line/bot-sdk'

/** Whether LINE signed exactly these bytes with our channel's secret. Re-serialised JSON would not do: LINE escapes emoji. */
export const isSignedByLine = (body: Buffer, channelSecret: string, signature: unknown): boolean =>
  typeof signature === 'string' && validateSignature(body, channelSecret, signature)
