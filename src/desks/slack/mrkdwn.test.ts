import { describe, expect, it } from 'vitest'
import { signsOf, withSigns } from './emoji.ts'
import { escaped, mentioned, toWhatsApp } from './mrkdwn.ts'

describe('[H16] what is written in Slack, on WhatsApp', () => {
  it.each([
    ['Hi *Anish*, it is _really_ ~gone~ `ORD-22`', 'Hi *Anish*, it is _really_ ~gone~ `ORD-22`'],
    ['See <https://acme.test/a_b?c=1&amp;d=2|the page>', 'See the page (https://acme.test/a_b?c=1&d=2)'],
    ['See <https://acme.test>', 'See https://acme.test'],
    ['See <http://acme.test|acme.test>', 'See http://acme.test'],
    [
      'Write <mailto:help@acme.test|help@acme.test> or <tel:+15550001|call>',
      'Write help@acme.test or call (+15550001)',
    ],
    ['<@U024BE7LH> knows', '@Omar knows'],
    ['<@U0UNKNOWN> knows', '@teammate knows'],
    ['<@U024BE7LH|omar> knows', '@omar knows'],
    ['in <#C024BE91L|orders> and <#C0>', 'in #orders and #channel'],
    ['<!here> <!subteam^S1|@leads> <!date^1^{time}|12:00>', '@here @leads 12:00'],
    ['1 &lt; 2 &amp;&amp; 3 &gt; 2', '1 < 2 && 3 > 2'],
    ['Thanks :wave::skin-tone-3: :+1: :acme_logo:', 'Thanks 👋🏼 👍 :acme_logo:'],
    ['at 10:30:45 `:wave:`', 'at 10:30:45 `:wave:`'],
    ['```a &lt; b <https://acme.test>```', '```a < b https://acme.test```'],
    ['<https://acme.test/:wave:>', 'https://acme.test/:wave:'],
    ['  spaced  ', 'spaced'],
  ])('%s', (written, shown) => {
    expect(toWhatsApp(written, (user) => (user === 'U024BE7LH' ? 'Omar' : undefined))).toBe(shown)
  })

  it('has the signs that Slack names in its blocks', () => {
    const blocks = [
      { type: 'rich_text', elements: [{ elements: [{ type: 'emoji', name: 'otter', unicode: '1f9a6' }] }] },
    ]
    expect(withSigns('An :otter: :unknown:', signsOf(blocks))).toBe('An 🦦 :unknown:')
  })

  it('names each who is mentioned once', () => {
    expect(mentioned('<@U1> <@W2|x> <@U1> <#C1>')).toEqual(['U1', 'W2'])
  })
})

describe('[H17] what a customer writes, in Slack', () => {
  it('calls nobody and hides no link', () => {
    expect(escaped('<!channel> <https://evil.test|bank> & co')).toBe(
      '&lt;!channel&gt; &lt;https://evil.test|bank&gt; &amp; co',
    )
  })
})
