import type { Actor } from '../domain/access.ts'

/** Who did something, as records keep it: the name stays when the teammate goes. */
export interface By extends Pick<Actor, 'kind' | 'id' | 'name'> {
  /** Which way they came. */
  readonly source: 'api' | 'desk' | 'command line' | 'slack' | 'phone' | 'system'
  readonly ip: string | undefined
}

/** What a path can name, and whose line says who may see it. */
export type Subject = 'conversation' | 'handoff' | 'delivery' | 'run'

/** What the store keeps of people and of what they may see. */
export interface PeopleStore {
  /** The line of the conversation that this is, or belongs to. */
  lineOfSubject(wanted: { business: string; of: Subject; id: string }): Promise<string | undefined>
}
