/** Half-width digits out of whatever a Japanese keyboard gives (１２３, 1-2-3); everything else is dropped. */
export const onlyDigits = (typed: string): string => halfWidth(typed).replace(/\D/g, '')

/** １２３ → 123. Other letters stay as they are. */
export const halfWidth = (typed: string): string => typed.replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0))
