// mimamori-line-sandbox
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** Builds the practice town's page; the sandbox serves the result at `/` and `/assets/*`. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  build: { outDir: '../dist', emptyOutDir: true, assetsInlineLimit: 0, target: 'es2022' },
})
