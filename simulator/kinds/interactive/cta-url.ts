import type { Parameter } from '../../parameter.ts'
import type { InteractiveKind } from '../interactive.ts'
import { ANY_HEADER } from './header.ts'

export const ctaUrl: InteractiveKind = {
  type: 'cta_url',
  header: ANY_HEADER,
  body: { longest: 1024 },
  footer: true,
  readAction: (action) => [readUrlButton(action)],
}

/** A button that opens an address. */
export function readUrlButton(action: Parameter): string {
  action.at('name').oneOf(['cta_url'])
  const parameters = action.at('parameters')
  parameters.fields()
  const text = parameters.at('display_text').text({ longest: 20 })
  return `[${text}] ${parameters.at('url').link()}`
}
