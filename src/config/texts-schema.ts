import { z } from 'zod'
import { PHRASES } from '../domain/phrasebook.ts'
import { sentence } from './sentences.ts'

/** Sentences that customers read, each a text or one a language: `{en, es, ...}`. */
export const texts = z
  .strictObject({
    agentFailed: sentence(PHRASES.agentFailed).default(PHRASES.agentFailed),
    unsupported: sentence(PHRASES.unsupported).default(PHRASES.unsupported),
    reset: sentence(PHRASES.reset).default(PHRASES.reset),
    /** Said to whoever may not write here. Null is silence. */
    notAllowed: sentence(PHRASES.notAllowed).nullable().default(PHRASES.notAllowed),
    handedOff: sentence(PHRASES.handedOff).default(PHRASES.handedOff),
    outOfHours: sentence(PHRASES.outOfHours).default(PHRASES.outOfHours),
    nobodyOnDuty: sentence(PHRASES.nobodyOnDuty).default(PHRASES.nobodyOnDuty),
    marketingStopped: sentence(PHRASES.marketingStopped).default(PHRASES.marketingStopped),
    marketingResumed: sentence(PHRASES.marketingResumed).default(PHRASES.marketingResumed),
    updateWaiting: sentence(PHRASES.updateWaiting).default(PHRASES.updateWaiting),
    disclosure: sentence(PHRASES.disclosure).default(PHRASES.disclosure),
    mediaTooLarge: sentence(PHRASES.mediaTooLarge).default(PHRASES.mediaTooLarge),
    mediaWrongType: sentence(PHRASES.mediaWrongType).default(PHRASES.mediaWrongType),
    mediaExpired: sentence(PHRASES.mediaExpired).default(PHRASES.mediaExpired),
    mediaFailed: sentence(PHRASES.mediaFailed).default(PHRASES.mediaFailed),
    cannotSee: sentence(PHRASES.cannotSee).default(PHRASES.cannotSee),
    help: sentence(PHRASES.help).default(PHRASES.help),
    start: sentence(PHRASES.start).default(PHRASES.start),
    status: sentence(PHRASES.status).default(PHRASES.status),
  })
  .prefault({})
