/** Writes Markdown as the tags of a page come. */
export function createPage() {
  const lines: string[] = []
  let line = ''
  let isFenced = false
  /** The cells of the row that is being written. */
  let cells: string[] | undefined

  const end = () => {
    const written = isFenced ? line : line.replace(/[ \t]+$/, '')
    if (written !== '') lines.push(written)
    line = ''
  }
  const gap = () => {
    end()
    if (lines.length > 0 && lines.at(-1) !== '') lines.push('')
  }

  return {
    text(text: string) {
      if (cells) {
        if (cells.length > 0) cells.push(cells.pop()! + text)
        return
      }
      if (isFenced) {
        const [first = '', ...rest] = text.split('\n')
        line += first
        for (const next of rest) {
          lines.push(line)
          line = next
        }
        return
      }
      const flat = text.replaceAll(/\s+/g, ' ')
      line += line === '' || line.endsWith(' ') ? flat.replace(/^ /, '') : flat
    },
    line: () => (cells ? space() : end()),
    paragraph: () => (cells ? space() : gap()),
    heading(level: number) {
      if (cells) return
      gap()
      line = `${'#'.repeat(level)} `
    },
    item(mark: string) {
      if (cells) return space()
      end()
      line = mark
    },
    fence(opens: boolean) {
      if (cells || opens === isFenced) return
      if (opens) gap()
      else if (line !== '') end()
      isFenced = opens
      lines.push('```')
      if (!opens) lines.push('')
    },
    row() {
      if (isFenced) return
      end()
      cells = []
    },
    cell: () => void cells?.push(''),
    rowEnd() {
      const texts = (cells ?? []).map((text) => text.replaceAll(/\s+/g, ' ').replaceAll('|', '/').trim())
      cells = undefined
      if (texts.some(Boolean)) lines.push(`| ${texts.join(' | ')} |`)
    },
    words(): string {
      if (cells) this.rowEnd()
      end()
      // A mark without words after it says nothing.
      const told = lines.filter((text) => !/^\s*(?:-|1\.|#{1,6})$/.test(text))
      return told.join('\n').trim()
    },
  }

  /** What would begin another line is a space in a cell. */
  function space() {
    if (cells && cells.length > 0) cells.push(`${cells.pop()!} `)
  }
}
