import type { PeopleStore } from '../flows/store.ts'
import type { Ids } from '../flows/world.ts'
import { auditPage } from './audit.ts'
import type { Database } from './database.ts'
import { acceptInvitation, invitations, invite, offerReset, resetPassword, withdrawInvitation } from './invitations.ts'
import { forgetOffers, isOffered } from './one-time-secrets.ts'
import {
  beginSession,
  endSession,
  forgetSessions,
  leaveSession,
  sawSession,
  sessionBy,
  sessionsOf,
} from './sessions.ts'
import { isSetUp, offerSetUp, sessionSecret, setUp } from './set-up.ts'
import { lineOfSubject } from './subjects.ts'
import { changePassword, changeTeammate, credential, removeTeammate, setAway, teammates } from './teammates.ts'
import { createToken, revokeToken, sawToken, tokenBy, tokens } from './tokens.ts'

/** What the store keeps of people, on either database. */
export function openPeople({ write, writeSoon, read }: Database, ids: Ids): PeopleStore {
  return {
    lineOfSubject: (wanted) => read((tx) => lineOfSubject(tx, wanted)),

    offerSetUp: (options) => write((tx) => offerSetUp(tx, options, ids)),
    setUp: (owner) => write((tx) => setUp(tx, owner, ids)),
    isSetUp: (business) => read((tx) => isSetUp(tx, business)),

    teammates: (business) => read((tx) => teammates(tx, business)),
    changeTeammate: (change) => write((tx) => changeTeammate(tx, change, ids)),
    setAway: (change) => write((tx) => setAway(tx, change, ids)),
    removeTeammate: (removal) => write((tx) => removeTeammate(tx, removal, ids)),
    offerReset: (offer) => write((tx) => offerReset(tx, offer, ids)),
    invite: (invitation) => write((tx) => invite(tx, invitation, ids)),
    invitations: (options) => read((tx) => invitations(tx, options)),
    withdrawInvitation: (withdrawal) => write((tx) => withdrawInvitation(tx, withdrawal, ids)),
    isOffered: (offer) => read((tx) => isOffered(tx, offer)),
    acceptInvitation: (acceptance) => write((tx) => acceptInvitation(tx, acceptance, ids)),
    resetPassword: (reset) => write((tx) => resetPassword(tx, reset, ids)),
    changePassword: (change) => write((tx) => changePassword(tx, change, ids)),

    credential: (wanted) => read((tx) => credential(tx, wanted)),
    sessionSecret: (business) => write((tx) => sessionSecret(tx, business)),
    beginSession: (session) => write((tx) => beginSession(tx, session, ids)),
    async sessionBy({ business, token, now }) {
      const found = await read((tx) => sessionBy(tx, { business, token, now }))
      if (!found) return undefined
      const { id, actor, isStale } = found
      if (isStale) await writeSoon((tx) => sawSession(tx, { business, id, now }))
      return { id, actor }
    },
    sessionsOf: (wanted) => read((tx) => sessionsOf(tx, wanted)),
    leaveSession: (left) => write((tx) => leaveSession(tx, left)),
    endSession: (ended) => write((tx) => endSession(tx, ended)),

    createToken: (token) => write((tx) => createToken(tx, token, ids)),
    tokens: (business) => read((tx) => tokens(tx, business)),
    revokeToken: (revocation) => write((tx) => revokeToken(tx, revocation, ids)),
    async tokenBy({ business, secret, now }) {
      const found = await read((tx) => tokenBy(tx, { business, secret, now }))
      if (!found) return undefined
      const { actor, isStale } = found
      if (isStale) await writeSoon((tx) => sawToken(tx, { business, id: actor.id, now }))
      return actor
    },

    audit: (options) => read((tx) => auditPage(tx, options)),
    forgetExpired: ({ now }) =>
      write(async (tx) => {
        await forgetSessions(tx, now)
        await forgetOffers(tx, now)
      }),
  }
}
