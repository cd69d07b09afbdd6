import { randomBytes } from 'node:crypto'

/** Environment of the programme's processes in a town of its own, with secrets made up on the spot. */
export function townSettings({ appUrl, sandboxUrl, databaseUrl }: { appUrl: string; sandboxUrl: string; databaseUrl: string }): Record<string, string> {
  return {
    LOG_LEVEL: 'info', DATABASE_URL: databaseUrl, PUBLIC_URL: appUrl, SESSION_KEYS: randomBytes(32).toString('hex'),
    LINE_CHANNEL_ID: '2000000001', LINE_CHANNEL_SECRET: randomBytes(16).toString('hex'), LINE_CHANNEL_ACCESS_TOKEN: randomBytes(24).toString('base64url'), LINE_LOGIN_CHANNEL_ID: '2000000002',
    LIFF_ID: '2000000002-Mimamori', LINE_API_BASE_URL: sandboxUrl, LINE_DATA_API_BASE_URL: sandboxUrl, LINE_LOGIN_JWKS_URL: `${sandboxUrl}/oauth2/v2.1/certs`,
    PAYMENT_NOTIFICATION_SECRETS: `whsec_${randomBytes(24).toString('base64')}`,
  }
}
