export interface Target {
  readonly must: number
  readonly aim: number
  /** Rates want to be high, everything else low. */
  readonly better: 'more' | 'less'
}

const atLeast = (must: number, aim: number): Target => ({ must, aim, better: 'more' })
const atMost = (must: number, aim: number): Target => ({ must, aim, better: 'less' })

/** As ratios to a reference where there is one, because absolute rates are those of a machine. */
export const TARGETS = {
  replyRate: atLeast(0.25, 0.4),
  cpuPerMessage: atMost(4, 2.5),
  ackRate: atLeast(0.12, 0.2),
  floodAckP99: atMost(3, 2),
  openAckP50: atMost(3, 2),
  openAckP99: atMost(4, 2),
  openReplyP50: atMost(5, 3),
  openReplyP99: atMost(6, 3),
  besideCampaign: atMost(2, 1.5),
  slowAgentAckMs: atMost(5, 3),
  idleMb: atMost(100, 80),
  peakMb: atMost(250, 160),
} as const

export type Verdict = 'aim' | 'must' | 'MISSED' | ''

export function verdictOn(value: number, target: Target | undefined): Verdict {
  if (!target || Number.isNaN(value)) return ''
  const reaches = (wanted: number) => (target.better === 'more' ? value >= wanted : value <= wanted)
  return reaches(target.aim) ? 'aim' : reaches(target.must) ? 'must' : 'MISSED'
}
