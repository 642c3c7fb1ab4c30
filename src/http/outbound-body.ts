import { z } from 'zod'
import type { Outbound } from '../domain/outbound.ts'

/**
 * A message as programs write it: what must be there for it to be read at all. What WhatsApp would refuse in it (lengths,
 * numbers of buttons, kinds of files) is found by the rules that all messages meet.
 */
const media = z.union([z.strictObject({ id: z.string() }), z.strictObject({ link: z.url() })])
const text = z.string()
const quotes = text.optional()
const header = z.strictObject({ kind: z.enum(['image', 'video', 'document']), media, filename: text.optional() })
const framed = { quotes, body: text, header: z.union([text, header]).optional(), footer: text.optional() }
const place = { latitude: z.number(), longitude: z.number(), name: text.optional(), address: text.optional() }
const parameters = z.union([z.array(text), z.record(z.string(), text)])
const row = z.strictObject({ id: text, title: text, description: text.optional() })
const templateButton = z.strictObject({
  index: z.int().min(0),
  kind: z.enum(['quick-reply', 'url', 'copy-code', 'flow', 'catalog', 'products']),
  value: text,
  sections: z.array(z.strictObject({ title: text, products: z.array(text) })).optional(),
})
const templateButtons = z.array(templateButton).optional()
const card = z.strictObject({ header: header.optional(), body: parameters.optional(), buttons: templateButtons })

/** What stands in a template beside its kind. */
export const templateFields = {
  name: text,
  language: text,
  header: z.union([parameters, header, z.strictObject({ kind: z.literal('location'), ...place })]).optional(),
  body: parameters.optional(),
  buttons: templateButtons,
  offerEnds: z.int().positive().optional(),
  cards: z.array(card).optional(),
}

export const outbound: z.ZodType<Outbound> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('text'), quotes, text: text.min(1), preview: z.boolean().optional() }),
  z.strictObject({ kind: z.literal('image'), quotes, media, caption: text.optional() }),
  z.strictObject({ kind: z.literal('video'), quotes, media, caption: text.optional() }),
  z.strictObject({ kind: z.literal('audio'), quotes, media, voice: z.boolean().optional(), words: text.optional() }),
  z.strictObject({ kind: z.literal('document'), quotes, media, caption: text.optional(), filename: text.optional() }),
  z.strictObject({ kind: z.literal('sticker'), quotes, media }),
  z.strictObject({ kind: z.literal('location'), quotes, ...place }),
  z.strictObject({ kind: z.literal('contacts'), quotes, contacts: z.array(z.record(z.string(), z.unknown())) }),
  /** `to` is a message of the conversation, by its id here or its wamid. */
  z.strictObject({ kind: z.literal('reaction'), to: text, emoji: text }),
  z.strictObject({
    kind: z.literal('buttons'),
    ...framed,
    buttons: z.array(z.strictObject({ id: text, title: text })),
  }),
  z.strictObject({
    kind: z.literal('list'),
    ...framed,
    button: text,
    sections: z.array(z.strictObject({ title: text.optional(), rows: z.array(row) })),
  }),
  z.strictObject({ kind: z.literal('link'), ...framed, label: text, url: z.url() }),
  z.strictObject({ kind: z.literal('template'), quotes, ...templateFields }),
  z.strictObject({ kind: z.literal('custom'), quotes, type: text, content: z.unknown() }),
]) as z.ZodType<Outbound>
