// Slack's own way of marking text, as nodes. Nothing of it is ever read as HTML.
import { element } from './asking.js'

const EMOJI = {
  '+1': '👍',
  blush: '😊',
  bell: '🔔',
  eyes: '👀',
  grinning: '😀',
  heart: '❤️',
  heavy_check_mark: '✔️',
  hourglass_flowing_sand: '⏳',
  lock: '🔒',
  memo: '📝',
  package: '📦',
  pray: '🙏',
  robot_face: '🤖',
  rotating_light: '🚨',
  slightly_smiling_face: '🙂',
  speech_balloon: '💬',
  tada: '🎉',
  warning: '⚠️',
  white_check_mark: '✅',
  wink: '😉',
  x: '❌',
}

export const emoji = (name) => EMOJI[name] ?? `:${name}:`

const plainly = (text) => text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')

const PIECES =
  /```([\s\S]+?)```|`([^`\n]+)`|<([^<>\n]+)>|:([a-z0-9_+-]+):|(?<![\w*])\*([^*\n]+)\*(?![\w*])|(?<![\w_])_([^_\n]+)_(?![\w_])|(?<![\w~])~([^~\n]+)~(?![\w~])/g

/** `names` tells who a user id is. */
export function mrkdwn(text, names) {
  const holder = document.createDocumentFragment()
  const lines = text.split('\n')
  for (let at = 0; at < lines.length; ) {
    const isQuote = lines[at].startsWith('&gt;')
    let end = at
    while (end < lines.length && lines[end].startsWith('&gt;') === isQuote) end++
    const part = lines.slice(at, end)
    if (isQuote) {
      const quoted = part.map((line) => line.replace(/^&gt; ?/, '')).join('\n')
      holder.append(element('blockquote', {}, inline(quoted, names)))
    } else holder.append(inline(part.join('\n'), names))
    at = end
  }
  return holder
}

function inline(text, names) {
  const holder = document.createDocumentFragment()
  let from = 0
  for (const found of text.matchAll(PIECES)) {
    const [whole, pre, code, angle, name, bold, italic, struck] = found
    holder.append(plainly(text.slice(from, found.index)))
    from = found.index + whole.length
    if (pre !== undefined) holder.append(element('pre', {}, plainly(pre.trim())))
    else if (code !== undefined) holder.append(element('code', {}, plainly(code)))
    else if (angle !== undefined) holder.append(angled(angle, names))
    else if (name !== undefined) holder.append(emoji(name))
    else if (bold !== undefined) holder.append(element('strong', {}, inline(bold, names)))
    else if (italic !== undefined) holder.append(element('em', {}, inline(italic, names)))
    else holder.append(element('s', {}, inline(struck, names)))
  }
  holder.append(plainly(text.slice(from)))
  return holder
}

/** `!date^1795301324^{date_short_pretty} {time}`: in the time of whoever looks. */
function dated(what, fallback) {
  const [, seconds, format] = what.split('^')
  const at = new Date(Number(seconds) * 1000)
  if (!format || Number.isNaN(at.getTime())) return fallback
  const day = (moment) => moment.toDateString()
  const isToday = day(at) === day(new Date())
  const shown = {
    time: at.toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' }),
    pretty: isToday ? 'today' : at.toLocaleDateString([], { month: 'short', day: 'numeric' }),
    plain: at.toLocaleDateString([], { month: 'short', day: 'numeric', year: 'numeric' }),
  }
  return format.replaceAll(/\{(\w+)\}/g, (whole, token) => {
    if (token.startsWith('time')) return shown.time
    if (!token.startsWith('date') && token !== 'ago') return whole
    return token.endsWith('pretty') ? shown.pretty : shown.plain
  })
}

function angled(inside, names) {
  const [what = '', label] = inside.split('|')
  const mention = (text) => element('span', { className: 'mention' }, text)
  if (what.startsWith('@')) return mention(`@${names(what.slice(1)) ?? what.slice(1)}`)
  if (what.startsWith('#')) return mention(`#${label ?? what.slice(1)}`)
  if (what.startsWith('!date')) return document.createTextNode(dated(what, plainly(label ?? '')))
  if (what.startsWith('!subteam')) return mention(label ?? '@group')
  if (what.startsWith('!')) return mention(`@${what.slice(1)}`)
  if (!/^(https?|mailto|tel):/.test(what)) return document.createTextNode(plainly(inside))
  return element('a', { href: plainly(what), target: '_blank', rel: 'noreferrer' }, plainly(label ?? what))
}
