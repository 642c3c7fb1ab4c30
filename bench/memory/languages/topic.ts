/** Something a customer tells, how it may change, and how somebody asks for it later in other words. */
export interface Topic {
  /** What the agent asked before; the answer then stands alone. */
  readonly ask?: string
  /** `{v}` is the value. */
  readonly say: string
  readonly change?: string
  readonly by?: 'customer' | 'agent'
  readonly values: readonly string[]
  readonly questions: readonly [string, string]
  /** The value is a day: the question may name it instead (`{v}`). */
  readonly dated?: boolean
}

/** What the customers of one language say. `{p}` is a product, `{o}` an order number, `{t}` a town, `{n}` a number. */
export interface Talk {
  readonly language: string
  /** Who they are, where they are not a customer and an agent. */
  readonly speakers?: readonly [string, string]
  readonly products: readonly string[]
  readonly towns: readonly string[]
  readonly small: readonly (readonly [customer: string, agent: string])[]
  readonly topics: readonly Topic[]
}
