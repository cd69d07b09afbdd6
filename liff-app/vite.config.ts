import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** Builds the mini-app; server/http/liff-app.ts serves the result and fills the placeholders of index.html per request. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  // The server replaces the nonce in every answer, so that the strict policy needs no exception.
  html: { cspNonce: '__CSP_NONCE__' },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    manifest: true,
    // A small file turned into a data: address would be refused by the policy.
    assetsInlineLimit: 0,
    target: 'es2022',
  },
})
