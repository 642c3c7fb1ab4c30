import {
  type FollowUp,
  maySayNothing,
  NOTHING_NEW,
  type Occasion,
  type Telling,
  type Updates,
} from '../domain/follow-up.ts'
import type { Turn } from '../domain/turn.ts'
import { data } from './data-block.ts'

type Input = (text: string) => string

const minute = (at: number) => `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`

/** What was promised here, and why the agent is asked where the customer has written nothing. */
export function updatesInPrompt(
  { updates, occasion }: Pick<Turn, 'updates' | 'occasion'>,
  input: Input,
): readonly string[] {
  const due = occasion?.kind === 'follow-up' ? new Set(occasion.due.map(({ id }) => id)) : undefined
  return [...(updates ? known(updates, input, due) : []), ...(occasion ? [called(occasion, input)] : [])]
}

function known(
  { waiting, interrupted, unsaid }: Updates,
  input: Input,
  due: ReadonlySet<string> = new Set(),
): string[] {
  const listed = waiting.map(
    (one, index) => `${index + 1}. ${due.has(one.id) ? 'now' : inWords(one)}: ${input(one.about)}`,
  )
  return [
    listed.length > 0 &&
      data(
        'Updates that you have promised this customer and that will come by themselves. stop_updates ends them',
        listed,
      ),
    interrupted.length > 0 &&
      data(
        'Updates that were promised before people took the conversation over: they have ended and will not come. Promise one anew only where the customer still wants it',
        interrupted.map((one) => `${inWords(one)}: ${input(one.about)}`),
      ),
    unsaid.length > 0 &&
      data(
        'What the customer was to be told and could not be, because it was too long for a template. They were asked to write back for it: tell it now, as far as it still holds',
        unsaid.map(({ text }) => input(text)),
      ),
  ].filter((one) => one !== false)
}

function inWords({ dueAt, repeat }: FollowUp): string {
  if (!repeat) return minute(dueAt)
  const { everyMs, left, until } = repeat
  const end = [left && `${left} to come`, until && `until ${minute(until)}`].filter(Boolean).join(', ')
  return `${minute(dueAt)}, then every ${Math.round(everyMs / 60_000)} minutes (${end})`
}

function called(occasion: Occasion, input: Input): string {
  const what =
    occasion.kind === 'heartbeat'
      ? data('Nobody has written just now. You are called by the clock, with this task of the business', [
          input(occasion.message),
        ])
      : data(
          'The customer has not written just now. It is time for what you have promised them. Look after it, with your tools where they help, and tell them how it stands',
          occasion.due.map(
            (one) => `promised on ${minute(one.promisedAt)} for ${minute(one.dueAt)}: ${input(one.about)}`,
          ),
        )
  const silence = maySayNothing(occasion)
    ? `Where there is nothing new to tell, answer with ${NOTHING_NEW} and nothing else: then nothing is sent.`
    : 'Where nothing has changed, say so: the customer is waiting to hear from you. Where it is late, say sorry.'
  return `# What you do now\n${what}\n${silence}${formOf(occasion.told)}`
}

function formOf(told: Telling): string {
  if (told.kind === 'text') return ''
  return told.most === 0
    ? '\nThe customer is only told that there is news, and reads your words once they write back: still write them as for them.'
    : `\nYour words will stand inside of a template: one short paragraph in plain words, no line breaks, no lists, no buttons, at most ${told.most} characters.`
}

/** Stands where the customer's message would. What it is about stands in the instructions, where no customer can write. */
export const callOf = (occasion: Occasion): string =>
  occasion.kind === 'heartbeat'
    ? '[The clock calls you: see what you do now.]'
    : '[The update is due: see what you do now.]'
