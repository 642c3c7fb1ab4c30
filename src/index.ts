/** The public surface of Wabaton: what is listed here is kept, the rest is ours to change. */
export { ConfigError, type Fault } from './config/faults.ts'
export type { WabatonOptions } from './config/schema.ts'
export { type Line, UnknownLine } from './domain/line.ts'
export type { TranscriptMessage } from './domain/message.ts'
export type { Agent, Reply, Turn } from './domain/turn.ts'
export { userIdFor } from './ports/phone-hash.ts'
export { StoreUnusable } from './store/database.ts'
export { createWabaton, type Wabaton } from './wabaton.ts'
