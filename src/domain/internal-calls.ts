/**
 * Calls of tools, and errors of providers, that models print as JSON on lines of their own. JSON in a sentence, and any
 * other JSON, is left alone.
 */
export function withoutPrintedCalls(text: string): string {
  if (!text.includes('{')) return text
  let kept = ''
  let from = 0
  let budget = text.length * MOST_READINGS
  for (const { index } of text.matchAll(LINE_START)) {
    if (index < from || budget <= 0) continue
    const start = index + text.slice(index).search(/[[{]/)
    const end = endOf(text, start)
    budget -= (end ?? text.length) - start
    const to = end ?? text.length
    if (!isAlone(text, to) || !isInternalJson(text.slice(start, to), end !== undefined)) continue
    kept += text.slice(from, index)
    from = to
  }
  return kept + text.slice(from)
}

/** A hostile text of nothing but brackets is not read again from each of them. */
const MOST_READINGS = 8
/** A name before it is that of the tool: some models print `lookup_order {"id": 1}`. */
const LINE_START = /^[ \t]{0,8}(?:[\w.-]{1,64}[ :]{0,2})?(?=[[{])/gm

const isAlone = (text: string, end: number) => /^[ \t;,]*(?:\n|$)/.test(text.slice(end, end + 20))

/** Where what is opened here is closed; undefined where it never is. */
function endOf(text: string, start: number): number | undefined {
  let depth = 0
  let quoted = false
  for (let at = start; at < text.length; at++) {
    const char = text[at]
    if (char === '\\') at++
    else if (char === '"') quoted = !quoted
    else if (quoted) continue
    else if (char === '{' || char === '[') depth++
    else if ((char === '}' || char === ']') && --depth === 0) return at + 1
  }
  return undefined
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const NAMES = ['name', 'tool', 'tool_name', 'toolName', 'function', 'action', 'recipient_name']
const ARGUMENTS = ['arguments', 'parameters', 'args', 'input', 'action_input', 'params', 'tool_input']
/** The same in JSON that is cut off or written as Python does. */
const CALL_BEGINS =
  /^\[?\s{0,20}\{\s{0,20}["'](?:name|tool|tool_name|toolName|function|action|recipient_name|tool_calls|tool_uses)["']\s{0,5}:\s{0,20}(?:["'][\w.:-]{1,64}["']\s{0,20},\s{0,20}["'](?:arguments|parameters|args|input|action_input|params|tool_input)["']\s{0,5}:|[[{])/
const ERROR_BEGINS = /^\[?\s{0,20}\{\s{0,20}["']error["']\s{0,5}:\s{0,20}\{\s{0,20}["'](?:message|code|type|status)["']/

export function isInternalJson(written: string, isWhole = true): boolean {
  if (isWhole)
    try {
      return isInternalValue(JSON.parse(written))
    } catch {
      // Not JSON after all: how it begins has to do.
    }
  return CALL_BEGINS.test(written) || ERROR_BEGINS.test(written)
}

function isInternalValue(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0 && value.every(isInternalValue)
  return isObject(value) && (isCall(value) || isError(value))
}

function isCall(value: Readonly<Record<string, unknown>>): boolean {
  if (Array.isArray(value.tool_calls) || Array.isArray(value.tool_uses) || isObject(value.function_call)) return true
  if (isObject(value.function)) return isCall(value.function)
  const names = NAMES.filter((name) => typeof value[name] === 'string' && /^[\w.:-]{1,64}$/.test(value[name]))
  const given = ARGUMENTS.filter((name) => isObject(value[name]) || isPrinted(value[name]))
  return names.length > 0 && given.length > 0
}

const isPrinted = (value: unknown) => typeof value === 'string' && /^\s*\{/.test(value)

/** `{"error": {"message": ..., "type": ...}}` */
function isError({ error, type, message, statusCode, status }: Readonly<Record<string, unknown>>): boolean {
  if (isObject(error)) return typeof error.message === 'string' || typeof error.type === 'string'
  if (typeof error === 'string') return true
  return (type === 'error' || typeof (statusCode ?? status) === 'number') && typeof message === 'string'
}
