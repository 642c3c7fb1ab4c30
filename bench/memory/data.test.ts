import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { scopesIn } from './data.ts'

function folderWith(files: Readonly<Record<string, unknown>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'wabaton-talks-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), JSON.stringify(content))
  return folder
}

const talk = {
  turns: [
    { id: '1', speaker: 'Ana', at: '2026-03-14T09:00:00Z', session: 1, text: 'I adopted a greyhound.' },
    { id: '2', speaker: 'agent', at: 1_773_480_000_000, session: 1, text: 'How lovely!' },
  ],
  questions: [{ text: 'Which dog does Ana have?', evidence: ['1'] }],
}

test('[M20] talks of others are read from a file, a list in a file, or a folder', () => {
  const folder = folderWith({ 'a.json': talk, 'b.json': [talk, talk], 'c.txt': 'not read' })
  expect(scopesIn(join(folder, 'a.json'))).toHaveLength(1)
  const [scope, ...others] = scopesIn(folder)
  expect(others).toHaveLength(2)
  expect(scope!.turns[0]).toEqual({
    id: '1',
    speaker: 'Ana',
    at: Date.UTC(2026, 2, 14, 9),
    session: '1',
    text: 'I adopted a greyhound.',
  })
  expect(scope!.questions[0]).toEqual({
    text: 'Which dog does Ana have?',
    evidence: ['1'],
    stale: [],
    at: 1_773_480_000_000,
  })
})

test('[M20] what is wrong in them is said by its place', () => {
  const folder = folderWith({
    'a.json': { ...talk, questions: [{ text: 'Which?', evidence: ['9'] }] },
    'b.json': { ...talk, turns: [{ ...talk.turns[0], at: 'yesterday' }] },
    'c.json': { turns: {} },
  })
  expect(() => scopesIn(join(folder, 'a.json'))).toThrow(/questions\[0\]\.evidence: there is no turn "9"/)
  expect(() => scopesIn(join(folder, 'b.json'))).toThrow(/turns\[0\]\.at must be an ISO date/)
  expect(() => scopesIn(join(folder, 'c.json'))).toThrow(/\.turns must be a list/)
})
