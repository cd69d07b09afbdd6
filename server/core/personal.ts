/**
 * Personal data that never prints by accident: logs, JSON and templates get a placeholder. Opening it names a purpose.
 */
export class Personal {
  readonly #value: string

  constructor(value: string) {
    this.#value = value
  }

  /** The value itself. The purpose says to a reader of the code (and of the audit log) why it is opened. */
  open(_purpose: Purpose): string {
    return this.#value
  }

  toString(): string {
    return '[personal]'
  }

  toJSON(): string {
    return '[personal]'
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return '[personal]'
  }
}

export type Purpose = 'fact-check' | 'contact' | 'repayment' | 'disclosure' | 'own-data'

/** 「山田 ●●」: the family name, enough to recognise a person in a list. */
export function masked(name: string): string {
  const [family, ...given] = name.split(/[\s　]+/)
  return given.length > 0 ? `${family ?? ''} ●●` : `${[...name].slice(0, 1).join('')}●●`
}
