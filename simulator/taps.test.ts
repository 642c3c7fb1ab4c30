import { expect, it } from 'vitest'
import { setStage } from './test-stage.ts'

const PHOTO = Buffer.from('a photo')

it('[S3] taps: reply buttons and rows come with the message they belong to, or without', async () => {
  const stage = setStage()
  stage.maya.says('Hi')
  await stage.clock.advance(0)
  const interactive = (body: object) =>
    stage.send({ type: 'interactive', interactive: { body: { text: 'Choose' }, ...body } })
  await interactive({
    type: 'button',
    action: {
      buttons: [
        { type: 'reply', reply: { id: 'y', title: 'Yes' } },
        { type: 'reply', reply: { id: 'n', title: 'No' } },
      ],
    },
  })
  await interactive({
    type: 'list',
    action: { button: 'Rooms', sections: [{ rows: [{ id: 'r1', title: 'Single', description: 'One bed' }] }] },
  })
  await stage.clock.advance(1_000)
  const [buttons, list] = stage.maya.bubbles
  stage.maya.taps('Yes')
  stage.maya.taps('r1')
  stage.maya.taps('No', { bubble: buttons!.wamid, withoutContext: true })
  expect(() => stage.maya.taps('Maybe')).toThrow(/no "Maybe" to tap. There is: Single, Yes, No/)
  await stage.clock.runUntilIdle()
  const [, yes, row, no] = stage.items('messages')
  expect(yes).toMatchObject({
    type: 'interactive',
    context: { from: '15550783881', id: buttons!.wamid },
    interactive: { type: 'button_reply', button_reply: { id: 'y', title: 'Yes' } },
  })
  expect(row!.interactive).toEqual({
    type: 'list_reply',
    list_reply: { id: 'r1', title: 'Single', description: 'One bed' },
  })
  expect(row!.context).toEqual({ from: '15550783881', id: list!.wamid })
  expect(no!.interactive).toEqual({ type: 'button_reply', button_reply: { id: 'n', title: 'No' } })
  expect(no).not.toHaveProperty('context')
})

it('[S3] reacts to a message, and takes the reaction back in both forms', async () => {
  const stage = setStage()
  const wamid = stage.maya.says('Hi')
  stage.maya.reacts('👍', { to: wamid })
  expect(stage.maya.said[0]!.reaction).toBe('👍')
  stage.maya.reacts(undefined, { to: wamid })
  stage.maya.reacts('', { to: wamid })
  expect(stage.maya.said[0]).not.toHaveProperty('reaction')
  expect(() => stage.maya.reacts('👍', { to: 'wamid.other' })).toThrow(/No message on Maya's phone/)
  await stage.clock.runUntilIdle()
  expect(
    stage
      .items('messages')
      .slice(1)
      .map(({ type, reaction }) => [type, reaction]),
  ).toEqual([
    ['reaction', { message_id: wamid, emoji: '👍' }],
    ['reaction', { message_id: wamid }],
    ['reaction', { message_id: wamid, emoji: '' }],
  ])
})

it('[S3] edits and deletes: told under a new id where the number is shared with the phone app', async () => {
  const stage = setStage()
  stage.simulator.lines()[0]!.coexistence = true
  const wamid = stage.maya.says('Two rooms')
  const photo = stage.maya.sends({ type: 'image', bytes: PHOTO, caption: 'This one' })
  stage.maya.edits('Three rooms', { message: wamid })
  stage.maya.edits('That one')
  stage.maya.deletes(wamid)
  expect(stage.maya.said.slice(0, 2)).toMatchObject([
    { text: 'Three rooms', edited: true, deleted: true },
    { text: 'That one', edited: true },
  ])
  expect(() => stage.maya.edits('Again', { message: wamid })).toThrow(/was deleted/)
  await stage.clock.runUntilIdle()
  const [, , words, caption, gone] = stage.items('messages')
  expect(words!.id).not.toBe(wamid)
  expect(words).toMatchObject({
    type: 'edit',
    edit: { original_message_id: wamid, message: { type: 'text', text: { body: 'Three rooms' } } },
  })
  expect(caption!.edit).toEqual({
    original_message_id: photo,
    message: {
      type: 'image',
      image: {
        id: expect.any(String),
        mime_type: 'image/jpeg',
        sha256: expect.any(String),
        url: expect.any(String),
        caption: 'That one',
      },
    },
  })
  expect(gone).toMatchObject({ type: 'revoke', revoke: { original_message_id: wamid } })
})

it('[S3] edits and deletes on other numbers are unsupported', async () => {
  const stage = setStage()
  stage.maya.says('Two rooms')
  stage.maya.edits('Three rooms')
  stage.maya.deletes()
  await stage.clock.runUntilIdle()
  expect(stage.items('messages').slice(1)).toMatchObject([
    { type: 'unsupported', unsupported: { type: 'edit' }, errors: [{ code: 131051 }] },
    { type: 'unsupported', unsupported: { type: 'revoke' }, errors: [{ code: 131051 }] },
  ])
})
