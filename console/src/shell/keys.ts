import { COMMANDS, type CommandId } from './commands.ts'

const KEPT = 'wabaton.keys'
const isApple = /mac|iphone|ipad/i.test(navigator.platform)

interface Kept {
  readonly keys: Readonly<Partial<Record<CommandId, string>>>
  /** Letters without Ctrl or Alt do nothing: for whoever dictates, or holds the keyboard with care. */
  readonly lettersOff: boolean
}

let kept: Kept = read()
function read(): Kept {
  try {
    return { keys: {}, lettersOff: false, ...JSON.parse(localStorage.getItem(KEPT) ?? '{}') }
  } catch {
    return { keys: {}, lettersOff: false }
  }
}
function keep(next: Kept) {
  kept = next
  try {
    localStorage.setItem(KEPT, JSON.stringify(kept))
  } catch {
    // They hold until the page is closed.
  }
}

export const keysOf = (id: CommandId): string => {
  const keys = kept.keys[id] ?? COMMANDS[id].keys
  return kept.lettersOff && !/^(mod|alt)\+/.test(keys) ? '' : keys
}
export const areLettersOff = () => kept.lettersOff
export const setLettersOff = (lettersOff: boolean) => keep({ ...kept, lettersOff })
export const setKeys = (id: CommandId, keys: string) => keep({ ...kept, keys: { ...kept.keys, [id]: keys } })
export const resetKeys = () => keep({ ...kept, keys: {} })
/** Another command that has these keys. */
export const takenBy = (id: CommandId, keys: string) =>
  (Object.keys(COMMANDS) as CommandId[]).find((other) => other !== id && keysOf(other) === keys)

/** `mod+k`, `alt+arrowup`, `?`, `t`. Shift counts only where it makes no other character. */
export function readShortcut({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent): string | undefined {
  if (['Control', 'Meta', 'Alt', 'Shift', 'Dead', 'Process'].includes(key)) return undefined
  const name = key.length === 1 ? key.toLowerCase() : key.toLowerCase()
  const modifiers = [...(ctrlKey || metaKey ? ['mod'] : []), ...(altKey ? ['alt'] : [])]
  if (shiftKey && key.length > 1) modifiers.push('shift')
  return [...modifiers, name].join('+')
}

/** As people read it: `⌘K`, `Ctrl+K`, `G then W`. */
export function shown(id: CommandId): string {
  return inWords(keysOf(id))
}
export const inWords = (keys: string): string =>
  keys
    .split(' ')
    .map((one) =>
      one
        .split('+')
        .map((key) => NAMES[key] ?? key.toUpperCase())
        .join(isApple ? '' : '+'),
    )
    .join(' ')

const NAMES: Readonly<Record<string, string>> = {
  mod: isApple ? '⌘' : 'Ctrl',
  alt: isApple ? '⌥' : 'Alt',
  shift: isApple ? '⇧' : 'Shift',
  arrowup: '↑',
  arrowdown: '↓',
  enter: '↵',
}
