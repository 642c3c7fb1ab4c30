/** Turns words into vectors, with a model: what means alike lies near. */
export interface Embedder {
  /** Whose vectors they are: those of two models say nothing of each other. Undefined where no model is configured. */
  readonly model: string | undefined
  /** A vector for each text, all of one length. Throws where the model does not answer. */
  embed(texts: readonly string[], options: { readonly signal: AbortSignal }): Promise<Embedded>
}

export interface Embedded {
  readonly vectors: readonly Float32Array[]
  /** What it was billed by, where that was told. */
  readonly tokens: number | undefined
}
