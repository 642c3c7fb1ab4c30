import type { KnownTemplate, TemplateNews } from '../domain/template.ts'

/** What the store keeps of templates. */
export interface TemplateStore {
  /** What an account has now takes the place of what it had; what Meta told of those that stay is kept. */
  keepTemplates(synced: SyncedTemplates): Promise<void>
  /** What Meta told of one, by webhook. Older news never takes the place of newer; says whether it was kept. */
  keepTemplateNews(told: ToldOfTemplate): Promise<boolean>
  /** `syncedAt` is undefined where the account never was synced. */
  templatesNamed(key: {
    business: string
    account: string
    name: string
  }): Promise<{ syncedAt: number | undefined; templates: readonly KnownTemplate[] }>
  templatesOf(business: string): Promise<KeptTemplate[]>
}

export interface SyncedTemplates {
  readonly business: string
  readonly account: string
  readonly templates: readonly KnownTemplate[]
  readonly syncedAt: number
}

export interface ToldOfTemplate {
  readonly business: string
  readonly account: string
  readonly name: string
  readonly language: string
  readonly at: number
  readonly status?: Omit<TemplateNews, 'at'>
  readonly category?: {
    readonly before: string | undefined
    readonly next: string | undefined
    readonly nextAt: number | undefined
  }
}

export interface KeptTemplate extends KnownTemplate {
  readonly account: string
  readonly syncedAt: number
  /** Since when it is known to have this status. */
  readonly since: number
  /** What Meta told of the status it has. */
  readonly news: TemplateNews | undefined
  /** Meta has put it into another category: which it was. */
  readonly categoryBefore: string | undefined
  /** Meta has announced another category. */
  readonly categoryNext: { readonly category: string; readonly at: number | undefined } | undefined
}
