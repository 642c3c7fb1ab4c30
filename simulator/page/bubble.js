// What stands in one message, by its kind.
import { element } from './connection.js'
import { formatted } from './format.js'
import { voice } from './voice.js'

const words = (text, className = 'text') => element('div', { className, dir: 'auto' }, ...formatted(text))

const chip = (icon, title, detail, href) =>
  element(
    href ? 'a' : 'div',
    { className: 'chip', ...(href && { href, target: '_blank', rel: 'noreferrer' }) },
    element('span', { className: 'icon', textContent: icon, attributes: { 'aria-hidden': 'true' } }),
    element(
      'span',
      {},
      element('b', { dir: 'auto', textContent: title }),
      ...(detail ? [element('small', { dir: 'auto', textContent: detail })] : []),
    ),
  )

/** A file on Meta's servers has an id; one behind a link elsewhere is not fetched by this page. */
const address = ({ id }) => id && `/sim/file?id=${encodeURIComponent(id)}`

const MEDIA = {
  image: (src, name) => element('img', { className: 'photo', src, alt: name, loading: 'lazy' }),
  sticker: (src, name) => element('img', { className: 'sticker', src, alt: name }),
  video: (src, name) =>
    element('video', {
      className: 'photo',
      src,
      controls: true,
      preload: 'metadata',
      attributes: { 'aria-label': name },
    }),
  audio: (src, name) =>
    element('audio', { src, controls: true, preload: 'metadata', attributes: { 'aria-label': name } }),
}
const ICONS = { image: '📷', sticker: '💟', video: '🎬', audio: '🎵', document: '📄' }
const NAMES = { image: 'Photo', sticker: 'Sticker', video: 'Video', audio: 'Audio', document: 'Document' }

/** `heard` and `onPlay` are told of voice messages. */
function media(type, content, { size, heard, onPlay } = {}) {
  const src = address(content)
  const name = content.filename ?? (content.voice ? 'Voice message' : NAMES[type])
  const instead = () =>
    chip(content.voice ? '🎤' : ICONS[type], name, content.link ?? content.mime_type, src ?? content.link)
  const node =
    src && content.voice ? voice({ src, size, heard, onPlay }) : src && MEDIA[type] ? MEDIA[type](src, name) : instead()
  // A file that is gone, or that this browser cannot show.
  node.addEventListener('error', () => node.replaceWith(instead()), { once: true })
  return [node, ...(content.caption ? [words(content.caption)] : [])]
}

const isMedia = (type) => Object.hasOwn(NAMES, type)

const place = ({ latitude, longitude, name, address: street }) =>
  chip('📍', name ?? 'Location', street ?? `${latitude}, ${longitude}`)

const cards = (contacts) =>
  contacts.map(({ name, phones }) =>
    chip('👤', name?.formatted_name ?? 'Contact', phones?.map(({ phone }) => phone).join(', ')),
  )

function header(part) {
  if (!part) return []
  const type = (part.type ?? part.format ?? 'text').toLowerCase()
  if (type === 'text') return [element('b', { className: 'head', dir: 'auto', textContent: part.text })]
  if (type === 'location') return [place(part.content ?? {})]
  // A GIF is a short film, and is sent as one.
  const shown = type === 'gif' ? 'video' : type
  return isMedia(shown) ? media(shown, part[shown] ?? part.content ?? {}) : []
}

const footer = (text) => (text ? [words(text, 'foot')] : [])

const row = (label, onTap, detail) => {
  const node = element('button', { type: 'button', className: 'row-button', disabled: !onTap })
  node.append(element('span', { dir: 'auto', textContent: label }))
  if (detail) node.append(element('small', { dir: 'auto', textContent: detail }))
  if (onTap) node.addEventListener('click', onTap)
  return node
}

const rows = (nodes) => (nodes.length > 0 ? [element('div', { className: 'rows' }, ...nodes)] : [])

/** What a tap on an interactive message sends, where it is no button with an id. */
const ANSWERS = {
  location_request_message: [
    ['📍 Send location', { type: 'location', latitude: 36.7213, longitude: -4.4213, name: 'Málaga' }],
  ],
  request_contact_info: [['👤 Share contact info', { type: 'contacts' }]],
  call_permission_request: [
    ['Allow calls', { type: 'call_permission', response: 'accept' }],
    ['Don’t allow', { type: 'call_permission', response: 'reject' }],
  ],
}

function interactive({ wamid, content, buttons = [] }, { tap, send }) {
  const { type, action = {}, body, footer: foot } = content
  const taps = buttons.map(({ id, title, description }) => row(title, () => tap(wamid, id), description))
  const context = type === 'call_permission_request' ? { bubble: wamid } : { quoting: wamid }
  const answers = (ANSWERS[type] ?? []).map(([label, message]) => row(label, () => send({ ...message, ...context })))
  const { parameters = {} } = action
  const links = type === 'cta_url' ? [row(parameters.display_text, undefined, parameters.url)] : []
  const forms =
    type === 'flow'
      ? [row(parameters.flow_cta, () => send({ type: 'flow', bubble: wamid, response: {} }), 'sends an empty form')]
      : []
  const list = type === 'list'
  const below = [...taps, ...answers, ...links, ...forms]
  return [
    ...header(content.header),
    ...(body?.text ? [words(body.text)] : []),
    ...footer(foot?.text),
    ...(list
      ? [
          element(
            'details',
            { className: 'rows' },
            element('summary', { dir: 'auto', textContent: action.button }),
            ...below,
          ),
        ]
      : rows(below)),
  ]
}

/** WhatsApp's signs for what a button of a template does. */
const SIGNS = {
  URL: '🔗',
  PHONE_NUMBER: '📞',
  VOICE_CALL: '📞',
  COPY_CODE: '📋',
  OTP: '📋',
  FLOW: '📝',
  CATALOG: '🛍️',
  MPM: '🛍️',
  REQUEST_CONTACT_INFO: '👤',
}

const offerOf = ({ text, ends }) =>
  chip('🏷️', text, ends && `Ends ${new Date(ends).toLocaleString([], { dateStyle: 'medium', timeStyle: 'short' })}`)

function template({ wamid, shown, text, buttons = [] }, { tap, send }) {
  if (!shown) return [words(text)]
  // In the order in which they stand: cards say the same on theirs.
  const quick = buttons.map(({ id }) => id)
  const draw = ({ header: top, offer, body, footer: foot, buttons: below, cards: all = [] }) => [
    ...header(top),
    ...(offer ? [offerOf(offer)] : []),
    ...(body ? [words(body)] : []),
    ...footer(foot),
    ...rows(
      below.map(({ type, text: label, url, code, phone }) => {
        const shares = type === 'REQUEST_CONTACT_INFO' ? () => send({ type: 'contacts', quoting: wamid }) : undefined
        if (type !== 'QUICK_REPLY') return row(`${SIGNS[type] ?? ''} ${label}`.trim(), shares, url ?? code ?? phone)
        const id = quick.shift() ?? label
        return row(label, () => tap(wamid, id))
      }),
    ),
    ...(all.length > 0
      ? [
          element(
            'div',
            { className: 'cards', tabIndex: 0, role: 'group', ariaLabel: 'Cards', dataset: { scrollsSideways: '' } },
            ...all.map((card) => element('div', { className: 'card' }, ...draw(card))),
          ),
        ]
      : []),
  ]
  return draw(shown)
}

/** What the business says is told as played once it is; of what the customer has said nobody tells. */
const hearing = ({ kind, status, size, ...entry }, { play }) =>
  kind === 'bubble'
    ? { size, heard: status === 'played', ...(status !== 'played' && { onPlay: () => play(entry) }) }
    : { size }

/** The nodes of one message; `taps.tap`, `taps.send` and `taps.play` answer it. */
export function contentOf(entry, taps) {
  const { type, content, text } = entry
  if (entry.deleted) return [element('div', { className: 'text gone', textContent: 'This message was deleted' })]
  if (isMedia(type) && content) return media(type, content, hearing(entry, taps))
  if (type === 'location' && content) return [place(content)]
  if (type === 'contacts' && content) return cards(content)
  if (entry.kind === 'bubble' && type === 'interactive') return interactive(entry, taps)
  if (type === 'template') return template(entry, taps)
  if (type === 'text' || type === 'button' || type === 'interactive') return [words(text)]
  return [element('div', { className: 'text gone', dir: 'auto', textContent: text })]
}
