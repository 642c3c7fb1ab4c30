/** Whole lines that are meant for programs: stack traces, errors of providers, sentinels. Works on text outside of fences. */

/** Names of errors: TypeError, AI_APICallError, java.lang.NullPointerException. */
const ERROR = String.raw`(?:[\w$]{1,60}\.){0,8}[A-Z][\w$]{0,60}(?:Error|Exception|Fault|Timeout|Panic)`

const INTERNAL: readonly RegExp[] = [
  /^Traceback \(most recent call last\)/i,
  /^File "[^"\n]{1,300}", line \d+/,
  /^at (?:async )?(?:new )?[^\s()]{1,200}(?: \[as \w{1,60}\])? \((?:.{1,300}:\d+|native|<anonymous>|index \d+)\)$/,
  /^at (?:async )?(?:file:|node:|https?:|\/|[A-Za-z]:\\|<anonymous>)\S{0,300}$/,
  /^at [\w$.<>]{1,200}\((?:[\w$]{1,80}\.\w{1,10}:\d+|Native Method|Unknown Source)\)$/,
  /^\.\.\. \d+ (?:more|common frames omitted)/,
  /^goroutine \d+ \[/,
  /^panic: /,
  /^(?:Caused by|During handling of the above exception|The above exception was)\b.{0,40}(?:Error|Exception|occurred|cause)/,
  /^Exception in thread /,
  new RegExp(String.raw`^(?:Uncaught |Unhandled |\[?error\]?:? ?|Caused by: )?${ERROR}(?: \[[^\]\n]{1,60}\])?(?::|$)`),
  /^(?:Uncaught )?(?:Error|Exception)\b.{0,400}\bat \S{1,200}:\d+(?::\d+)?\)?\.?$/,
  /^AI_\w+(?:Error)?\b/,
  /^Error code: \d{3}\b/i,
  /^(?:HTTP )?[45]\d\d (?:Bad Request|Unauthorized|Forbidden|Not Found|Too Many Requests|Internal Server Error|Bad Gateway|Service Unavailable|Gateway Time-?out)\b.{0,80}$/i,
  /^(?:Internal Server Error|Bad Gateway|Service Unavailable|Gateway Time-?out|upstream connect error\b.{0,200})\.?$/i,
  /^(?:Rate limit reached for|You exceeded your current quota|Incorrect API key provided|This model's maximum context length|The model .{1,80} does not exist|Request too large for)\b/i,
  /^(?:Error (?:executing|running|calling|invoking|in)|Failed to (?:execute|run|call|invoke)) (?:the )?(?:tool|function|MCP)\b/i,
  /^(?:Tool|Function|MCP)(?: call| execution)? (?:error|failed|result|output)\b.{0,20}:/i,
  /\b(?:connect|getaddrinfo|read|write|reason:) (?:ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EPIPE)\b/,
  /\b(?:type|code)["']?\s?[:=]\s?["']?(?:overloaded_error|rate_limit_\w{1,20}|insufficient_quota|context_length_exceeded|invalid_request_error|api_error)\b/,
  /^<!doctype html|^<\/?(?:html|head|body|title|center|h1|hr)\b[^<>]{0,100}>/i,
  /^\[TOOL_CALLS\]/,
]

/** Said alone, they say that nothing is to be said. */
const SENTINEL =
  /^\W{0,3}(?:NO_?REPLY|NO_RESPONSE|NO_OUTPUT|NO_ANSWER|HEARTBEAT_OK|SILENT(?:_REPLY)?|DO_NOT_REPLY|END_OF_TURN|ANNOUNCE_SKIP|REPLY_SKIP)\W{0,3}$/
/** Nobody writes these for people, wherever they stand. */
const SENTINEL_WORD = /(?<![\w`])(?:NO_REPLY|HEARTBEAT_OK|SILENT_REPLY|ANNOUNCE_SKIP|REPLY_SKIP)(?![\w`])/g
/** `[[NO_REPLY]]`, `[[reply_to: 12]]`; not `[[1, 2]]`, `[[Page]]` nor `[[ -f file ]]`. */
const BRACKETED =
  /(?<!`)\[\[ ?(?:[A-Z][A-Z0-9_]{2,40}|[a-z][a-z0-9]{0,20}(?:_[a-z0-9]{1,20}){1,4})(?: ?: ?[^[\]\n]{0,80})? ?\]\]/g
/** How an agent that thinks aloud writes it. */
const STEP = /^(?:Thought|Action|Action Input|Observation|Tool|Tool Input)\s{0,2}:/
const ALOUD = [/^\s{0,8}Action\s{0,2}:/, /^\s{0,8}(?:Action Input|Thought|Observation)\s{0,2}:/]
const FINAL = /^(?:Final Answer|Answer)\s{0,2}:\s*/

export interface Tools {
  readonly tools: readonly string[]
}

export function withoutInternalLines(text: string, { tools }: Tools): string {
  const lines = text.replaceAll(BRACKETED, '').replaceAll(SENTINEL_WORD, '').split('\n')
  const isThinkingAloud = ALOUD.every((step) => lines.some((line) => step.test(line)))
  const kept: string[] = []
  /** Within a stack trace the lines of the program are set in. */
  let inTrace = false
  for (const line of lines) {
    const words = line.trim().replace(/^[>*\s]{1,4}(?=\S)/, '')
    const isSetIn = /^(?: {2,}|\t)/.test(line)
    if (inTrace && (isSetIn || words === '')) {
      if (words === '') inTrace = false
      continue
    }
    inTrace = isInternal(words, tools) || (isThinkingAloud && STEP.test(words))
    if (!inTrace) kept.push(isThinkingAloud ? line.replace(FINAL, '') : line)
  }
  return kept.join('\n')
}

/** Longer lines are prose. */
const LONGEST_LINE = 2000

function isInternal(line: string, tools: readonly string[]): boolean {
  if (line === '') return false
  const read = line.slice(0, LONGEST_LINE)
  return SENTINEL.test(read) || INTERNAL.some((pattern) => pattern.test(read)) || isCallOf(read, tools)
}

/** `lookup_order(order="ORD-22")`, with or without what some models put around it. */
function isCallOf(line: string, tools: readonly string[]): boolean {
  const call = /^(?:print\(|await |call:|\[)?\s?(?:default_api\.|functions\.|tools\.)?([\w.-]{1,64})\s?[({]/.exec(line)
  return call !== null && /[)}\]]$/.test(line) && tools.includes(call[1]!)
}
