// One phone: a customer's thread with a line, and the composer below it.
import { wireAttach } from './attach.js'
import { byId, get, initial, post } from './connection.js'
import { wireRecording } from './recording.js'
import { createThread } from './thread.js'

const THREAD_EVENTS = ['message-said', 'bubble-received', 'reaction-changed', 'message-changed', 'typing-changed']

/** `world` knows customers and lines; `onActive` when somebody touches it, `onChanged` when its thread is another. */
export function createHandset(world, { onActive, onChanged }) {
  const root = byId('handset').content.firstElementChild.cloneNode(true)
  const part = (name) => root.querySelector(`[data-part="${name}"]`)
  const words = part('words')
  let chosen = { customer: undefined, line: undefined }
  let fetched = { entries: [], typing: false }
  let fetching
  let heard = 0
  let quoting
  let editing

  const act = (run) => world.act(run, (trouble) => (part('trouble').textContent = trouble))
  const ready = () => Boolean(world.customer(chosen.customer) && world.line(chosen.line))

  const send = (message) => {
    const context = quoting && !message.quoting && !message.bubble && { quoting: quoting.wamid }
    quote(undefined)
    return act(() => post('send', { ...chosen, ...message, ...context }))
  }

  /** What can be done with a message. */
  const acts = {
    send,
    answer: (entry) => quote(entry),
    edit: (entry) => quote(entry, true),
    tap: (bubble, button) => act(() => post('tap', { ...chosen, bubble, button })),
    react: ({ wamid: to }, emoji) => act(() => post('react', { ...chosen, to, emoji })),
    remove: ({ wamid: message }) => act(() => post('delete', { ...chosen, message })),
    play: ({ wamid: bubble }) => act(() => post('play', { ...chosen, bubble })),
  }
  const thread = createThread(part('thread'), part('messages'), part('newer'), acts)

  /** Answers a message, or changes the words of an own one. */
  function quote(entry, change = false) {
    if (editing && !change) write('')
    quoting = change ? undefined : entry
    editing = change ? entry : undefined
    part('quote').hidden = !entry
    if (!entry) return
    part('quote').querySelector('p').textContent = change ? `Edit: ${entry.text}` : entry.text
    if (change) write(entry.type === 'text' ? entry.text : (entry.content.caption ?? ''))
    words.focus()
  }

  function write(text) {
    words.value = text
    drawComposer()
  }

  /** An empty field offers the microphone, words offer to send them. */
  function drawComposer() {
    const empty = words.value.trim() === ''
    part('send').hidden = empty && !recording.running
    part('record').hidden = !empty || recording.running
    for (const name of ['words', 'attach', 'record']) part(name).disabled = !ready()
  }

  async function say() {
    const text = words.value
    if (text.trim() === '') return
    const change = editing
    write('')
    const said = await act(() =>
      change
        ? post('edit', { ...chosen, message: change.wamid, text })
        : post('say', { ...chosen, text, ...(quoting && { quoting: quoting.wamid }) }),
    )
    if (said) quote(undefined)
    else write(text)
  }

  /** One fetch at a time: whatever is heard meanwhile may be newer than what it brings, so it is followed by another. */
  function refresh() {
    heard++
    fetching ??= fetchAll().finally(() => (fetching = undefined))
    return fetching
  }

  async function fetchAll() {
    for (let known; known !== heard; ) {
      known = heard
      const asked = chosen
      const fresh = ready() ? await get('thread', asked) : { entries: [], typing: false }
      // Someone may have chosen another thread while this one was fetched.
      if (asked !== chosen) continue
      fetched = fresh
      thread.draw(fetched)
      drawState()
      onChanged()
    }
  }

  function drawState() {
    const who = world.customer(chosen.customer)
    const typing = fetched.typing && who?.online
    part('state').textContent = !who
      ? 'Add a customer to begin.'
      : who.online
        ? typing
          ? 'typing…'
          : 'business account'
        : 'Your phone is offline'
  }

  const assign = (choice) => {
    chosen = { ...chosen, ...choice }
  }

  const recording = wireRecording(part, { send, redraw: drawComposer, act })
  wireAttach(part('attach'), send, () => {
    const caption = words.value.trim()
    write('')
    return caption
  })
  words.addEventListener('input', drawComposer)
  words.addEventListener('keydown', (event) => {
    // Enter also ends a word in Japanese, Chinese and Korean; some browsers tell that only by key code 229.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229) return
    event.preventDefault()
    void say()
  })
  part('composer').addEventListener('submit', (event) => {
    event.preventDefault()
    void (recording.running ? recording.finish() : say())
  })
  part('quote')
    .querySelector('button')
    .addEventListener('click', () => quote(undefined))
  root.addEventListener('pointerdown', onActive)
  root.addEventListener('focusin', onActive)

  return {
    root,
    chosen: () => ({ ...chosen }),
    shows: ({ customer, line }) => chosen.customer === customer && chosen.line === line,
    windowClosesAt: () => fetched.windowClosesAt,
    assign,
    refresh,
    choose(choice) {
      assign(choice)
      void recording.discard()
      quote(undefined)
      fetched = { entries: [], typing: false }
      thread.draw(fetched, true)
      return act(refresh)
    },
    draw(isActive, isOneOfTwo) {
      const who = world.customer(chosen.customer)
      const line = world.line(chosen.line)
      root.toggleAttribute('data-active', isActive)
      root.toggleAttribute('data-paired', isOneOfTwo)
      root.setAttribute('aria-label', `${who?.name ?? 'Nobody'}’s phone, ${line?.name ?? 'no line'}`)
      part('owner').textContent = who ? `${who.name}’s phone` : 'Nobody’s phone'
      part('line').textContent = line?.name ?? 'No line'
      part('face').textContent = initial(line?.name)
      drawComposer()
      drawState()
    },
    /** A customer has another number now. */
    follow({ was, phone }) {
      if (was !== undefined && was === chosen.customer) assign({ customer: phone })
    },
    hear(event) {
      if (event.phone !== chosen.customer || event.line !== chosen.line) return
      if (event.type === 'ticks-changed') {
        thread.drawTicks(event.message)
        if (fetching) void act(refresh)
      } else if (THREAD_EVENTS.includes(event.type)) void act(refresh)
    },
    /** Letters appear as somebody types them; `wait` paces them. */
    async types(text, wait) {
      try {
        const letters = [...text]
        for (let most = 1; most <= letters.length; most++) {
          write(letters.slice(0, most).join(''))
          await wait()
        }
      } finally {
        write('')
      }
    },
  }
}
