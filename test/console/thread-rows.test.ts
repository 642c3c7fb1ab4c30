import { expect, it } from 'vitest'
import { firstUnread, type Row, rowsOf, story } from '../../console/src/thread/rows.ts'
import type { HandoffStep, PrivateNote, ThreadEntry, ThreadPage } from '../../src/http/wire.ts'

const NOON = new Date(2026, 10, 21, 12).getTime()
const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

const said = (position: number, at: number, more: Partial<ThreadEntry> = {}) =>
  ({ id: `m${position}`, position, author: 'customer', text: `${position}`, at, ...more }) as ThreadEntry
const page = (messages: readonly ThreadEntry[], more: Partial<ThreadPage> = {}): ThreadPage => ({
  messages,
  notes: [],
  steps: [],
  more: false,
  ...more,
})
const note = (id: string, at: number) =>
  ({ id, at, by: { id: 'dana', name: 'Dana' }, text: id, files: [] }) as PrivateNote
const step = (id: string, at: number, kind: HandoffStep['kind'] = 'claim') => ({ id, at, kind }) as HandoffStep
const keys = (rows: readonly Row[]) => rows.map(({ kind, key }) => (kind === 'day' ? 'day' : key))

it('notes and steps stand between the messages they came between, and silent steps nowhere', () => {
  const messages = [said(1, NOON), said(2, NOON + 2 * MINUTE), said(3, NOON + 4 * MINUTE)]
  const notes = [note('n', NOON + 3 * MINUTE)]
  const steps = [
    step('claim', NOON + MINUTE),
    step('noted', NOON + 3 * MINUTE, 'noted'),
    step('end', NOON + 9 * MINUTE),
  ]
  const rows = rowsOf(story([page(messages, { notes, steps })]), undefined)
  expect(keys(rows)).toEqual(['day', 'm1', 'claim', 'm2', 'n', 'm3', 'end'])
})

it('a page that comes above changes no row below it but the first', () => {
  const newest = page([said(3, NOON), said(4, NOON + MINUTE)], { more: true, steps: [step('s', NOON + MINUTE / 2)] })
  const older = page([said(1, NOON - DAY), said(2, NOON - MINUTE)], { steps: [step('s', NOON + MINUTE / 2)] })
  const before = rowsOf(story([newest]), undefined)
  const after = rowsOf(story([newest, older]), undefined)
  // Whether its day begins with what is known so far is not known: it says so only once it is.
  expect(keys(before)).toEqual(['m3', 's', 'm4'])
  expect(keys(after)).toEqual(['day', 'm1', 'day', 'm2', 'm3', 's', 'm4'])
  expect(after.slice(-2)).toEqual(before.slice(-2))
})

it('who goes on is not named again: after a pause, another writer, a note or a failure they are', () => {
  const dana = { author: 'teammate', writer: { id: 'dana', name: 'Dana' } } as const
  const omar = { author: 'teammate', writer: { id: 'omar', name: 'Omar' } } as const
  const failed = { delivery: { state: 'failed' } } as Pick<ThreadEntry, 'delivery'>
  const messages = [
    said(1, NOON),
    said(2, NOON + 1),
    said(3, NOON + 6 * MINUTE),
    said(4, NOON + 6 * MINUTE, dana),
    said(5, NOON + 6 * MINUTE, omar),
    said(6, NOON + 6 * MINUTE, { ...omar, ...failed }),
    said(7, NOON + 6 * MINUTE, omar),
  ]
  const rows = rowsOf(story([page(messages)]), undefined)
  expect(rows.flatMap((row) => (row.kind === 'message' && row.place.first ? [row.key] : []))).toEqual([
    'm1',
    'm3',
    'm4',
    'm5',
    'm7',
  ])
})

it('what was taken back has not been said', () => {
  const { messages } = story([page([said(1, NOON), said(2, NOON, { outcome: 'unsent' })])])
  expect(messages.map(({ id }) => id)).toEqual(['m1'])
})

it('what is new begins above the first message that was not seen, and stays there when more comes', () => {
  const messages = [said(1, NOON), said(2, NOON, { author: 'agent' }), said(3, NOON), said(4, NOON)]
  expect(firstUnread(messages, 4, 2)).toBe('m3')
  expect(firstUnread([...messages, said(5, NOON)], 4, 2)).toBe('m3')
  expect(firstUnread(messages, 4, 0)).toBeUndefined()
  // It stands on a page that is not loaded yet.
  expect(firstUnread(messages, 4, 9)).toBeUndefined()
  expect(keys(rowsOf(story([page(messages)]), 'm3'))).toEqual(['day', 'm1', 'm2', 'unread', 'm3', 'm4'])
})
