export const SHORTEST_PASSWORD = 12
/** Longer ones only cost time. */
export const LONGEST_PASSWORD = 128
