import type { TranscriptMessage } from './message.ts'

/** Nobody reads an answer and writes a whole sentence within this time. */
const QUICK_MS = 2_000
const WHOLE_SENTENCE = 20
/** An out-of-office reply takes its time, and always says the same. */
const PROMPT_MS = 60_000

/**
 * Two machines that answer each other never stop. They show by answering again and again faster than anybody types, or
 * promptly with the same words each time.
 */
export function looksAutomated(said: readonly TranscriptMessage[], limit: number): boolean {
  if (limit === 0) return false
  const exchanges = exchangesOf(said).slice(-limit)
  if (exchanges.length < limit) return false
  const quick = exchanges.every(({ text, afterMs }) => afterMs <= QUICK_MS && text.length >= WHOLE_SENTENCE)
  const same = exchanges.every(({ text, afterMs }) => afterMs <= PROMPT_MS && text === exchanges[0]!.text)
  return quick || same
}

/** What the customer has written right after something of ours, and how long after; only the last unbroken stretch. */
function exchangesOf(said: readonly TranscriptMessage[]): { text: string; afterMs: number }[] {
  const exchanges: { text: string; afterMs: number }[] = []
  for (const [index, { author, text, at }] of said.entries()) {
    if (author === 'teammate') exchanges.length = 0
    const before = said[index - 1]
    if (author !== 'customer' || !before) continue
    // Nobody answered for a while: people had it meanwhile, and whoever writes now begins anew.
    if (before.author === 'customer' && at - before.at > PROMPT_MS) exchanges.length = 0
    if (before.author === 'customer') continue
    exchanges.push({ text: text.trim().toLowerCase(), afterMs: at - before.at })
  }
  return exchanges
}
