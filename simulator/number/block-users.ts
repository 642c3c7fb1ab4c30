import { requireWhatsApp } from '../envelope.ts'
import { type GraphAnswer, jsonAnswer } from '../graph-answer.ts'
import { errorBody } from '../graph-errors.ts'
import { type Line, onlyDigits } from '../line.ts'
import { asInvalid, type Fields, type Parameter, parameter } from '../parameter.ts'
import { type Person, threadOf } from '../person.ts'
import { windowOpen } from '../thread.ts'
import type { World } from '../world.ts'

type Needs = Pick<World, 'agenda' | 'people' | 'identifiers'>

interface Named {
  readonly input: string
  readonly person: Person | undefined
}

/** `POST` and `DELETE /{phone number id}/block_users`, all at once or those that can be. */
export function changeBlocked(world: Needs, line: Line, body: Fields, blocked: boolean): GraphAnswer {
  requireWhatsApp(body)
  const users = asInvalid(() =>
    parameter(body, 'request')
      .at('block_users')
      .list({ most: 1000 })
      .map((user) => readUser(world, user)),
  )
  const changed: object[] = []
  const failed: object[] = []
  for (const { input, person } of users) {
    const why = blocked ? objection(world, line, person) : person ? undefined : 'This user is not known.'
    if (!person || why) {
      const error = { message: why, code: 139100, error_data: { details: why } }
      failed.push({ input, ...namesOf(person), errors: [error] })
      continue
    }
    if (blocked) line.silenced.add(person)
    else line.silenced.delete(person)
    changed.push({ input, ...namesOf(person) })
  }
  const told = {
    messaging_product: 'whatsapp',
    block_users: {
      ...(changed.length > 0 && { [blocked ? 'added_users' : 'removed_users']: changed }),
      ...(failed.length > 0 && { failed_users: failed }),
    },
  }
  if (failed.length === 0) return jsonAnswer(told)
  return jsonAnswer({ ...told, ...errorBody({ code: 139100 }, world.identifiers.trace()) }, 400)
}

function objection({ agenda }: Needs, line: Line, person: Person | undefined): string | undefined {
  if (!person || !windowOpen(threadOf(person, line), agenda.now())) {
    return 'Only users who have written within the last 24 hours can be blocked.'
  }
  return undefined
}

/** A user id of linked portfolios names nobody here: it can neither be blocked nor unblocked. */
function readUser({ people }: Needs, user: Parameter): Named {
  user.fields()
  const userId = user.at('user_id').ifGiven()?.text()
  if (userId !== undefined) {
    const parent = /^[A-Za-z]{2}\.ENT\./.test(userId)
    return { input: userId, person: parent ? undefined : people.byUserId(userId) }
  }
  const input = user.at('user').text()
  return { input, person: people.byPhone(onlyDigits(input)) }
}

const namesOf = (person: Person | undefined) =>
  person && { ...(!person.username && { wa_id: person.phone }), user_id: person.userId }

/** `GET /{phone number id}/block_users` */
export function listBlocked({ silenced }: Line): GraphAnswer {
  const data = [...silenced].map((person) => ({ messaging_product: 'whatsapp', ...namesOf(person) }))
  return jsonAnswer({ data, paging: { cursors: { before: 'QVFIU0', after: 'QVFIU1' } } })
}
