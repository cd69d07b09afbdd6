/** What may be asked of a bench on the command line. Each has its own default; not every bench knows every wish. */
export interface Wishes {
  readonly rounds?: number | undefined
  /** Length of one round. */
  readonly seconds?: number | undefined
  /** Size of the large table. */
  readonly rows?: number | undefined
  readonly minutes?: number | undefined
  /** Show where the time goes, in a round of its own after the figures. */
  readonly profile: boolean
}

export type Tell = (line: string) => void

export interface Bench<Figures extends object> {
  run(wishes: Wishes, tell: Tell): Promise<Figures>
  inWords(figures: Figures): readonly string[]
}

type Undo = () => Promise<void> | void

/** Runs `work`; what it handed to `later` is undone afterwards, newest first, also when somebody breaks it off: the database is nobody's child. */
export async function cleanly<T>(work: (later: (undo: Undo) => void) => Promise<T>): Promise<T> {
  const undoing: Undo[] = []
  const undoAll = async () => {
    for (let undo = undoing.pop(); undo; undo = undoing.pop()) await undo()
  }
  const brokenOff = () => void undoAll().finally(() => process.exit(130))
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, brokenOff)
  try {
    return await work((undo) => undoing.push(undo))
  } finally {
    await undoAll()
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, brokenOff)
  }
}
