/** Files that one process takes at the same time. Each is at most 10 MB of memory, a second time while it is put together. */
const places = 8
let taken = 0

/** A place for one file, to be given back; null when all are taken: whoever comes next asks again, and memory has an end. */
export function takePlace(): (() => void) | null {
  if (taken >= places) return null
  taken += 1
  let given = false
  return () => {
    if (!given) taken -= 1
    given = true
  }
}
