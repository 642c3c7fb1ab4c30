/** Meta allows free text for 24 hours after the customer's last message; our own sends and statuses change nothing. */
export const WINDOW_MS = 24 * 60 * 60 * 1000

export function isWindowOpen(lastInboundAt: number, now: number): boolean {
  return now - lastInboundAt < WINDOW_MS
}

/**
 * Where the 24 hours begin. Never in the future: a clock that runs ahead must not lengthen them. A message without a
 * readable time (0) has come just now.
 */
export function windowAnchor(sentAt: number, receivedAt: number): number {
  return sentAt > 0 ? Math.min(sentAt, receivedAt) : receivedAt
}
