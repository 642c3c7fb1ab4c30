import type { MessageKind, Sending } from '../message-kind.ts'
import type { Parameter } from '../parameter.ts'
import {
  addressMessage,
  callPermissionRequest,
  locationRequest,
  requestContactInfo,
  voiceCall,
} from './interactive/ask.ts'
import { button } from './interactive/button.ts'
import { carousel } from './interactive/carousel.ts'
import { catalogMessage, product, productList } from './interactive/catalog.ts'
import { ctaUrl } from './interactive/cta-url.ts'
import { flow } from './interactive/flow.ts'
import { type HeaderFormat, readHeader } from './interactive/header.ts'
import { list } from './interactive/list.ts'

/** One form of an interactive message. */
export interface InteractiveKind {
  readonly type: string
  readonly header: readonly HeaderFormat[]
  readonly body: { readonly longest: number; readonly optional?: true }
  readonly footer: boolean
  /** Reads `action` and tells what stands below the text: buttons, rows, cards. */
  readAction(action: Parameter, sending: Sending): string[]
  /** For what a form wants of the whole. */
  check?(interactive: Parameter): void
}

const LONGEST_FOOTER = 60

const KINDS: readonly InteractiveKind[] = [
  button,
  list,
  ctaUrl,
  locationRequest,
  flow,
  product,
  productList,
  catalogMessage,
  carousel,
  callPermissionRequest,
  requestContactInfo,
  addressMessage,
  voiceCall,
]

export const interactive: MessageKind = {
  type: 'interactive',
  read(content, sending) {
    content.fields()
    const type = content.at('type').oneOf(KINDS.map((kind) => kind.type))
    const kind = KINDS.find((one) => one.type === type)!
    const lines = [readHeader(content.at('header'), kind.header, sending), readBody(content.at('body'), kind.body)]
    lines.push(readFooter(content.at('footer'), kind.footer))
    kind.check?.(content)
    const action = content.at('action')
    action.fields()
    return { text: [...lines, ...kind.readAction(action, sending)].filter(Boolean).join('\n') }
  },
}

function readBody(body: Parameter, { longest, optional }: InteractiveKind['body']): string {
  if (!body.given && optional) return ''
  body.fields()
  return body.at('text').text({ longest })
}

function readFooter(footer: Parameter, allowed: boolean): string {
  if (!footer.given) return ''
  if (!allowed) footer.wrong('is not supported for this type of interactive message')
  footer.fields()
  return footer.at('text').text({ longest: LONGEST_FOOTER })
}
