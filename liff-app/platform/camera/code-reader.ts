/** Reads QR codes and barcodes out of what the camera sees. */
export interface CodeReader {
  /** The text of a code in the present picture, or null when there is none. */
  read(video: HTMLVideoElement): Promise<string | null>
  close(): void
}

/** What some browsers can do by themselves; TypeScript does not know it yet. */
interface NativeDetector {
  detect(picture: HTMLVideoElement): Promise<readonly { readonly rawValue: string }[]>
}
interface NativeDetectorClass {
  new (wishes: { formats: readonly string[] }): NativeDetector
  getSupportedFormats(): Promise<readonly string[]>
}

const formats = ['qr_code', 'code_128']
/** Larger pictures take longer and read no better: the code fills the frame. */
const pixelsAcross = 640

/** The browser's own reader where it has one, otherwise ours, which is loaded only then (about 0.5 MB). */
export async function openCodeReader(): Promise<CodeReader> {
  const Native = (globalThis as { BarcodeDetector?: NativeDetectorClass }).BarcodeDetector
  if (!Native || !(await readsOurs(Native))) return readerInWorker()
  const detector = new Native({ formats })
  return { read: async (video) => (await detector.detect(video))[0]?.rawValue ?? null, close: () => undefined }
}

async function readsOurs(native: NativeDetectorClass): Promise<boolean> {
  const known = await native.getSupportedFormats().catch((): readonly string[] => [])
  return formats.every((format) => known.includes(format))
}

/**
 * Reading by WebAssembly, in a worker: it keeps the picture moving, and only the worker's own policy has to allow
 * WebAssembly (server/http/liff-app.ts); the page's stays as strict as it is.
 */
function readerInWorker(): CodeReader {
  const worker = new Worker(new URL('./read-code-worker.ts', import.meta.url), { type: 'module' })
  const canvas = document.createElement('canvas')
  const pencil = canvas.getContext('2d', { willReadFrequently: true })
  return {
    read: (video) =>
      new Promise((found, failed) => {
        if (!pencil || video.videoWidth === 0) return found(null)
        canvas.width = Math.min(pixelsAcross, video.videoWidth)
        canvas.height = Math.round((video.videoHeight * canvas.width) / video.videoWidth)
        pencil.drawImage(video, 0, 0, canvas.width, canvas.height)
        const picture = pencil.getImageData(0, 0, canvas.width, canvas.height)
        worker.onmessage = ({ data }) => found(data as string | null)
        worker.onerror = () => failed(new Error('the code reader could not be started'))
        worker.postMessage(picture, [picture.data.buffer])
      }),
    close: () => worker.terminate(),
  }
}
