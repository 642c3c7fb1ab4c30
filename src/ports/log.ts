import { type DestinationStream, pino } from 'pino'
import type { LogLevel } from '../config/settings.ts'
import type { Log, LogFields } from '../flows/world.ts'

/** Ids and times are short or have letters; a run of digits this long could be somebody's phone. */
const PHONE = /\+?\d[\d\s().-]{6,}\d/g
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-7/
const BEARER = /(bearer\s+|access_token=|EAA)[\w.~+/=-]+/gi
const LONGEST_MESSAGE = 300

/**
 * Logs to standard output as lines of JSON. Flows hand over ids, codes and counts only. Errors are what may carry
 * more, a query with its values or an address with a token in it: of them only the kind, the code and a masked message
 * are written.
 */
export function createLog(level: LogLevel, destination?: DestinationStream): Log {
  const logger = pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime, messageKey: 'event' }, destination)
  const write = (name: 'debug' | 'info' | 'warn' | 'error') =>
    logger.isLevelEnabled(name)
      ? (event: string, fields?: LogFields) => logger[name](fields ? clean(fields) : {}, event)
      : () => {}
  return { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') }
}

function clean(fields: LogFields): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).map(([key, value]) => [
      key,
      value instanceof Error ? describe(value) : typeof value === 'string' ? mask(value) : value,
    ]),
  )
}

export function mask(text: string): string {
  if (UUID.test(text)) return text
  return text.replaceAll(BEARER, '$1[token]').replaceAll(PHONE, '[number]').slice(0, LONGEST_MESSAGE)
}

function describe(error: Error): Record<string, unknown> {
  const { code } = error as { code?: unknown }
  return {
    kind: error.name,
    ...(code === undefined ? {} : { code }),
    message: mask(error.message.split('\n')[0]!),
    ...(error.cause instanceof Error ? { cause: describe(error.cause) } : {}),
  }
}
