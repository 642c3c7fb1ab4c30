import type { Saturation } from './constants.ts'

/** How rare a term is where `among` texts are and it is in `holding` of them. */
export const rarity = (among: number, holding: number) => Math.log(1 + (among - holding + 0.5) / (holding + 0.5))

/** What the length of each text takes away from a count, given how long it is in relation to the average. */
export const damped = ({ k1, b }: Saturation, length: number) => k1 * (1 - b + b * length)
/** What a count is worth that is damped so. */
export const saturated = ({ k1 }: Saturation, count: number, damping: number) => (count * (k1 + 1)) / (count + damping)
