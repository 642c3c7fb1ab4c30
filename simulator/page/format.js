// WhatsApp's own marks: *bold*, _italic_, ~struck~ and `typewriter`.
import { element } from './connection.js'

const MARKS = [
  [/```([\s\S]+?)```/, 'code'],
  [/`([^`\n]+)`/, 'code'],
  [/(?<![\w*])\*(?=\S)([^*\n]*\S)\*(?![\w*])/, 'strong'],
  [/(?<![\w_])_(?=\S)([^_\n]*\S)_(?![\w_])/, 'em'],
  [/(?<![\w~])~(?=\S)([^~\n]*\S)~(?![\w~])/, 's'],
]

/** The nodes of a text. */
export function formatted(text) {
  const found = MARKS.map(([pattern, name]) => ({ match: pattern.exec(text), name }))
    .filter(({ match }) => match)
    .sort((a, b) => a.match.index - b.match.index)[0]
  if (!found) return [text]
  const { match, name } = found
  const inside = name === 'code' ? [match[1]] : formatted(match[1])
  const rest = text.slice(match.index + match[0].length)
  return [text.slice(0, match.index), element(name, {}, ...inside), ...formatted(rest)].filter((node) => node !== '')
}
