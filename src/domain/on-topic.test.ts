import { describe, expect, it } from 'vitest'
import { OFF_TOPIC_LIMIT, onTopic } from './on-topic.ts'

describe('the topic of an agent', () => {
  it('[A32] names the scope, the tool that declines, and who is never off the topic', () => {
    const paragraph = onTopic(' Orders, deliveries\n\nand returns of Acme. ')
    expect(paragraph).toContain('nothing else: Orders, deliveries and returns of Acme.\n')
    expect(paragraph).toContain('call decline_off_topic')
    expect(paragraph).toMatch(/asks for a person, is upset or in danger is never off the topic/)
    expect(OFF_TOPIC_LIMIT).toBe(3)
  })

  it('[A32] calls the tool by the name it was given', () => {
    const paragraph = onTopic('Orders.', { decline: 'not_ours' })
    expect(paragraph).toContain('call not_ours')
    expect(paragraph).not.toContain('decline_off_topic')
  })
})
