import { writeFileSync } from 'node:fs'
import { encode } from 'uqr'

const [across, down] = [640, 480]
const [white, black, colourless] = [235, 16, 128]

/** Films a QR code: one picture without colour in the simplest format there is (YUV4MPEG2), which Chromium plays for ever. */
export function filmOfCode(text: string, file: string): void {
  const { data, size } = encode(text, { border: 4 })
  const dots = Math.floor(down / size)
  const [left, top] = [Math.floor((across - dots * size) / 2), Math.floor((down - dots * size) / 2)]
  const light = Buffer.alloc(across * down, white)
  for (let y = 0; y < dots * size; y += 1) {
    for (let x = 0; x < dots * size; x += 1) {
      if (data[Math.floor(y / dots)]?.[Math.floor(x / dots)]) light[(top + y) * across + left + x] = black
    }
  }
  const picture = Buffer.concat([Buffer.from('FRAME\n'), light, Buffer.alloc((across * down) / 2, colourless)])
  writeFileSync(file, Buffer.concat([Buffer.from(`YUV4MPEG2 W${across} H${down} F5:1 Ip A1:1 C420jpeg\n`), picture, picture]))
}
