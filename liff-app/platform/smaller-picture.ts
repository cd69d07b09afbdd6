/** Enough to read a receipt, and small enough for a weak signal. */
const longestSide = 2_000
const quality = 0.85

/**
 * A photo as it is worth sending: no longer than 2,000 pixels, the right way up, and without what the camera wrote beside it.
 * What this phone cannot draw is sent as it is; the server looks at it anyway.
 */
export async function smallerPicture(file: Blob): Promise<Blob> {
  if (!file.type.startsWith('image/')) return file
  try {
    const picture = await createImageBitmap(file, { imageOrientation: 'from-image' })
    const scale = Math.min(1, longestSide / Math.max(picture.width, picture.height))
    const canvas = document.createElement('canvas')
    canvas.width = Math.round(picture.width * scale)
    canvas.height = Math.round(picture.height * scale)
    canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height)
    picture.close()
    return await new Promise<Blob>((done) => {
      canvas.toBlob((made) => done(made ?? file), 'image/jpeg', quality)
    })
  } catch {
    return file
  }
}
