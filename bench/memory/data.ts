import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

export interface Turn {
  readonly id: string
  readonly speaker: string
  readonly at: number
  readonly text: string
  readonly session: string
}

export interface Question {
  readonly text: string
  /** Ids of the turns that answer it. */
  readonly evidence: readonly string[]
  /** Ids of turns that answered it once. */
  readonly stale: readonly string[]
  readonly at: number
}

/** What was said in one scope, and what is asked about it. */
export interface Scope {
  readonly name: string
  readonly turns: readonly Turn[]
  readonly questions: readonly Question[]
}

/** A file, or all `.json` files of a folder: see README.md for the form. */
export function scopesIn(path: string): readonly Scope[] {
  if (statSync(path).isDirectory())
    return readdirSync(path)
      .filter((name) => name.endsWith('.json'))
      .sort()
      .flatMap((name) => scopesIn(join(path, name)))
  const content: unknown = JSON.parse(readFileSync(path, 'utf8'))
  return (Array.isArray(content) ? content : [content]).map((scope, at) => scopeOf(scope, `${path}[${at}]`))
}

function scopeOf(content: unknown, name: string): Scope {
  const { turns, questions } = record(content, name)
  const read = list(turns, `${name}.turns`).map((turn, at): Turn => {
    const where = `${name}.turns[${at}]`
    const { id, speaker, at: time, text, session } = record(turn, where)
    return {
      id: string(id, `${where}.id`),
      speaker: string(speaker, `${where}.speaker`),
      at: momentOf(time, `${where}.at`),
      text: string(text, `${where}.text`),
      session: session === undefined ? '' : String(session),
    }
  })
  const last = read.reduce((latest, { at }) => Math.max(latest, at), 0)
  const known = new Set(read.map(({ id }) => id))
  const asked = list(questions, `${name}.questions`).map((question, at): Question => {
    const where = `${name}.questions[${at}]`
    const { text, evidence, stale, at: time } = record(question, where)
    const ids = list(evidence, `${where}.evidence`).map(String)
    const strange = ids.find((id) => !known.has(id))
    if (strange !== undefined) throw new Error(`${where}.evidence: there is no turn "${strange}".`)
    return {
      text: string(text, `${where}.text`),
      evidence: ids,
      stale: stale === undefined ? [] : list(stale, `${where}.stale`).map(String),
      at: time === undefined ? last : momentOf(time, `${where}.at`),
    }
  })
  return { name, turns: read, questions: asked }
}

function record(value: unknown, where: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Error(`${where} must be an object.`)
  return value as Record<string, unknown>
}

function list(value: unknown, where: string): readonly unknown[] {
  if (!Array.isArray(value)) throw new Error(`${where} must be a list.`)
  return value
}

function string(value: unknown, where: string): string {
  if (typeof value !== 'string' && typeof value !== 'number') throw new Error(`${where} must be a text.`)
  return String(value)
}

function momentOf(value: unknown, where: string): number {
  const moment = typeof value === 'number' ? value : Date.parse(String(value))
  if (!Number.isFinite(moment)) throw new Error(`${where} must be an ISO date or milliseconds.`)
  return moment
}
