/**
 * The `content-disposition` of a download whose name is Japanese (RFC 6266): browsers take the second name, and the
 * first one is for whoever cannot read it. What no file system takes in a name becomes a full-width letter or a dash.
 */
export function downloadAs(name: string, plainName: string): string {
  return `attachment; filename="${plainName}"; filename*=UTF-8''${extended(safe(name))}`
}

const safe = (name: string): string => name.replace(/[\\/:*?"<>|\p{Cc}\p{Cf}]/gu, '-').toWellFormed().slice(0, nameMax)

/** UTF-16 units, well under the 255 bytes of most file systems. */
const nameMax = 80

/** RFC 8187: what encodeURIComponent leaves and the header does not allow is written out too. */
const extended = (name: string): string => encodeURIComponent(name).replace(/['()*]/g, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`)
