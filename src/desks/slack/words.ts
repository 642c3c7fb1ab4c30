import { onOneLine } from '../../domain/briefing/readable.ts'
import type { ChangeNews, MessageNews } from '../../domain/desk.ts'
import { actions, type Block, type Button, cut, section } from './blocks.ts'
import { escaped } from './mrkdwn.ts'

const LONGEST_TEXT = 38_000
const LONGEST_TURN = 400
const LONGEST_NAME = 60

const short = (name: string) => escaped(onOneLine(name).slice(0, LONGEST_NAME))

/** One message of the conversation, as it stands in its thread. */
export function messageInWords(news: MessageNews, elsewhere: string | undefined): string {
  const { author, writer, customer, text } = news
  const who =
    author === 'customer'
      ? short(customer.name ?? customer.phone ?? 'Customer')
      : author === 'teammate'
        ? `${short(writer?.name ?? 'A teammate')} (sent)`
        : 'AI (sent)'
  const where = elsewhere === undefined ? '' : ` [${escaped(elsewhere)}]`
  return `*${who}*${where}: ${escaped(cut(text, LONGEST_TEXT))}`
}

/** What was said before people were called. */
export function turnsInWords(
  messages: readonly {
    readonly author: string
    readonly text: string
    readonly writer: { readonly name: string } | undefined
  }[],
): string {
  const lines = messages.map(({ author, text, writer }) => {
    const who = author === 'customer' ? 'Customer' : author === 'teammate' ? short(writer?.name ?? 'A teammate') : 'AI'
    return `*${who}*: ${escaped(cut(onOneLine(text), LONGEST_TURN))}`
  })
  return lines.join('\n')
}

/** What a step says to those who follow the thread; nothing where they see it anyway. */
export function changeInWords({ step, by, about, source }: ChangeNews): string {
  const who = short(by?.name ?? 'Wabaton')
  const where = source === 'slack' ? '' : ` (${escaped(source)})`
  switch (step) {
    case 'claim':
      return `${who} took it${where}.`
    case 'assign':
      return `${who} gave it to ${short(about ?? 'a teammate')}${where}.`
    case 'put-back':
      return `${who} put it back: it waits for somebody${where}.`
    case 'release':
      return `${who} released it to the AI${where}.`
    case 'undo':
      return `${who} took the last step back${where}.`
    case 'reply':
      return source === 'slack' ? `${who} took it by writing.` : `${who} took it by writing${where}.`
  }
}

/** Words with buttons below them. */
export function asking(text: string, buttons: readonly Button[]): { text: string; blocks: readonly Block[] } {
  return { text, blocks: buttons.length === 0 ? [section(text)] : [section(text), actions(buttons)] }
}

export const NOT_LINKED = (user: string) =>
  `Nothing was done: nobody here knows who you are. Your e-mail in Slack must be that of a teammate of Wabaton, or an admin runs \`wabaton teammate link <your e-mail in Wabaton> ${user}\`.`

export const NOT_ALLOWED = 'Nothing was done: your role or your lines do not allow it.'
