import type { MessageKind, Sending } from '../message-kind.ts'
import { type Parameter, Refused } from '../parameter.ts'
import { fillTemplate, tappable, textOf } from '../templates/fill.ts'
import type { Template } from '../templates/template.ts'

export const template: MessageKind = {
  type: 'template',
  read(content, sending) {
    content.fields()
    const found = findTemplate(content, sending)
    if (found.category === 'AUTHENTICATION' && sending.by === 'user-id') throw new Refused({ code: 131062 })
    const shown = fillTemplate(found, content.at('components').ifGiven(), sending)
    return { text: textOf(shown), template: found, shown, buttons: tappable(shown) }
  },
}

function findTemplate(content: Parameter, { templates, line }: Sending): Template {
  const name = content.at('name').text()
  const language = content.at('language')
  language.fields()
  const code = language.at('code').text()
  const found = templates.find(line.details.wabaId, name, code)
  switch (found?.status) {
    case 'APPROVED':
      return found
    case 'PAUSED':
      throw new Refused({ code: 132015, details: `The template (${name}) is paused because of its quality.` })
    case 'DISABLED':
      throw new Refused({ code: 132016, details: `The template (${name}) is disabled because of its quality.` })
    case undefined:
      throw new Refused({ code: 132001, details: `template name (${name}) does not exist in ${code}` })
    default:
      throw new Refused({
        code: 132001,
        details: `template name (${name}) is ${found?.status} in ${code}, not approved`,
      })
  }
}
