import { amendmentsContract } from './amendments.ts'
import { attachmentsContract } from './attachments.ts'
import { audienceContract } from './audience.ts'
import { batonContract } from './baton.ts'
import { callsContract } from './calls.ts'
import { campaignsContract } from './campaigns.ts'
import { consentsContract } from './consents.ts'
import { coverContract } from './cover.ts'
import { deskDataContract } from './desk-data.ts'
import { desksContract } from './desks.ts'
import { drawingContract } from './drawing.ts'
import { echoesContract } from './echoes.ts'
import { elsewhereContract } from './elsewhere.ts'
import { entriesContract } from './entries.ts'
import { erasureContract } from './erasure.ts'
import { eventsContract } from './events.ts'
import { factsContract } from './facts.ts'
import { handoffScopeContract } from './handoff-scope.ts'
import { identityContract } from './identity.ts'
import { intentsContract } from './intents.ts'
import { joiningContract } from './joining.ts'
import { joiningWithAllContract } from './joining-with-all.ts'
import { listsContract } from './lists.ts'
import { memoriesContract } from './memories.ts'
import { memoryJoinsContract } from './memory-joins.ts'
import { memoryScopesContract } from './memory-scopes.ts'
import { namedBeforeContract } from './named-before.ts'
import { parkedContract } from './parked.ts'
import { pastContract } from './past.ts'
import { pausesContract } from './pauses.ts'
import { peopleContract } from './people.ts'
import { receivingContract } from './receiving.ts'
import { rekeyingContract } from './rekeying.ts'
import { releasesContract } from './releases.ts'
import { rememberingContract } from './remembering.ts'
import { runsContract } from './runs.ts'
import { type OpenDatabase, scenes } from './scene.ts'
import { sendsContract } from './sends.ts'
import { slackContract } from './slack.ts'
import { statusesContract } from './statuses.ts'
import { templatesContract } from './templates.ts'
import { tendingContract } from './tending.ts'
import { turnsContract } from './turns.ts'
import { utterancesContract } from './utterances.ts'
import { vectorsContract } from './vectors.ts'
import { watchdogContract } from './watchdog.ts'
import { workContract } from './work.ts'

/** What every store must do, whichever database it stands on. */
export function storeContract(open: OpenDatabase) {
  const scene = scenes(open)
  receivingContract(scene)
  pausesContract(scene)
  identityContract(scene)
  peopleContract(scene)
  joiningContract(scene)
  joiningWithAllContract(scene)
  amendmentsContract(scene)
  turnsContract(scene)
  intentsContract(scene)
  batonContract(scene)
  echoesContract(scene)
  elsewhereContract(scene)
  parkedContract(scene)
  pastContract(scene)
  listsContract(scene)
  tendingContract(scene)
  coverContract(scene)
  handoffScopeContract(scene)
  watchdogContract(scene)
  runsContract(scene)
  callsContract(scene)
  utterancesContract(scene)
  attachmentsContract(scene)
  memoriesContract(scene)
  entriesContract(scene)
  factsContract(scene)
  vectorsContract(scene)
  memoryJoinsContract(scene)
  memoryScopesContract(scene)
  namedBeforeContract(scene)
  rememberingContract(scene)
  drawingContract(scene)
  rekeyingContract(scene)
  erasureContract(scene)
  sendsContract(scene)
  statusesContract(scene)
  templatesContract(scene)
  workContract(scene)
  desksContract(scene)
  deskDataContract(scene)
  consentsContract(scene)
  campaignsContract(scene)
  releasesContract(scene)
  audienceContract(scene)
  slackContract(scene)
  eventsContract(scene)
}
