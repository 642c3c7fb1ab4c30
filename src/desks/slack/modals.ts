import type { Briefing } from '../../domain/briefing/briefing.ts'
import type { Answer } from './api.ts'
import { cut } from './blocks.ts'

const plain = (text: string) => ({ type: 'plain_text', text, emoji: false })

/** What a field of Slack holds at most. */
const LONGEST_FIELD = 3_000

const modal = (
  callback: string,
  title: string,
  submit: string,
  metadata: object,
  blocks: readonly Answer[],
): Answer => ({
  type: 'modal',
  callback_id: callback,
  title: plain(title),
  submit: plain(submit),
  close: plain('Cancel'),
  private_metadata: JSON.stringify(metadata),
  blocks,
})

const OUTCOMES = [
  ['resolved', 'It is resolved'],
  ['continue', 'The AI answers what is open'],
] as const

const option = ([value, text]: readonly [string, string]) => ({ text: plain(text), value })

export const releaseModal = (about: object): Answer =>
  modal('wabaton_release', 'Release to the AI', 'Release', about, [
    {
      type: 'input',
      block_id: 'outcome',
      optional: true,
      label: plain('What came of it? The AI and everybody after it reads this.'),
      element: { type: 'plain_text_input', action_id: 'outcome', max_length: 500 },
    },
    {
      type: 'input',
      block_id: 'resolution',
      label: plain('What comes next'),
      element: {
        type: 'static_select',
        action_id: 'resolution',
        options: OUTCOMES.map(option),
        initial_option: option(OUTCOMES[0]),
      },
    },
  ])

export const draftModal = (about: object, { draft = '' }: Pick<Briefing, 'draft'>): Answer =>
  modal('wabaton_draft', 'AI draft', 'Send', about, [
    {
      type: 'input',
      block_id: 'text',
      label: plain('Sent to the customer as you leave it here'),
      element: {
        type: 'plain_text_input',
        action_id: 'text',
        multiline: true,
        initial_value: cut(draft, LONGEST_FIELD),
        max_length: LONGEST_FIELD,
      },
    },
  ])
