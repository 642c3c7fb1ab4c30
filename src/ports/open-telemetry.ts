import type { Settings } from '../config/settings.ts'
import type { Log, Telemetry } from '../flows/world.ts'

const NOBODY_WATCHES: Telemetry = { run: () => {}, close: async () => {} }

/** Whoever has nobody watch need not keep the exporter in memory. */
export async function openTelemetry({ telemetry }: Pick<Settings, 'telemetry'>, log: Log): Promise<Telemetry> {
  if (!telemetry.endpoint) return NOBODY_WATCHES
  const { createTelemetry } = await import('./telemetry.ts')
  return createTelemetry({ endpoint: telemetry.endpoint, log })
}
