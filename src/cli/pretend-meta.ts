import { createSimulator, type SettableClock, type Simulator } from '../../simulator/index.ts'
import type { Settings } from '../config/settings.ts'
import { PRETEND } from './simulator-settings.ts'

/** The last digits of the first line's number; the next line has the next one. */
const FIRST_NUMBER = 3881

/** A Meta on which the lines of these settings are registered. */
export const pretendMeta = ({
  lines,
  ...world
}: {
  readonly lines: Settings['lines']
  readonly clock: SettableClock
  readonly deliver: Parameters<typeof createSimulator>[0]['deliver']
}): Simulator =>
  createSimulator({
    ...world,
    random: Math.random,
    appSecret: PRETEND.appSecret,
    accessToken: PRETEND.accessToken,
    lines: lines.map(({ phoneNumberId, displayName, throughput }, index) => ({
      phoneNumberId,
      wabaId: PRETEND.accountId,
      displayPhoneNumber: `+1 555 078 ${FIRST_NUMBER + index}`,
      name: displayName,
      throughput,
    })),
  })
