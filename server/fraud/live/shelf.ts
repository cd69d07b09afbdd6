import type { Shelf } from '../dossiers/dossiers.ts'

/** A dossier was opened that nobody had brought: the turn is taken again with it. */
export class NotBrought extends Error {
  readonly key: string
  constructor(key: string) {
    super(`dossier ${key} was not brought`)
    this.key = key
  }
}

/**
 * The dossiers of one turn, as text until one is opened. Opening one that was not brought throws, because beginning a new
 * one in its place would forget what is remembered.
 */
export class BroughtShelf implements Shelf {
  readonly #texts: ReadonlyMap<string, string | null>
  readonly #open = new Map<string, unknown>()

  /** Null: brought, and there is none yet. */
  constructor(texts: ReadonlyMap<string, string | null>) {
    this.#texts = texts
  }

  get(key: string): unknown {
    if (this.#open.has(key)) return this.#open.get(key)
    const text = this.#texts.get(key)
    if (text === undefined) throw new NotBrought(key)
    if (text === null) return undefined
    const dossier: unknown = JSON.parse(text)
    this.#open.set(key, dossier)
    return dossier
  }

  set(key: string, dossier: unknown): void {
    this.#open.set(key, dossier)
  }

  /** What has to be written, as text. */
  changed(): { readonly key: string; readonly text: string }[] {
    return [...this.#open].flatMap(([key, dossier]) => {
      const text = JSON.stringify(dossier)
      return text === this.#texts.get(key) ? [] : [{ key, text }]
    })
  }
}
