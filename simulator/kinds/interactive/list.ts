import { type Parameter, requireUnique } from '../../parameter.ts'
import type { InteractiveKind } from '../interactive.ts'
import { TEXT_HEADER } from './header.ts'

const MOST_SECTIONS = 10
/** In all sections together. */
const MOST_ROWS = 10
export const LONGEST_SECTION_TITLE = 24

export const list: InteractiveKind = {
  type: 'list',
  header: TEXT_HEADER,
  body: { longest: 4096 },
  footer: true,
  readAction(action) {
    const open = action.at('button').text({ longest: 20 })
    const sections = action.at('sections').list({ most: MOST_SECTIONS })
    readSectionTitles(sections)
    const rows = sections.flatMap((section) => section.at('rows').list({ most: Number.POSITIVE_INFINITY }))
    if (rows.length > MOST_ROWS) action.at('sections').wrong(`must have at most ${MOST_ROWS} rows in total`)
    const lines = rows.map((row) => {
      row.fields()
      row.at('id').text({ longest: 200 })
      const title = row.at('title').text({ longest: 24 })
      const description = row.at('description').ifGiven()?.text({ longest: 72 })
      return description ? `- ${title}: ${description}` : `- ${title}`
    })
    requireUnique(rows.map((row) => row.at('id')))
    return [`[${open}]`, ...lines]
  },
}

/** Several sections need titles to tell them apart. */
export function readSectionTitles(sections: readonly Parameter[]) {
  for (const section of sections) {
    section.fields()
    const title = section.at('title')
    if (!title.given && sections.length > 1) title.missing()
    title.ifGiven()?.text({ longest: LONGEST_SECTION_TITLE })
  }
}
