// mimamori-line-sandbox

export interface Content {
  readonly bytes: Buffer
  readonly contentKind: string
}

/** Pictures that people sent, by message id; LINE keeps them for a while only, and so do we. */
export interface Contents {
  put(messageId: string, content: Content): void
  get(messageId: string): Content | undefined
}

const most = 100

export function openContents(): Contents {
  const contents = new Map<string, Content>()
  return {
    put: (messageId, content) => {
      contents.set(messageId, content)
      if (contents.size > most) contents.delete(contents.keys().next().value ?? '')
    },
    get: (messageId) => contents.get(messageId),
  }
}
