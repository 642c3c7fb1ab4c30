import { useEffect, useRef, useSyncExternalStore } from 'react'
import type { Word } from '../words/t.ts'
import { keysOf, readShortcut } from './keys.ts'

/** Something that can be done now: by its key, from the palette, and named in the help. */
export interface Command {
  readonly id: CommandId
  readonly run: () => void
}

/** Everything there is a key for, with the key it has unless somebody chose another: `g w` is one after the other. */
export const COMMANDS = {
  palette: { word: 'command.palette', keys: 'mod+k' },
  help: { word: 'command.help', keys: '?' },
  next: { word: 'command.next', keys: 'j' },
  previous: { word: 'command.previous', keys: 'k' },
  open: { word: 'command.open', keys: 'o' },
  search: { word: 'command.search', keys: '/' },
  waiting: { word: 'command.waiting', keys: 'g w' },
  mine: { word: 'command.mine', keys: 'g m' },
  team: { word: 'command.team', keys: 'g t' },
  agent: { word: 'command.agent', keys: 'g l' },
  all: { word: 'command.all', keys: 'g a' },
  campaigns: { word: 'command.campaigns', keys: 'g c' },
  duty: { word: 'command.duty', keys: 'g d' },
  away: { word: 'command.away', keys: 'g o' },
  take: { word: 'command.take', keys: 't' },
  release: { word: 'command.release', keys: 'r' },
  assign: { word: 'command.assign', keys: 'a' },
  reply: { word: 'command.reply', keys: 'e' },
  note: { word: 'command.note', keys: 'n' },
  draft: { word: 'command.draft', keys: 'd' },
  template: { word: 'command.template', keys: 'm' },
  undo: { word: 'command.undo', keys: 'z' },
  unread: { word: 'command.unread', keys: 'u' },
  customer: { word: 'command.customer', keys: ']' },
  cursorUp: { word: 'command.cursorUp', keys: 'alt+arrowup' },
  cursorDown: { word: 'command.cursorDown', keys: 'alt+arrowdown' },
  quote: { word: 'command.quote', keys: 'q' },
  react: { word: 'command.react', keys: 'x' },
  copy: { word: 'command.copy', keys: 'y' },
  why: { word: 'command.why', keys: 'w' },
} as const satisfies Record<string, { word: Word; keys: string }>

export type CommandId = keyof typeof COMMANDS

let active: readonly Command[] = []
const watchers = new Set<() => void>()
function become(next: readonly Command[]) {
  active = next
  for (const watcher of watchers) watcher()
}

/** As long as this part is shown the command can be given; the part shown last answers to it. Without `run` it cannot. */
export function useCommand(id: CommandId, run: (() => void) | undefined): void {
  const latest = useRef(run)
  latest.current = run
  const isThere = run !== undefined
  useEffect(() => {
    if (!isThere) return
    const command: Command = { id, run: () => latest.current?.() }
    become([command, ...active])
    return () => become(active.filter((one) => one !== command))
  }, [id, isThere])
}

export function useCommands(): readonly Command[] {
  return useSyncExternalStore(
    (watcher) => {
      watchers.add(watcher)
      return () => watchers.delete(watcher)
    },
    () => active,
  )
}

export const give = (id: CommandId) => active.find((one) => one.id === id)?.run()

const isWriting = (target: EventTarget | null) =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))

/** The one place that hears keys. Single letters are silent while somebody writes, while something floats, or where they are switched off. */
export function hearKeys(): () => void {
  let begun = ''
  let forget: ReturnType<typeof setTimeout> | undefined
  const hear = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing) return
    const pressed = readShortcut(event)
    if (!pressed) return
    const hasModifier = /^(mod|alt)\+/.test(pressed)
    if (!hasModifier && (isWriting(event.target) || document.querySelector('[role=dialog], :popover-open'))) return
    const whole = begun ? `${begun} ${pressed}` : pressed
    const command = active.find(({ id }) => keysOf(id) === whole)
    begun = ''
    clearTimeout(forget)
    if (command) {
      event.preventDefault()
      command.run()
    } else if (active.some(({ id }) => keysOf(id).startsWith(`${pressed} `))) {
      begun = pressed
      forget = setTimeout(() => {
        begun = ''
      }, 1200)
    }
  }
  document.addEventListener('keydown', hear)
  return () => document.removeEventListener('keydown', hear)
}
