// What the page asks of the simulator, and what it is told.

async function ask(path, options) {
  const response = await fetch(`/sim/api/${path}`, options)
  const body = await response.json()
  if (!response.ok) throw new Error(body.error)
  return body
}

export const get = (path, query = {}) => ask(`${path}?${new URLSearchParams(query)}`)

export const post = (path, body) =>
  ask(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })

/** Calls `onEvent` for everything that happens, and `onOpen` whenever the connection stands (again). */
export function listen(onEvent, onOpen, onLost) {
  const source = new EventSource('/sim/api/events')
  source.addEventListener('open', onOpen)
  source.addEventListener('error', onLost)
  source.addEventListener('message', ({ data }) => onEvent(JSON.parse(data)))
}

export function element(name, properties = {}, ...children) {
  const node = document.createElement(name)
  const { dataset, attributes, ...rest } = properties
  Object.assign(node, rest)
  Object.assign(node.dataset, dataset)
  for (const [key, value] of Object.entries(attributes ?? {})) node.setAttribute(key, value)
  node.append(...children)
  return node
}

export const byId = (id) => document.getElementById(id)

/** The first letter of a name, for a round face. */
export const initial = (name = '') => [...name.trim()][0]?.toUpperCase() ?? '?'

export const inBase64 = (blob) =>
  new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.addEventListener('load', () => resolve(String(reader.result).split(',')[1] ?? ''))
    reader.addEventListener('error', () => reject(reader.error))
    reader.readAsDataURL(blob)
  })
