import type { DeskDataStore } from '../flows/desk-data.ts'
import type { Ids } from '../flows/world.ts'
import { block, blocks, unblock } from './blocks.ts'
import { cannedReplies, changeCanned, dropCanned, keepCanned } from './canned.ts'
import type { Database } from './database.ts'
import { knownCustomer } from './known-customers.ts'
import { fileOfMessage } from './message-files.ts'

/** What the store keeps for desks beside conversations, on either database. */
export const openDeskData = ({ write, read }: Database, ids: Ids): DeskDataStore => ({
  fileOfMessage: (conversation, message) => read((tx) => fileOfMessage(tx, conversation, message)),
  knownCustomer: (query) => read((tx) => knownCustomer(tx, query)),
  block: (blocking) => write((tx) => block(tx, blocking, ids)),
  unblock: (blocking) => write((tx) => unblock(tx, blocking, ids)),
  blocks: (query) => read((tx) => blocks(tx, query)),
  cannedReplies: (business) => read((tx) => cannedReplies(tx, business)),
  keepCanned: (reply) => write((tx) => keepCanned(tx, reply)),
  changeCanned: (reply) => write((tx) => changeCanned(tx, reply)),
  dropCanned: (key) => write((tx) => dropCanned(tx, key)),
})
