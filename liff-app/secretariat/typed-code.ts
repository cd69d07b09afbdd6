/** Codes are capitals and half-width, however they were typed. */
export const codeOf = (typed: string): string => typed.normalize('NFKC').replace(/[‐‑–—−ー]/g, '-').trim().toUpperCase()
