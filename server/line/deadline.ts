/** LINE did not answer in time; it may have done what it was asked all the same. */
export class TooLate extends Error {}

/** The SDK has no deadlines and its calls cannot be broken off: a late one is left behind. @throws TooLate */
export async function inTime<T>(call: Promise<T>, withinMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, fail) => {
    timer = setTimeout(() => fail(new TooLate(`no answer within ${withinMs} ms`)), withinMs)
  })
  try {
    return await Promise.race([call, late])
  } finally {
    clearTimeout(timer)
    // A call that loses the race may still fail, much later and to nobody.
    call.catch(() => undefined)
  }
}
