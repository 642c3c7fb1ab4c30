import { readFileSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import { type RateCard, readRateCard } from '../domain/rate-card.ts'
import { EXAMPLE_CARD } from '../domain/rate-card-example.ts'
import type { Combined } from './combine.ts'
import type { Fault } from './faults.ts'
import { labelOf } from './labels.ts'
import type { Settings } from './settings.ts'

interface Reading {
  readonly folder: string
  readonly lines: Settings['lines']
  readonly faults: Fault[]
}

/** The settings of campaigns and of what they cost. */
export function reachingOutSettings(
  { values, chosen }: Combined,
  { folder, lines, faults }: Reading,
): Pick<Settings, 'campaigns' | 'rateCard'> {
  const { quietHours, timeZone, messagingLimit } = values.campaigns
  const ofHours = lines.find(({ handoff }) => handoff.hours)?.handoff.hours?.timeZone
  const zone = timeZone ?? ofHours ?? Intl.DateTimeFormat().resolvedOptions().timeZone
  const where = labelOf(chosen, 'rateCard')
  return {
    campaigns: { quiet: quietHours === 'off' ? undefined : { ...quietHours, zone }, messagingLimit },
    rateCard: values.rateCard === undefined ? EXAMPLE_CARD : cardIn(values.rateCard, { folder, where, faults }),
  }
}

interface CardReading {
  readonly folder: string
  readonly where: string
  readonly faults: Fault[]
}

function cardIn(file: string, { folder, where, faults }: CardReading): RateCard {
  let text: string
  try {
    text = readFileSync(resolve(folder, file), 'utf8')
  } catch {
    faults.push({
      where,
      problem: `names ${file}, which cannot be read.`,
      cure: 'Give a file that is there, or leave it out.',
    })
    return EXAMPLE_CARD
  }
  const read = readRateCard(text, basename(file))
  if ('card' in read) return read.card
  for (const fault of read.faults) faults.push({ where, problem: `${file}, ${fault}`, cure: 'Mend the row.' })
  return EXAMPLE_CARD
}
