// What the page asks of the pretend Slack, and what it is told.

async function ask(path, options) {
  const response = await fetch(`/slack/control/${path}`, options)
  const body = await response.json()
  if (!response.ok) throw new Error(body.error)
  return body
}

export const get = (path, query) =>
  ask(`${path}?${new URLSearchParams(Object.entries(query).filter(([, value]) => value))}`)

export const post = (verb, body) =>
  ask(verb, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })

/** Calls `onChange` whenever anything has changed, and when the connection stands (again). */
export function listen(onChange) {
  const source = new EventSource('/slack/control/events')
  source.addEventListener('open', onChange)
  source.addEventListener('message', onChange)
}

export function element(name, properties = {}, ...children) {
  const node = document.createElement(name)
  const { dataset, attributes, ...rest } = properties
  Object.assign(node, rest)
  Object.assign(node.dataset, dataset)
  for (const [key, value] of Object.entries(attributes ?? {})) node.setAttribute(key, value)
  node.append(...children.filter((child) => child !== undefined && child !== ''))
  return node
}

export const byId = (id) => document.getElementById(id)

export const inBase64 = (blob) =>
  new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.addEventListener('load', () => resolve(String(reader.result).split(',')[1] ?? ''))
    reader.addEventListener('error', () => reject(reader.error))
    reader.readAsDataURL(blob)
  })
