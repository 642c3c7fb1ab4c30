/** The public surface of Wabaton: what is listed here is kept, the rest is ours to change. */
export type { ModelOptions, ModelPlanOptions, VoiceOptions } from './config/agent-model-options.ts'
export type { AgentManifest, AgentOptions } from './config/agent-options.ts'
export type {
  DefinedTool,
  HttpToolOptions,
  McpServerOptions,
  OwnToolOptions,
  ReadyToolOptions,
  ToolOptions,
} from './config/agent-tool-options.ts'
export { defineTool } from './config/define-tool.ts'
export { ConfigError, type Fault } from './config/faults.ts'
export type { WabatonOptions } from './config/schema.ts'
export type { Guardrails, ToolContext } from './domain/agent.ts'
export type { Content, Medium } from './domain/content.ts'
export type { ChangeNews, Desk, HandoffNews, MessageNews } from './domain/desk.ts'
export { type CallLedger, type CallOutcome, NothingDone, type OnceCall, type ToolCall } from './domain/effect.ts'
export { createGuard, type Guard, type GuardFactory, type GuardFacts } from './domain/guard.ts'
export type { HandoffReason, Resolution } from './domain/handoff.ts'
export type { Language, Sentence } from './domain/language.ts'
export { type Line, UnknownLine } from './domain/line.ts'
export type {
  Attachment,
  FetchedFile,
  MediaDescription,
  MediaFailure,
  MediaFile,
  MediaReference,
  Transcriber,
} from './domain/media.ts'
export type { Fact, FactKind, FactSource } from './domain/memory/fact.ts'
export type { Metadata, MetadataFilter, MetadataValue } from './domain/memory/metadata.ts'
export type { RecollectedLine } from './domain/memory/recollection.ts'
export { MemoryRefused } from './domain/memory/refused.ts'
export type { TranscriptMessage } from './domain/message.ts'
export type { EventHandler, EventHandlers, Notice, WebhookEvent } from './domain/notice.ts'
export type { MediaSource, Outbound, Template } from './domain/outbound.ts'
export type { Person } from './domain/ownership.ts'
export type { Price, Prices } from './domain/prices.ts'
export type { Target, Targets } from './domain/target.ts'
export type { TemplateFault } from './domain/template-faults.ts'
export type { Trace, TraceRecorder } from './domain/trace.ts'
export type {
  Agent,
  Bound,
  BoundMemory,
  OnMessage,
  Post,
  Produced,
  Recollected,
  Reply,
  ReplyPart,
  Run,
  Turn,
} from './domain/turn.ts'
export type { AudienceQuery } from './flows/audience-store.ts'
export type { Campaign, CampaignReport, ShownRecipient } from './flows/campaign-store.ts'
export type {
  Audience,
  CampaignLook,
  CampaignMade,
  CampaignPlan,
  CampaignView,
  MovedCampaign,
} from './flows/campaigns.ts'
export type {
  DeskAct,
  DeskAnswered,
  DeskConversation,
  DeskHandoff,
  DeskPage,
  DeskPort,
  DeskQuery,
  DeskReply,
  DeskThread,
} from './flows/desk.ts'
export type { TemplateDone, WhichTemplate } from './flows/manage-templates.ts'
export type { Found } from './flows/memory.ts'
export type {
  ContextQuestion,
  FileRecord,
  KeptRecord,
  MemoryContext,
  MemoryPort,
  NewlyKept,
  NewRecord,
  RecordChange,
  RecordedMessage,
  RecordList,
  RecordSearch,
  RecordStatus,
  Said,
} from './flows/memory-port.ts'
export type { Spoken } from './flows/speak.ts'
export type { KeptTemplate } from './flows/template-rows.ts'
export type { WabatonCampaigns } from './library-campaigns.ts'
export type { WabatonMemory } from './library-memory.ts'
export { userIdFor } from './ports/phone-hash.ts'
export { StoreUnusable } from './store/database.ts'
export { createWabaton, type Wabaton, type WabatonMedia, type WabatonTemplates } from './wabaton.ts'
