import { fileURLToPath } from 'node:url'
import tailwind from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { catalogues } from './catalogues.ts'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

export default defineConfig({
  root: here('.'),
  base: '/desk/',
  plugins: [catalogues(), react(), tailwind()],
  build: {
    outDir: here('../dist/console'),
    emptyOutDir: true,
    target: 'es2022',
    // What is inlined as data would be refused by the content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
  // While the desk is worked on: the pages come from here, everything else from a running Wabaton.
  server: { proxy: Object.fromEntries(['/api', '/channels', '/sim'].map((path) => [path, 'http://127.0.0.1:8000'])) },
})
