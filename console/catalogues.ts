import { parse } from '@formatjs/icu-messageformat-parser'
import type { Plugin } from 'vite'

/**
 * Messages of the catalogues are read as the desk is built, so that no browser has to: what reads them would be a tenth of
 * the first load.
 */
export const catalogues = (): Plugin => ({
  name: 'catalogues',
  enforce: 'pre',
  resolveId: {
    filter: { id: /^@formatjs\/icu-messageformat-parser$/ },
    handler(_id, importer) {
      return this.resolve('@formatjs/icu-messageformat-parser/no-parser.js', importer, { skipSelf: true })
    },
  },
  transform: {
    filter: { id: /\/words\/\w+\/\w+\.json$/ },
    handler(code) {
      const words = Object.entries(JSON.parse(code) as Record<string, string>)
      const read = words.map(([word, text]) => [word, text.includes('{') ? parse(text) : text])
      return JSON.stringify(Object.fromEntries(read))
    },
  },
})
