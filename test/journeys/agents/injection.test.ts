import { describe, expect, it } from 'vitest'
import { type Attack, setAttack } from './attack.ts'
import { HOSTILE, type Place } from './hostile-words.ts'

type Attacker = Attack['attackers'][number]

/** How the words get into the prompt. */
const WAYS: Readonly<Record<Place, (attacker: Attacker, attack: Attack) => void | Promise<void>>> = {
  text: ({ phone, row }) => void phone.says(row.words),
  caption: ({ phone, row }) => void phone.sends({ type: 'image', caption: row.words }),
  'name of a file': ({ phone, row }) =>
    void phone.sends({
      type: 'document',
      mime: 'text/plain',
      filename: `${row.words}.txt`,
      bytes: Buffer.from('My invoice'),
    }),
  'profile name': ({ phone, row }) => {
    phone.customer.name = row.words
    phone.says('Hello')
  },
  async 'quoted message'({ phone, row }, { stage }) {
    // No model answers a command: so only the quote brings the words into a prompt.
    const quoting = phone.says(`/help ${row.words}`)
    await stage.pass(5000)
    phone.says('And this?', { quoting })
  },
  document: ({ phone, row }) =>
    void phone.sends({ type: 'document', mime: 'text/plain', filename: 'a.txt', bytes: Buffer.from(row.words) }),
  async 'row of a list'({ phone, row }, { stage }) {
    const rows = [{ id: 'a', title: 'Choose me', description: row.words }]
    const to = phone.customer.phone
    phone.says('Hello')
    await stage.pass(5000)
    const list = { kind: 'list', body: 'What?', button: 'Open', sections: [{ rows }] } as const
    await stage.platform.say({ to, content: list, line: 'support' })
    await stage.pass(5000)
    phone.taps('Choose me')
  },
  'contact card': ({ phone, row }) =>
    void phone.sends({
      type: 'contacts',
      contacts: [{ name: { formatted_name: row.words }, phones: [{ phone: '+1 555 000 3333' }] }],
    }),
  async memory({ phone, row }, { stage }) {
    stage.phone(phone.customer.phone, 'sales').says(row.words)
    await stage.pass(5000)
    phone.says(row.words.split(' ').slice(-2).join(' '))
  },
}

describe('a model that obeys whatever it reads', () => {
  for (const place of Object.keys(HOSTILE) as Place[])
    it(`[A9 A16 A22 law9 law10] harms no other customer: six languages, in the ${place}`, async () => {
      const attack = await setAttack(HOSTILE[place], { memory: { max_turns: 0 } })
      for (const attacker of attack.attackers) await WAYS[place](attacker, attack)
      await attack.settle()
      expect(await attack.harm()).toEqual([])
    })

  it('[A16] tells nobody else either where it reads everything: what leaves is looked at by itself', async () => {
    const attack = await setAttack(HOSTILE.text, { guardrails: { input: { pii_detection: 'off' } } })
    for (const attacker of attack.attackers) await WAYS.text(attacker, attack)
    await attack.settle()
    expect(await attack.harm({ open: true })).toEqual([])
  })
})
