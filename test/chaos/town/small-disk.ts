import { execFile } from 'node:child_process'
import { closeSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)
const blockBytes = 64 * 1024

export interface SmallDisk {
  readonly folder: string
  /** Takes every byte that is left. Again and again it takes what was freed meanwhile. */
  fill(): void
  free(): void
  close(): Promise<void>
}

/**
 * A file system of its own, so small that it can be filled without harm to anybody else: a tmpfs.
 * @throws with a sentence for a person where none can be mounted. The disk that fills up is part of the test, so the test
 * then fails instead of leaving it out.
 */
export async function openSmallDisk(folder: string, megabytes: number): Promise<SmallDisk> {
  mkdirSync(folder, { recursive: true })
  try {
    await run('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=0711`, 'tmpfs', folder])
  } catch (fault) {
    throw new Error(`A small disk for PostgreSQL cannot be mounted here: it needs Linux, and root or CAP_SYS_ADMIN (in a container: --cap-add SYS_ADMIN).`, { cause: fault })
  }
  const ballast = join(folder, 'ballast')
  return {
    folder,
    fill: () => {
      const handle = openSync(ballast, 'a')
      try {
        // Whole blocks first, then single pages, until nothing fits any more.
        for (const size of [blockBytes, 4_096]) writeUntilFull(handle, Buffer.alloc(size))
      } finally {
        closeSync(handle)
      }
    },
    free: () => rmSync(ballast, { force: true }),
    close: async () => {
      // Whoever was killed a moment ago may still be letting go of its files.
      await run('umount', ['-l', folder])
    },
  }
}

function writeUntilFull(handle: number, block: Buffer): void {
  try {
    for (;;) if (writeSync(handle, block) < block.length) return
  } catch (fault) {
    if (!(fault instanceof Error && 'code' in fault && fault.code === 'ENOSPC')) throw fault
  }
}
