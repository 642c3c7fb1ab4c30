import type { PhoneHash } from '../domain/phone.ts'
import type { DeskDataStore } from '../flows/desk-data.ts'
import type { Ids } from '../flows/world.ts'
import { block, blocks, unblock } from './blocks.ts'
import { cannedReplies, changeCanned, dropCanned, keepCanned } from './canned.ts'
import type { Database } from './database.ts'
import { openConsents } from './keep-consents.ts'
import { knownCustomer } from './known-customers.ts'
import { fileOfMessage } from './message-files.ts'

/** What the store keeps for desks beside conversations, on either database. */
export const openDeskData = (database: Database, { ids, hash }: { ids: Ids; hash: PhoneHash }): DeskDataStore => ({
  ...openConsents(database, { ids, hash }),
  fileOfMessage: (conversation, message) => database.read((tx) => fileOfMessage(tx, conversation, message)),
  knownCustomer: (query) => database.read((tx) => knownCustomer(tx, query)),
  block: (blocking) => database.write((tx) => block(tx, blocking, ids)),
  unblock: (blocking) => database.write((tx) => unblock(tx, blocking, ids)),
  blocks: (query) => database.read((tx) => blocks(tx, query)),
  cannedReplies: (business) => database.read((tx) => cannedReplies(tx, business)),
  keepCanned: (reply) => database.write((tx) => keepCanned(tx, reply)),
  changeCanned: (reply) => database.write((tx) => changeCanned(tx, reply)),
  dropCanned: (key) => database.write((tx) => dropCanned(tx, key)),
})
