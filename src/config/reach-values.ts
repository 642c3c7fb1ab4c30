import { z } from 'zod'
import type { Price, Prices } from '../domain/prices.ts'
import { nearest } from './nearest.ts'
import { toE164 } from './phone-numbers.ts'
import { Refusal, secret, setting, written } from './values.ts'

const HOST = /^(\*\.)?[a-z0-9_]([a-z0-9_.-]*[a-z0-9_])?(:\d{1,5})?$/i
const ADDRESS = /^\[?[\da-f:.]+\]?(:\d{1,5})?$/i

/** Hosts, `api.acme.com`, `*.acme.com`, `localhost:3000`: a list, or one text with commas. */
export const hosts = () =>
  setting((value: string | readonly string[]) => {
    const list = (Array.isArray(value) ? value : [value]).flatMap((one: unknown) => written(one).split(','))
    const found = list.map((one) => one.trim().toLowerCase()).filter(Boolean)
    return found.every((one) => HOST.test(one) || ADDRESS.test(one))
      ? found
      : new Refusal('holds something that is no host', 'Write names only, such as api.acme.com or *.acme.com:8443.')
  })

/** Dollars for a million tokens, by model. One setting as a whole: names of models hold dots and colons. */
export const prices = () =>
  setting((value: Readonly<Record<string, { input: number | string; output: number | string }>>): Prices | Refusal => {
    const cure = 'Write for example: prices: {acme-large: {input: 0.5, output: 2}}, US dollars for a million tokens.'
    if (!isBlock(value)) return new Refusal('must be a price for each model', cure)
    const read: Record<string, Price> = {}
    for (const [model, price] of Object.entries(value)) {
      const unknown = isBlock(price) && Object.keys(price).find((key) => !['input', 'output'].includes(key))
      if (unknown) {
        const guess = nearest(unknown, ['input', 'output'])
        return new Refusal(`has ${unknown} for ${model}`, guess ? `Did you mean ${guess}?` : cure)
      }
      const [input, output] = isBlock(price) ? [dollars(price.input), dollars(price.output)] : []
      if (input === undefined || output === undefined) return new Refusal(`has no usable price for ${model}`, cure)
      read[model] = { input, output }
    }
    return read
  })

const isBlock = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const dollars = (value: unknown) => (/^\d+(\.\d+)?$/.test(written(value)) ? Number(written(value)) : undefined)

/** `smtps://user:password@mail.acme.com` */
export const mailServer = () =>
  setting((value: string) => {
    const address = URL.parse(written(value))
    if (address && ['smtp:', 'smtps:'].includes(address.protocol) && address.hostname) return written(value)
    return new Refusal(
      'is not the address of a mail server',
      'Write smtps://user:password@mail.acme.com (port 465) or smtp://...:587, with special characters percent-encoded.',
    )
  })

/** `help@acme.com` or `Acme <help@acme.com>` */
export const mailAddress = () =>
  setting((value: string) =>
    /^([^<>\r\n]*<[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/.test(written(value))
      ? written(value)
      : new Refusal('is not an e-mail address', 'Write for example: Acme <help@acme.com>'),
  )

/** Where something is posted to; what stands after the `?` is part of it. */
export const postAddress = () =>
  setting((value: string) => {
    const address = URL.parse(written(value))
    if (address && ['http:', 'https:'].includes(address.protocol)) return written(value)
    return new Refusal('is not a web address', 'Write for example: https://hooks.acme.com/wabaton')
  })

export const phone = () =>
  setting(
    (value: string | number) =>
      toE164(written(value)) ?? new Refusal('is not a phone', 'Write it with its country code: +14155551234'),
  )

/** Somebody or something else than the customer that agents may write to: one of the four. */
export const target = () =>
  z.strictObject({
    /** Address of an incoming webhook of Slack. */
    slack: postAddress().optional(),
    email: mailAddress().optional(),
    webhook: postAddress().optional(),
    /** Each request to the webhook is signed with it. */
    secret: secret('a long random text of yours, which the other side knows as well.').optional(),
    /** A phone with its country code. */
    whatsapp: phone().optional(),
  })

/** Something only a program can give: what YAML and the environment hold is always text. */
export const inCode = <Port>(given: string) =>
  setting((value: Port) =>
    typeof value === 'function'
      ? value
      : new Refusal('is no function', `Give a function ${given}, in wabaton.config.ts or in the options.`),
  )
