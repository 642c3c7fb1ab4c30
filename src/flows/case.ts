import type { Briefing } from '../domain/briefing/briefing.ts'
import type { Case } from '../domain/briefing/case.ts'
import type { Trace } from '../domain/trace.ts'
import type { ConversationKey, Work } from './store.ts'

export type { Case, CaseMessage, CaseTool } from '../domain/briefing/case.ts'

export interface HandoffKey {
  readonly business: string
  readonly handoff: string
}

/** A case as it stands, and what was written of it before. */
export interface LoadedCase {
  readonly case: Case
  readonly conversation: ConversationKey
  readonly customer: string
  /** Who answers there while people do not: whoever the customer was passed on to; undefined is the agent of the line. */
  readonly agent: string | undefined
  /** Of the last message that is in the case. */
  readonly position: number
  readonly kept: { readonly briefing: Briefing; readonly position: number } | undefined
}

/** What the store does for briefings. */
export interface CaseStore {
  /** Undefined where the handoff is released or gone. */
  loadCase(key: HandoffKey): Promise<LoadedCase | undefined>
  /** In place of an older one; says whether it is kept: not where the handoff was released, or a newer one is there. */
  keepBriefing(kept: KeptBriefing): Promise<boolean>
  finishBrief(work: Work): Promise<void>
  /** Messages came since: the briefing is written anew at that time, or sooner where it is owed already. */
  oweBriefing(conversation: ConversationKey, dueAt: number): Promise<void>
  /** `since`: so many messages have come after it was written. */
  briefing(handoff: { business: string; id: string }): Promise<{ briefing: Briefing; since: number } | undefined>
}

export interface KeptBriefing extends HandoffKey {
  readonly briefing: Briefing
  /** Up to which message it was written: what comes after is counted as new. */
  readonly position: number
  readonly now: number
}

/** Writes briefings with a model. Never throws but for the signal. */
export interface Briefer {
  /** Undefined where no model can be asked for this agent: then the rules' is all there is. */
  write(given: Case, options: { readonly agent: string; readonly signal: AbortSignal }): Promise<Written | undefined>
}

export interface Written {
  /** Undefined where the model has failed, or said nothing that stands. */
  readonly briefing: Briefing | undefined
  readonly trace: Trace
  readonly error?: Error
}
