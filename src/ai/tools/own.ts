import type { OwnTool } from '../../domain/agent.ts'
import type { Offer } from './offer.ts'

/** A tool of the business's own program: it gets the customer from us, besides what the model has filled in. */
export function ownOffer({ name, description, parameters, effect, key, timeoutMs, run }: OwnTool): Offer {
  const call = run as (...given: Parameters<Offer['run']>) => unknown
  return { name, id: name, description, parameters, effect, key, timeoutMs, run: call }
}
