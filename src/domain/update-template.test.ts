import { describe, expect, it } from 'vitest'
import type { KnownTemplate } from './template.ts'
import { filledWith, pickTemplate, type UpdateTemplate } from './update-template.ts'

const known = (change: Partial<KnownTemplate> = {}, body = 'News: {{1}} Bye.'): KnownTemplate => ({
  id: '1',
  name: 'update',
  language: 'en',
  status: 'APPROVED',
  category: 'UTILITY',
  quality: undefined,
  parameters: 'positional',
  components: [{ type: 'BODY', text: body }],
  ...change,
})
const picked = (...templates: KnownTemplate[]): UpdateTemplate => {
  const found = pickTemplate('update', templates, 'es')
  if (found.kind === 'none') throw new Error(found.because)
  return found.template
}

describe('the template for an update', () => {
  it.each([
    ['their language', ['en', 'es'], 'es'],
    ['a kind of their language', ['en_US', 'es_MX'], 'es_MX'],
    ['English where theirs is missing', ['de', 'en_US'], 'en_US'],
    ['whatever there is', ['de'], 'de'],
  ] as const)('[D20] is in %s', (_, languages, chosen) => {
    expect(picked(...languages.map((language) => known({ language }))).language).toBe(chosen)
  })

  it('[D14 D20] is none that Meta has not approved, that asks for more, or that has a picture', () => {
    expect(picked(known({ language: 'es', status: 'PAUSED' }), known()).language).toBe('en')
    const because = (...templates: KnownTemplate[]) => pickTemplate('update', templates, 'en')
    expect(because(known({ status: 'REJECTED' }))).toEqual({
      kind: 'none',
      because: 'the template update is not approved (en: REJECTED)',
    })
    expect(because(known({ name: 'other' }))).toMatchObject({ because: 'WhatsApp knows no template named update' })
    const more = { kind: 'none', because: expect.stringContaining('more than one value') }
    expect(because(known({}, '{{1}} and {{2}}'))).toEqual(more)
    const body = { type: 'BODY', text: 'Hello {{1}}.' }
    expect(because(known({ components: [{ type: 'HEADER', format: 'IMAGE' }, body] }))).toEqual(more)
    expect(because(known({ components: [{ type: 'HEADER', format: 'TEXT', text: '{{1}}' }, body] }))).toEqual(more)
    const url = { type: 'BUTTONS', buttons: [{ type: 'URL', text: 'Open', url: 'https://acme.com/{{1}}' }] }
    expect(because(known({ components: [body, url] }))).toEqual(more)
  })

  it.each([
    ['on one line', 'It is\n\n  here,\tnow     or later ', 'It is here, now or later', false],
    ['as long as it may be', 'x'.repeat(1024 - 16), 'x'.repeat(1024 - 16), false],
    ['not longer', 'x'.repeat(1024 - 15), 'Write back.', true],
    ['emoji count as one', '🙂'.repeat(1024 - 16), '🙂'.repeat(1024 - 16), false],
    ['nothing', ' \n', 'Write back.', false],
  ] as const)('[D20] holds the words: %s', (_, text, value, unsaid) => {
    expect(filledWith(picked(known()), text, 'Write back.')).toEqual({
      message: { kind: 'template', name: 'update', language: 'en', body: [value] },
      unsaid,
    })
  })

  it('[D20] has its variable by name, or holds no words at all', () => {
    const named = picked(known({ parameters: 'named' }, 'News: {{text}} Bye.'))
    expect(filledWith(named, 'Here', 'x').message).toMatchObject({ body: { text: 'Here' } })
    const plain = filledWith(picked(known({}, 'There is news.')), 'Here', 'x')
    expect(plain).toEqual({ message: { kind: 'template', name: 'update', language: 'en' }, unsaid: true })
  })
})
