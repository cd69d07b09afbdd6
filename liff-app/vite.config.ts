import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

/** Files wait compressed beside themselves: a phone on a weak network downloads a third, and no request computes it. */
const compressed: Plugin = {
  name: 'compressed',
  writeBundle({ dir = '' }, files) {
    for (const name of Object.keys(files).filter((file) => /\.(js|css|svg|wasm)$/.test(file))) {
      const path = join(dir, name)
      const whole = readFileSync(path)
      writeFileSync(`${path}.br`, brotliCompressSync(whole))
      writeFileSync(`${path}.gz`, gzipSync(whole, { level: 9 }))
    }
  },
}

/** Builds the mini-app; server/http/liff-app.ts serves the result and fills the placeholders of index.html per request. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), compressed],
  // The server replaces the nonce in every answer, so that the strict policy needs no exception.
  html: { cspNonce: '__CSP_NONCE__' },
  worker: { format: 'es' },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    manifest: true,
    // A small file turned into a data: address would be refused by the policy.
    assetsInlineLimit: 0,
    target: 'es2022',
    // Browsers without it load a part when it is needed, a moment later; the stand-in would weigh on all others.
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        // Every part is named in the others: seven letters tell builds apart as well as eight.
        chunkFileNames: 'assets/[name]-[hash:7].js',
        // LINE's SDK in a file of its own: its size shows, and a phone keeps it when only our own part has changed.
        codeSplitting: { groups: [{ name: 'line-sdk', test: /node_modules\/(?:@line\/liff|@liff|tiny-sha256|tslib)\// }] },
      },
    },
  },
})
