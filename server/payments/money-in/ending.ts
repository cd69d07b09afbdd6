/** Who said it, and in which notification; none when it was found in the provider's own list. */
export interface Source {
  readonly provider: string
  readonly notificationId: string | null
}

/** How a notification ended; `outcome` says it to the secretariat. */
export interface Ending {
  readonly state: 'booked' | 'suspense' | 'ignored'
  readonly outcome: string
}
