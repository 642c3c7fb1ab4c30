import { describe, expect, it } from 'vitest'
import { fillCanned, suggestedFor } from './canned.ts'

describe('words that are written often', () => {
  it.each([
    ['Hi {{name}}!', { name: 'Maya' }, 'Hi Maya!', []],
    ['Hi {{ name }}!', { name: ' Maya ' }, 'Hi Maya!', []],
    ['Hi {{name|friend}}!', {}, 'Hi friend!', []],
    ['Hi {{name|friend}}!', { name: '' }, 'Hi friend!', []],
    ['Hi {{name| }}!', {}, 'Hi !', []],
    ['Hi {{name}}!', {}, 'Hi {{name}}!', ['name']],
    [
      'Order {{?order}} of {{?order}} and {{?day|Monday}}',
      {},
      'Order {{?order}} of {{?order}} and {{?day|Monday}}',
      ['order', 'day'],
    ],
    ['Order {{?order}}', { order: 'ORD-22' }, 'Order ORD-22', []],
    ['{{número de pedido}}', { 'número de pedido': '7' }, '7', []],
    ['{{}} {{?}} {{|x}} {{a{b}}} { {name} }', { name: 'x' }, '{{}} {{?}} {{|x}} {{a{b}}} { {name} }', []],
  ] as const)('%s with %o', (text, known, filled, asks) => {
    expect(fillCanned(text, known)).toEqual({ text: filled, asks })
  })

  it('takes a name that looks like a gap for a name, and no name for a property of all objects', () => {
    expect(fillCanned('Hi {{name}}, {{me}}', { name: '{{me}}', me: 'Ana' }).text).toBe('Hi {{me}}, Ana')
    expect(fillCanned('{{constructor}} {{__proto__}} {{toString|x}}', {}).asks).toEqual(['constructor'])
    expect(fillCanned('{{name}}', { name: '$& $1' }).text).toBe('$& $1')
  })

  it('is done with a long text at once, however many braces it has', () => {
    const started = performance.now()
    fillCanned('{{'.repeat(20_000) + ' '.repeat(200_000) + '{{a '.repeat(10_000), {})
    expect(performance.now() - started).toBeLessThan(3000)
  })

  it('says what to suggest for what is asked', () => {
    expect(suggestedFor('{{?day|Monday}}', 'day')).toBe('Monday')
    expect(suggestedFor('{{?day}}', 'day')).toBeUndefined()
  })
})
