import { amendmentsContract } from './amendments.ts'
import { identityContract } from './identity.ts'
import { joiningContract } from './joining.ts'
import { pausesContract } from './pauses.ts'
import { receivingContract } from './receiving.ts'
import { type OpenDatabase, scenes } from './scene.ts'
import { sendsContract } from './sends.ts'
import { statusesContract } from './statuses.ts'
import { templatesContract } from './templates.ts'
import { turnsContract } from './turns.ts'
import { workContract } from './work.ts'

/** What every store must do, whichever database it stands on. */
export function storeContract(open: OpenDatabase) {
  const scene = scenes(open)
  receivingContract(scene)
  pausesContract(scene)
  identityContract(scene)
  joiningContract(scene)
  amendmentsContract(scene)
  turnsContract(scene)
  sendsContract(scene)
  statusesContract(scene)
  templatesContract(scene)
  workContract(scene)
}
