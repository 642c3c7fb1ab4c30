import { describe, expect, it } from 'vitest'
import { faultsOf, openLedger } from './ledger.ts'
import { customerOf } from './webhooks.ts'

/** A ledger with messages that were sent and acknowledged: so many of each conversation. */
function ledgerOf(messages: readonly number[]) {
  const ledger = openLedger({ run: 'run' })
  for (const conversation of messages) {
    const entry = ledger.write(conversation)
    ledger.send(entry)
    ledger.acknowledge(entry, 200)
  }
  return ledger
}

/** A reply of the server to a customer; `tokens` are the sequence numbers that it repeats. */
function replyTo(conversation: number, ...tokens: number[]) {
  const { phone, line } = customerOf(conversation)
  return { to: `+${phone}`, line, text: tokens.map((sequence) => `Hello [run.${conversation}.${sequence}]`).join('\n') }
}

describe('the ledger', () => {
  it('[Q13] finds nothing wrong where each message is answered once, alone or merged', () => {
    const ledger = ledgerOf([1, 2, 1, 1])
    ledger.reply(replyTo(1, 1))
    ledger.reply(replyTo(2, 1))
    ledger.reply(replyTo(1, 2, 3))
    expect(ledger.close()).toMatchObject({ sent: 4, acknowledged: 4, answered: 4 })
    expect(faultsOf(ledger.counts)).toEqual([])
  })

  it('[Q13] counts what was acknowledged and never answered', () => {
    const ledger = ledgerOf([1, 1, 2])
    ledger.reply(replyTo(1, 1))
    expect(faultsOf(ledger.close())).toEqual(['2 lost'])
  })

  it('[Q13] does not count as lost what was refused, and tells how it was', () => {
    const ledger = openLedger({ run: 'run' })
    const entry = ledger.write(1)
    ledger.send(entry)
    ledger.acknowledge(entry, 503)
    ledger.acknowledgeStatus(0)
    expect(faultsOf(ledger.close(), ledger.refusedWith)).toEqual(['2 refused', 'refused with HTTP 503, 0'])
  })

  it('[Q13] counts each answer after the first', () => {
    const ledger = ledgerOf([1, 1])
    ledger.reply(replyTo(1, 1))
    ledger.reply(replyTo(1, 1, 2))
    ledger.reply(replyTo(1, 2))
    expect(faultsOf(ledger.close())).toEqual(['2 doubled'])
  })

  it('[Q13] counts what was answered after a later message, also inside one reply', () => {
    const ledger = ledgerOf([1, 1, 1, 1])
    ledger.reply(replyTo(1, 2))
    ledger.reply(replyTo(1, 1))
    ledger.reply(replyTo(1, 4, 3))
    expect(faultsOf(ledger.close())).toEqual(['2 outOfOrder'])
  })

  it('[Q13] counts what reached another customer, or came from another line', () => {
    const ledger = ledgerOf([1, 2])
    ledger.reply({ ...replyTo(1, 1), to: replyTo(2).to })
    ledger.reply({ ...replyTo(2, 1), line: replyTo(1).line })
    expect(faultsOf(ledger.close())).toEqual(['2 misdirected'])
  })

  it('[Q13] counts what answers nothing: an apology, or a message of another run', () => {
    const ledger = ledgerOf([])
    ledger.reply({ ...replyTo(1), text: 'Sorry, I cannot answer that right now.' })
    ledger.reply({ ...replyTo(1), text: 'Hello [other.1.1]' })
    expect(faultsOf(ledger.close())).toEqual(['2 foreign'])
  })
})
