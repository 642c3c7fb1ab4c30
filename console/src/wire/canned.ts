import type { CannedReply } from '../../../src/http/wire.ts'
import { post, put, remove } from './ask.ts'
import { cannedQuery, queries } from './queries.ts'

type Written = Omit<CannedReply, 'id'>
const renew = () => queries.invalidateQueries({ queryKey: cannedQuery.queryKey })

export const addCanned = (written: Written) => post('/api/canned', written).then(renew)
export const changeCanned = (id: string, written: Written) => put(`/api/canned/${id}`, written).then(renew)
export const dropCanned = (id: string) => remove(`/api/canned/${id}`).then(renew)
