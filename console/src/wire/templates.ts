import type { KeptTemplate } from '../../../src/http/wire.ts'
import { ask, post, remove } from './ask.ts'
import { askAgain } from './queries.ts'

type Done = Promise<{ readonly template: Pick<KeptTemplate, 'id' | 'status'> }>

const renew = <Told>(told: Told): Told => {
  askAgain(['templates'])
  return told
}

/** Handed to Meta, which looks at it before it may be sent. */
export const createTemplate = (form: object): Done => post<Awaited<Done>>('/api/templates', form).then(renew)

export const editTemplate = (id: string, change: object): Done =>
  ask<Awaited<Done>>('PATCH', `/api/templates/${encodeURIComponent(id)}`, { body: change }).then(renew)

export const deleteTemplate = (id: string) => remove(`/api/templates/${encodeURIComponent(id)}`).then(renew)
