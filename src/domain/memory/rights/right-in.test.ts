import { describe, expect, it } from 'vitest'
import type { Fact } from '../fact.ts'
import { answerTo } from './answers.ts'
import { rightIn } from './right-in.ts'
import { factsMeant } from './which.ts'

const KNOW = [
  'What do you know about me?',
  'what do u know about me',
  'Hi, what data do you have on me?',
  'what information do you store about me',
  'can you tell me what you know about me?',
  '¿Qué sabes de mí?',
  'que datos tienen sobre mi',
  '¿Qué información guardan sobre mí?',
  'O que vocês sabem sobre mim?',
  'quais dados vocês têm sobre mim?',
  'Was wissen Sie über mich?',
  'Welche Daten haben Sie über mich gespeichert?',
  'Que savez-vous sur moi ?',
  'quelles données avez-vous sur moi ?',
  'आप मेरे बारे में क्या जानते हैं?',
  'aap mere baare me kya jante ho',
  'ماذا تعرف عني؟',
  'ما هي المعلومات التي لديكم عني؟',
]
const EVERYTHING = [
  'Forget everything about me',
  'please delete all my data',
  'Delete my data.',
  'forget everything you know about me',
  'borra todos mis datos',
  'Olviden todo lo que saben de mí',
  'apague todos os meus dados',
  'Bitte löschen Sie alle meine Daten',
  'Vergessen Sie alles über mich',
  'supprimez toutes mes données',
  'oubliez tout sur moi',
  'मेरा सारा डेटा डिलीट कर दो',
  'mera sara data delete kar do',
  'احذف كل بياناتي',
]
const NAMED: readonly (readonly [string, string])[] = [
  ['forget my address', 'address'],
  ['Please delete my phone number', 'phone number'],
  ['forget that I am allergic to nuts', 'allergic to nuts'],
  ['olvida mi dirección', 'direccion'],
  ['esqueça o meu endereço', 'endereco'],
  ['vergiss meine Adresse', 'adresse'],
  ['oubliez mon adresse', 'adresse'],
  ['मेरा पता भूल जाओ', 'पता'],
  ['انس عنواني', 'عنواني'],
]
/** None of these is about memory, unless it has just been spoken of. */
const DISMISSED = [
  "forget it, I'll call",
  'forget it',
  'Forget that',
  'did you forget my order?',
  'that is wrong, I ordered two',
  "that's wrong",
  'delete my order please',
  'remove the last item',
  'please cancel and delete my account',
  'what do you know about the Pro plan?',
  'what do you have for me today?',
  'what do you have on the menu',
  "don't forget my address",
  'I forgot my password',
  "don't forget about me",
  'do you know where my parcel is?',
  'what information do you need from me?',
  'olvídalo',
  'eso está mal, pedí dos',
  'vergiss es',
  'das ist falsch, ich habe zwei bestellt',
  'laissez tomber',
  'no olvides mi pedido',
  'me olvidé la contraseña',
  'kya aap mera order bhool gaye?',
  'forget my last order',
  'My data plan is not working',
  'what do you know',
  'nothing you know about me is right for this size, I need an L',
]
const ALWAYS_DISMISSED = [
  "forget it, I'll call",
  'did you forget my order?',
  'delete my order please',
  'olvida mi pedido',
]

describe('what customers say of their memory', () => {
  it.each(KNOW)('[M18] know: %s', (text) => {
    expect(rightIn(text, { afterMemory: false })).toEqual({ kind: 'know' })
  })
  it.each(EVERYTHING)('[M18] everything: %s', (text) => {
    expect(rightIn(text, { afterMemory: false })).toEqual({ kind: 'forget', what: 'everything' })
  })
  it.each(NAMED)('[M18] named: %s', (text, what) => {
    expect(rightIn(text, { afterMemory: false })).toEqual({ kind: 'forget', what })
  })
  it.each(DISMISSED)('[M18] nothing of it: %s', (text) => {
    expect(rightIn(text, { afterMemory: false })).toBeUndefined()
  })
  it.each(ALWAYS_DISMISSED)('[M18] nothing of it even then: %s', (text) => {
    expect(rightIn(text, { afterMemory: true })).toBeUndefined()
  })
  it.each([
    ['forget it', { kind: 'forget', what: 'that' }],
    ['Forget that please', { kind: 'forget', what: 'that' }],
    ['bórralo', { kind: 'forget', what: 'that' }],
    ['Vergiss das', { kind: 'forget', what: 'that' }],
    ['oublie ça', { kind: 'forget', what: 'that' }],
    ['احذف هذا', { kind: 'forget', what: 'that' }],
    ['that is wrong', { kind: 'wrong' }],
    ["That's not right, I live in Lisbon", { kind: 'wrong' }],
    ['Eso está mal', { kind: 'wrong' }],
    ['isso está errado', { kind: 'wrong' }],
    ['Das stimmt nicht', { kind: 'wrong' }],
    ["c'est faux", { kind: 'wrong' }],
    ['यह गलत है', { kind: 'wrong' }],
    ['هذا خطأ', { kind: 'wrong' }],
  ])('[M18] once memory was spoken of: %s', (text, right) => {
    expect(rightIn(text, { afterMemory: true })).toEqual(right)
  })

  it('[M18] finds the facts that are meant', () => {
    const facts = [fact('home_address', '12 Oak St'), fact('allergic_to', 'nuts', ['allergy']), fact('name', 'Ana')]
    const meant = (what: string) => factsMeant(what, facts).map(({ value }) => value)
    expect(meant('address')).toEqual(['12 Oak St'])
    expect(meant('direccion')).toEqual(['12 Oak St'])
    expect(meant('عنواني')).toEqual(['12 Oak St'])
    expect(meant('allergies')).toEqual(['nuts'])
    expect(meant('allergic to nuts')).toEqual(['nuts'])
    expect(meant('name')).toEqual(['Ana'])
    expect(meant('dog')).toEqual([])
  })

  it('[M18] answers with the day and the line of each, and where the rest can be asked for', () => {
    const answer = answerTo({ kind: 'know', facts: [fact('home_address', '12 Oak St')] }, 'en')
    expect(answer).toContain('• home_address 12 Oak St (2026-05-14, Support)')
    expect(answer).toContain('ask for a person')
    expect(answerTo({ kind: 'know', facts: [] }, 'de')).toContain('nichts über Sie festgehalten')
    expect(answerTo({ kind: 'forgotten', facts: [] }, 'es')).toContain('No tengo nada anotado')
    expect(answerTo({ kind: 'forgotten-all' }, 'ar')).toContain('نسيت كل ما سجلته')
  })

  it('[M18] is quick on whatever is written', () => {
    const hostile = ['forget my '.repeat(20), 'what do you know about me '.repeat(8), ' '.repeat(240), 'a '.repeat(110)]
    const from = performance.now()
    for (const text of hostile) rightIn(text, { afterMemory: true })
    expect(performance.now() - from).toBeLessThan(500)
  })
})

function fact(predicate: string, value: string, tags: readonly string[] = []): Fact {
  return {
    ...{
      id: value,
      key: value,
      kind: 'profile',
      subject: 'customer',
      predicate,
      value,
      text: `${predicate} ${value}`,
      language: 'en',
    },
    ...{
      confidence: 1,
      validFrom: 0,
      tags,
      extractor: 'rules',
      status: 'open',
      validTo: undefined,
      supersededBy: undefined,
    },
    ...{ recordedAt: 0, pinned: false },
    sources: [
      {
        ...{ source: 'm1', quote: value, start: 0, end: 1, speaker: 'customer', line: 'Support' },
        at: Date.UTC(2026, 4, 14),
      },
    ],
  }
}
