import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Where `npm run screens` leaves its pictures. */
export const albumFolder = join(import.meta.dirname, '../../screens')

export interface Picture {
  readonly name: string
  /** The address in the mini-app. */
  readonly path: string
  readonly files: readonly { readonly width: number; readonly file: string }[]
  /** What a look by rule found wrong; an eye finds the rest. */
  readonly findings: readonly string[]
}

/** One part of the contact sheet: the pictures of one kind of person, in the order in which they were taken. */
export class Album {
  readonly section: string
  readonly folder: string
  readonly pictures: Picture[] = []

  constructor(section: string) {
    this.section = section
    this.folder = join(albumFolder, section)
    rmSync(this.folder, { recursive: true, force: true })
    mkdirSync(this.folder, { recursive: true })
  }

  fileFor(name: string, width: number): string {
    return `${String(this.pictures.length + 1).padStart(2, '0')}-${name.replaceAll(/[\s/:?]+/g, '-')}-${width}.png`
  }

  /** The sheet is written anew after each picture: a walk that breaks leaves what it saw until then. */
  add(picture: Picture): void {
    this.pictures.push(picture)
    writeFileSync(join(this.folder, 'pictures.json'), JSON.stringify({ section: this.section, pictures: this.pictures }, null, 1))
  }
}
