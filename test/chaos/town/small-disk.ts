import { execFile } from 'node:child_process'
import { chmodSync, closeSync, mkdirSync, mkdtempSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs'
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

/** Nobody's real disk is this small. */
const largestMegabytes = 4_096

/**
 * A file system so small that it can be filled without harm to anybody else: a tmpfs of our own, or the one that
 * CHAOS_DISK names, where we may not mount (`hdiutil` makes one on a Mac). @throws with a sentence for a person where there
 * is neither: the disk that fills up is part of the test, so the test fails instead of leaving it out.
 */
export async function openSmallDisk(folder: string, megabytes: number, prepared = process.env.CHAOS_DISK): Promise<SmallDisk> {
  const disk = prepared === undefined ? await mounted(folder, megabytes) : given(prepared)
  const ballast = join(disk.folder, 'ballast')
  return {
    ...disk,
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
  }
}

type Place = Pick<SmallDisk, 'folder' | 'close'>

async function mounted(folder: string, megabytes: number): Promise<Place> {
  mkdirSync(folder, { recursive: true })
  try {
    await run('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=0711`, 'tmpfs', folder])
  } catch (fault) {
    throw new Error('No small disk for PostgreSQL can be mounted here: that needs Linux and root (in a container: --cap-add SYS_ADMIN). Elsewhere, name an empty one of about 400 MB in CHAOS_DISK.', { cause: fault })
  }
  // Whoever was killed a moment ago may still be letting go of its files.
  const close = async () => {
    await run('umount', ['-l', folder])
  }
  return { folder, close }
}

function given(prepared: string): Place {
  const { blocks, bsize } = statfsSync(prepared)
  if (blocks * bsize > largestMegabytes * 1024 * 1024) throw new Error(`CHAOS_DISK=${prepared} is no small disk: it has ${Math.round((blocks * bsize) / 1024 / 1024)} MB, and we are going to fill it.`)
  const folder = mkdtempSync(join(prepared, 'mimamori-'))
  chmodSync(folder, 0o711)
  return { folder, close: async () => rmSync(folder, { recursive: true, force: true }) }
}

function writeUntilFull(handle: number, block: Buffer): void {
  try {
    for (;;) if (writeSync(handle, block) < block.length) return
  } catch (fault) {
    if (!(fault instanceof Error && 'code' in fault && fault.code === 'ENOSPC')) throw fault
  }
}
