/**
 * What stands between marks that only models use: reasoning, calls of tools, tokens of their templates. Code that is
 * fenced is left alone, as customers may ask for it.
 */

/** All that stands between these goes: thoughts, calls and what came back. */
const THOUGHT =
  'think|thinking|thought|thoughts|reasoning|reasoning_content|reflection|scratchpad|analysis|inner_monologue'
const CALLED =
  'tool_call|tool_calls|tool_use|tool_result|tool_response|tool_output|function_call|function_calls|function_results|function|invoke|observation|system-reminder'
/** Of these only the marks. */
const WRAPPING = 'answer|final|final_answer|response|reply|output|message|assistant'

/** A tag, with its namespace where it has one, `<function=name>`, or `[THINK]`. */
const TAG = new RegExp(
  String.raw`<(\/?)\s{0,2}(?:[a-z]{1,12}:)?(${THOUGHT}|${CALLED}|${WRAPPING})(?:[\s=][^<>\n]{0,200})?\/?>|\[(\/?)(THINK|TOOL_RESULTS|TOOL_CALL|TOOL_RESULT)\]`,
  'gi',
)
const FENCE = /^[ \t]{0,3}(?:```|~~~)[^\n]*$/gm

interface Mark {
  readonly at: number
  readonly to: number
  readonly kind: 'fence' | 'open' | 'close' | 'wrap'
  readonly name: string
}

export function withoutTagged(text: string): string {
  if (!text.includes('<') && !text.includes('[')) return text
  let kept = ''
  let from = 0
  let fenced = false
  /** What is open, and how often one stands in the other. */
  let open: { name: string; depth: number } | undefined
  for (const { at, to, kind, name } of marksOf(text)) {
    if (open) {
      if (name !== open.name || kind === 'wrap') continue
      open.depth += kind === 'open' ? 1 : -1
      if (open.depth > 0) continue
      open = undefined
      from = to
    } else if (kind === 'fence') fenced = !fenced
    else if (fenced) continue
    else if (kind === 'close' && THOUGHTS.test(name)) {
      // The beginning was in the prompt: everything until here was thought, not said.
      kept = ''
      from = to
    } else {
      kept += text.slice(from, at)
      from = to
      if (kind === 'open') open = { name, depth: 1 }
    }
  }
  // What is never closed was cut off in the middle, and nothing after it was meant for anybody.
  return open ? kept : kept + text.slice(from)
}

const THOUGHTS = new RegExp(`^(?:${THOUGHT})$`)
const WRAPS = new RegExp(`^(?:${WRAPPING})$`)

function marksOf(text: string): Mark[] {
  const marks: Mark[] = [...text.matchAll(FENCE)].map(({ index, 0: line }) => ({
    at: index,
    to: index + line.length,
    kind: 'fence',
    name: '```',
  }))
  // A fence that nobody closes fences nothing.
  if (marks.length % 2 === 1) marks.pop()
  for (const { index, 0: tag, 1: slash, 2: word, 3: squareSlash, 4: squareWord } of text.matchAll(TAG)) {
    const to = index + tag.length
    if (text[index - 1] === '`' && text[to] === '`') continue
    const name = (word ?? squareWord!).toLowerCase()
    const closes = Boolean(slash || squareSlash)
    const isAlone = WRAPS.test(name) || tag.endsWith('/>')
    marks.push({ at: index, to, kind: isAlone ? 'wrap' : closes ? 'close' : 'open', name })
  }
  return marks.sort((one, other) => one.at - other.at)
}

/** `<|im_start|>assistant`, `<｜tool▁calls▁begin｜>` */
const TOKEN = /<[|｜][\w▁/][\w▁ .:/-]{0,60}[|｜]>/g
const ROLE = /^(?:assistant|system|user|tool|developer)\b:?/
/** From one of these on, to its end or to the end of the text. */
const CALLS_BEGIN = /tool.?calls?.{0,10}begin|tool.?call.?(?:start|argument)|python_tag|tool_call\b(?!.*end)/i
const CALLS_END = /tool.?calls?.{0,10}end|eom|eot/i
const CHANNEL = '<|channel|>'

/** The same marks, once something has taken the brackets away. */
const BARE_FINAL = 'assistantfinal'

export function withoutTokens(text: string): string {
  if (/^\s*analysis/.test(text) && text.includes(BARE_FINAL))
    return text.slice(text.lastIndexOf(BARE_FINAL) + BARE_FINAL.length)
  if (!text.includes('<|') && !text.includes('<｜')) return text
  const said = text.includes(CHANNEL) ? finalChannel(text) : text
  let kept = ''
  let from = 0
  let calls = false
  for (const { index, 0: token } of said.matchAll(TOKEN)) {
    if (!calls) kept += said.slice(from, index)
    calls = CALLS_BEGIN.test(token) || (calls && !CALLS_END.test(token))
    from = index + token.length
    if (/start|header/i.test(token)) from += ROLE.exec(said.slice(from, from + 12))?.[0].length ?? 0
  }
  return calls ? kept : kept + said.slice(from)
}

const MESSAGE = '<|message|>'
const ENDS = ['<|end|>', '<|return|>', '<|call|>', '<|start|>']

/** Some models speak on several channels, of which people are to hear one. */
function finalChannel(text: string): string {
  return text
    .split(CHANNEL)
    .slice(1)
    .filter((part) => part.trimStart().startsWith('final') && part.includes(MESSAGE))
    .map((part) => {
      const body = part.slice(part.indexOf(MESSAGE) + MESSAGE.length)
      const ends = ENDS.map((end) => body.indexOf(end)).filter((at) => at >= 0)
      return body.slice(0, Math.min(body.length, ...ends))
    })
    .join('\n')
}
