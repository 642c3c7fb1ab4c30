import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { TemplatePreview } from '../../console/src/composer/template-preview.tsx'
import { shapeOf } from '../../console/src/composer/template-shape.ts'
import { draftOf, formOf } from '../../console/src/templates/draft.ts'
import { t } from '../../console/src/words/t.ts'
import { TEMPLATE_FAULTS, type TemplateFaultKind, templateFaultInWords } from '../../src/domain/template-faults.ts'
import type { KeptTemplate } from '../../src/http/wire.ts'
import { TEMPLATE_KINDS, type TemplateKind } from '../payloads/template-kinds.ts'

const kept = ({ form: { parameters = 'positional', ...form } }: TemplateKind): KeptTemplate => ({
  id: '1',
  account: '1',
  status: 'APPROVED',
  quality: undefined,
  syncedAt: 0,
  since: 0,
  news: undefined,
  categoryBefore: undefined,
  categoryNext: undefined,
  parameters,
  ...form,
})

/** What stands beside the words of a kind that has them from WhatsApp, or is drawn. */
const DRAWN: Readonly<Record<string, readonly string[]>> = {
  'header: image': ['Picture'],
  'header: video': ['Video'],
  'header: gif': ['Video'],
  'header: document': ['Document'],
  'header: location': ['Place'],
  'button: copy code': ['Copy offer code'],
  'button: request contact info': ['Share contact info'],
  'authentication: copy_code': [
    'is your verification code',
    'do not share this code',
    'expires in 10 minutes',
    'Copy code',
  ],
  'authentication: one_tap': ['is your verification code', 'Copy code'],
  'authentication: zero_tap': ['is your verification code', 'Copy code'],
  'limited-time offer': ['Picture', 'Ends soon!', 'Copy offer code'],
}

/** Every word that somebody has written for customers, wherever it stands. */
function written(part: unknown): string[] {
  if (Array.isArray(part)) return part.flatMap(written)
  if (typeof part !== 'object' || part === null) return []
  const { example: _, ...shown } = part as Record<string, unknown>
  return Object.entries(shown).flatMap(([key, value]) =>
    key === 'text' && typeof value === 'string' ? [value] : written(value),
  )
}

/** As it is read: without the tags that words stand between. */
const read = (html: string) =>
  html
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&#x27;', "'")
    .replace(/\s+/g, ' ')

describe('every kind of template on the desk', () => {
  it.each(TEMPLATE_KINDS.map((kind) => [kind.says, kind] as const))(
    '[D15 D23 U17] %s: is shown whole',
    (says, kind) => {
      const shape = shapeOf(kept(kind))
      const html = read(renderToStaticMarkup(createElement(TemplatePreview, { shape, values: {}, media: undefined })))
      const isRelabelled = says.startsWith('authentication')
      const words = [...(isRelabelled ? [] : written(kind.form.components)), ...(DRAWN[says] ?? [])]
      expect(words.length).toBeGreaterThan(0)
      expect(words.filter((one) => !html.includes(one.replace(/\s+/g, ' ')))).toEqual([])
    },
  )

  it.each(TEMPLATE_KINDS.map((kind) => [kind.says, kind] as const))(
    '[D23] %s: is written otherwise without losing anything, or not here',
    (says, kind) => {
      const draft = draftOf(kept(kind))
      if (!draft) return expect(['button: mpm', 'authentication: one_tap', 'authentication: zero_tap']).toContain(says)
      const { name, language, category, components } = kind.form
      expect(formOf(draft)).toMatchObject({ name, language, category })
      const again = formOf(draft).components.toSorted(byType)
      expect(again).toMatchObject(components.toSorted(byType).map(withoutOrderOfExamples) as object[])
    },
  )

  it('[U24] what is wrong with one is said on the desk as everywhere else', () => {
    const values = { most: 10, least: 2, given: 12, type: 'URL', name: '{{1}}', text: 'Stop', key: 'nmae' }
    for (const what of Object.keys(TEMPLATE_FAULTS) as TemplateFaultKind[])
      expect(`x: ${t(`templateFault.${what}`, values)}`).toBe(templateFaultInWords({ at: 'x', what, values }))
  })
})

const byType = (one: { type: string }, other: { type: string }) => one.type.localeCompare(other.type)
/** A label that WhatsApp writes by itself, and an example that may be a list or not. */
const withoutOrderOfExamples = (component: object) =>
  JSON.parse(JSON.stringify(component), (key, value) => (key === 'buttons' ? value.map(plainButton) : value))
const plainButton = ({ type, text, example, ...button }: Record<string, unknown>) => ({
  type,
  ...(type !== 'OTP' && text !== undefined && { text }),
  ...(type !== 'OTP' && button),
  ...(type === 'COPY_CODE' && { example }),
})
