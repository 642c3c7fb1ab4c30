import { createInterface } from 'node:readline'
import type { SimulatorEvent } from './events.ts'
import { onlyDigits } from './line.ts'
import { readEvents } from './read-events.ts'
import type { SaidMessage } from './thread.ts'

export interface TerminalPhoneOptions {
  /** Of the page: `http://127.0.0.1:8000/sim`. */
  url: string
  /** A number; the first customer unless told. */
  customer?: string
  /** A name, number or phone number id; the first line unless told. */
  line?: string
  input: NodeJS.ReadableStream
  output: NodeJS.WritableStream
  signal?: AbortSignal
}

interface State {
  lines: { phoneNumberId: string; displayPhoneNumber: string; name: string }[]
  customers: { phone: string; name: string }[]
}

const HELP = `Type a message and press Enter.
  /line NAME    write to another line       /who NAME or NUMBER   be another customer
  /tap TITLE    tap a button or a row       /react 👍             to the last message; nothing takes it back
  /edit TEXT    change your last message    /delete               delete it for everyone
  /send TYPE    image, audio, document, location, contacts ..., with details: /send location {"latitude":1,"longitude":2}
  /clock +25h   let time pass (m, h, d)     /help  /quit`

/** What goes to the control API as it is. */
const DEEDS: Readonly<Record<string, (rest: string) => object>> = {
  tap: (button) => ({ button }),
  react: (emoji) => ({ emoji }),
  edit: (text) => ({ text }),
  delete: () => ({}),
  send(rest) {
    const [, type = '', details = ''] = /^(\S*)\s*(.*)$/.exec(rest) ?? []
    return { type, ...(details !== '' && JSON.parse(details)) }
  },
}

const TICKS: Record<SaidMessage['state'], string> = { waiting: '…', sent: '✓', delivered: '✓✓', read: '✓✓ read' }
const UNITS: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000 }

/** With fewer digits it is a name that nobody has. */
const SHORTEST_NUMBER = 7

/** A phone in the terminal. Resolves when the person leaves, the input ends or the signal says so. */
export async function runTerminalPhone({
  url,
  customer,
  line,
  input,
  output,
  signal,
}: TerminalPhoneOptions): Promise<void> {
  const over = new AbortController()
  const either = signal ? AbortSignal.any([signal, over.signal]) : over.signal
  const print = (text: string) => void output.write(`${text}\n`)
  let state = await ask<State>('state')
  const listLines = () => `The lines are: ${state.lines.map(({ name }) => name).join(', ')}.`
  let me = state.customers[0]
  let to = state.lines[0]
  if (customer !== undefined) me = findCustomer(customer) ?? (await ask('customers', { phone: customer }))
  if (line !== undefined) to = findLine(line)
  if (!to) throw new Error(`No line is called "${line}". ${listLines()}`)
  if (!me) throw new Error('The simulator has no customer yet: name one by its number.')

  async function ask<Answer>(path: string, body?: object): Promise<Answer> {
    const options = body && {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }
    const response = await fetch(`${url}/api/${path}`, { ...options, signal: either })
    const answer = (await response.json()) as Answer & { error?: string }
    if (!response.ok) throw new Error(answer.error ?? `status ${response.status}`)
    return answer
  }

  function findCustomer(name: string) {
    const digits = onlyDigits(name)
    return state.customers.find(
      (one) => one.name.toLowerCase() === name.toLowerCase() || (digits !== '' && one.phone === digits),
    )
  }

  function findLine(name: string) {
    const digits = onlyDigits(name)
    const same = (other: string) => digits !== '' && onlyDigits(other) === digits
    return state.lines.find(
      (one) => one.name.toLowerCase() === name.toLowerCase() || same(one.phoneNumberId) || same(one.displayPhoneNumber),
    )
  }

  const introduce = () =>
    print(`${me!.name} (+${me!.phone}) writes to ${to!.name} (${to!.displayPhoneNumber}). /help tells more.`)

  function hear(event: SimulatorEvent) {
    if (event.type === 'customer-changed' && event.was === me!.phone) me = { ...me!, phone: event.phone }
    if (!('line' in event) || event.phone !== me!.phone || event.line !== to!.phoneNumberId) return
    if (event.type === 'bubble-received') print(`${to!.name}: ${event.bubble.text}`)
    if (event.type === 'reaction-changed') {
      print(`  ${to!.name} reacts ${event.message.reaction ?? 'no longer'}: ${shorten(event.message.text)}`)
    }
    if (event.type === 'message-changed') {
      print(`  ${to!.name} ${event.message.deleted ? 'has deleted' : 'has edited'}: ${shorten(event.message.text)}`)
    }
    if (event.type === 'typing-changed' && event.typing) print(`  ${to!.name} is typing…`)
    if (event.type === 'ticks-changed' && event.message.state !== 'sent') {
      print(`  ${TICKS[event.message.state]} ${shorten(event.message.text)}`)
    }
  }

  async function obey(command: string, rest: string) {
    if (Object.hasOwn(DEEDS, command)) {
      await ask(command, { customer: me!.phone, line: to!.phoneNumberId, ...DEEDS[command]!(rest) })
      return
    }
    switch (command) {
      case 'line': {
        const found = findLine(rest)
        if (!found) return print(listLines())
        to = found
        return introduce()
      }
      case 'who': {
        state = await ask<State>('state')
        const found =
          findCustomer(rest) ??
          (onlyDigits(rest).length >= SHORTEST_NUMBER
            ? await ask<State['customers'][0]>('customers', { phone: rest })
            : undefined)
        if (!found)
          return print(
            `The customers are: ${state.customers.map(({ name, phone }) => `${name} (+${phone})`).join(', ')}.`,
          )
        me = found
        return introduce()
      }
      case 'clock': {
        const [, amount, unit] = /^\+?(\d+)\s*([mhd])$/.exec(rest) ?? []
        if (!amount || !unit) return print('Say how far: /clock +25h')
        const { now } = await ask<{ now: number }>('clock', { shift: Number(amount) * UNITS[unit]! })
        return print(`It is now ${new Date(now).toLocaleString()}.`)
      }
      case 'quit':
        return over.abort()
      default:
        return print(HELP)
    }
  }

  const opened = Promise.withResolvers<void>()
  const listening = readEvents(`${url}/api/events`, hear, either, opened.resolve).catch((error: unknown) => {
    if (either.aborted) return
    print(`The simulator does not answer any more (${error instanceof Error ? error.message : String(error)}).`)
    over.abort()
  })
  // What is typed before the phone listens would get no ticks.
  await Promise.race([opened.promise, listening])
  introduce()
  const rows = createInterface({ input, signal: either })
  try {
    for await (const row of rows) {
      const [, command, rest = ''] = /^\/(\w+)\s*(.*)$/.exec(row.trim()) ?? []
      try {
        if (command !== undefined) await obey(command, rest.trim())
        else if (row.trim() !== '') await ask('say', { customer: me.phone, line: to.phoneNumberId, text: row })
      } catch (error) {
        if (!either.aborted) print(`That did not work: ${error instanceof Error ? error.message : String(error)}`)
      }
      if (either.aborted) break
    }
  } finally {
    rows.close()
    over.abort()
    await listening
  }
}

const shorten = (text: string) => (text.length > 40 ? `${text.slice(0, 39)}…` : text)
