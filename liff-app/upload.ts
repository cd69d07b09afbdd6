import { noFrom } from './api.ts'

/**
 * Sends one file, telling how much of it has left (0 to 1). By XMLHttpRequest, because `fetch` says nothing until the answer.
 * @throws ApiError for a no of the server, or when no answer came.
 */
export function upload<T>(path: string, file: Blob, onProgress: (share: number) => void): Promise<T> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', path)
    request.responseType = 'json'
    request.setRequestHeader('accept', 'application/json')
    request.setRequestHeader('x-requested-with', 'mimamori')
    request.upload.addEventListener('progress', ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0))
    request.addEventListener('load', () => {
      if (request.status === 200) resolve(request.response as T)
      else reject(noFrom(request.response, request.getResponseHeader('x-request-no')))
    })
    for (const lost of ['error', 'abort', 'timeout'] as const) request.addEventListener(lost, () => reject(noFrom(null)))
    const form = new FormData()
    form.append('file', file, 'file')
    request.send(form)
  })
}
