import type { BriefingLine } from './briefing.ts'
import { type CaseMessage, isSpoken } from './case.ts'
import { WHO } from './promises.ts'
import { quote, sentencesOf } from './readable.ts'
import { isQuestion, isReply, isUnsure, rejects, substanceOf } from './signs.ts'

const MOST_QUOTED = 14

interface Asked {
  readonly message: CaseMessage
  readonly sentence: string
}

/** The last question that nobody has answered: the customer's, or else one of the business. */
export function openQuestionIn(matter: readonly CaseMessage[]): BriefingLine | undefined {
  const asked = matter.findLast((message, place) => unansweredIn(message, matter.slice(place + 1)) !== undefined)
  if (!asked) return undefined
  const { message, sentence } = unansweredIn(asked, matter.slice(matter.indexOf(asked) + 1))!
  return { text: `${WHO[message.author]} asks: ${quote(sentence, MOST_QUOTED)}`, evidence: [message.id] }
}

function unansweredIn(message: CaseMessage, after: readonly CaseMessage[]): Asked | undefined {
  if (message.author === 'customer') {
    const sentence = substanceOf(message.text).findLast(isQuestion)
    return sentence !== undefined && !after.some(answersCustomer) ? { message, sentence } : undefined
  }
  if (!isSpoken(message)) return undefined
  const sentence = sentencesOf(message.text).findLast((one) => /[?؟]/.test(one))
  return sentence !== undefined && !after.some(answersUs) ? { message, sentence } : undefined
}

const answersCustomer = (message: CaseMessage) => isSpoken(message) && !isUnsure(message.text)

/** Whoever asks for a person instead, or says no to what was said, has not answered. */
const answersUs = ({ author, text }: CaseMessage) =>
  author === 'teammate' ||
  (author === 'customer' && (isReply(text) || substanceOf(text).some((sentence) => !rejects(sentence))))
