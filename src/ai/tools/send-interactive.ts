import { z } from 'zod'
import type { Outbound } from '../../domain/outbound.ts'
import { ready, say } from './ready-tool.ts'

const framed = {
  body: z.string().min(1).describe('The words of the message, at most 1024 characters.'),
  footer: z.string().optional().describe('Small print, at most 60 characters.'),
}
const header = z.string().optional().describe('A heading, at most 60 characters.')
const id = z.string().optional().describe('What you will read when it is chosen; the title where it is left out.')

export const sendButtons = ready({
  description: 'Asks the customer something with one to three buttons to tap. Use it when there are few short answers.',
  parameters: z.object({
    ...framed,
    header,
    buttons: z.array(z.object({ id, title: z.string().describe('At most 20 characters, different each.') })),
  }),
  run: ({ buttons, ...rest }, binding) =>
    say(binding, { kind: 'buttons', ...rest, buttons: buttons.map(named) } as Outbound),
})

export const sendList = ready({
  description: 'Asks the customer to choose from a list of up to ten rows, which opens with a button.',
  parameters: z.object({
    ...framed,
    header,
    button: z.string().describe('What opens the list, at most 20 characters.'),
    sections: z.array(
      z.object({
        title: z.string().optional().describe('At most 24 characters; needed where there are several sections.'),
        rows: z.array(
          z.object({
            id,
            title: z.string().describe('At most 24 characters.'),
            description: z.string().optional().describe('At most 72 characters.'),
          }),
        ),
      }),
    ),
  }),
  run: ({ sections, ...rest }, binding) => {
    const all = sections.map(({ rows, ...section }) => ({ ...section, rows: rows.map(named) }))
    return say(binding, { kind: 'list', ...rest, sections: all } as Outbound)
  },
})

export const sendLink = ready({
  description: 'Sends the customer a message with a button that opens a web page.',
  parameters: z.object({
    ...framed,
    header,
    label: z.string().describe('What stands on the button, at most 20 characters.'),
    url: z.string().describe('https://...'),
  }),
  run: (input, binding) => say(binding, { kind: 'link', ...input } as Outbound),
})

export const requestLocation = ready({
  description: 'Asks the customer where they are, with a button that sends their location.',
  parameters: z.object({ body: framed.body }),
  run: ({ body }, binding) => {
    const content = { type: 'location_request_message', body: { text: body }, action: { name: 'send_location' } }
    return say(binding, { kind: 'custom', type: 'interactive', content })
  },
})

const named = <One extends { id?: string | undefined; title: string }>(one: One) => ({
  ...one,
  id: one.id || one.title,
})
