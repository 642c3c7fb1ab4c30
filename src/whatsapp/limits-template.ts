import type { Field } from './limits-field.ts'
import { checkLocation, checkMedia } from './limits-media.ts'

const LONGEST_NAME = 512
const LONGEST_PAYLOAD = 128
const LONGEST_CODE = 15
const MOST_BUTTONS = 10
const COMPONENTS = ['header', 'body', 'button', 'carousel', 'limited_time_offer'] as const
const SUB_TYPES = ['quick_reply', 'url', 'copy_code', 'flow', 'catalog', 'mpm', 'voice_call'] as const

/** Neither lines nor columns nor gaps: what is filled in must not change the form of what was approved. */
const BREAKS_THE_FORM = /[\n\r\t]| {5,}/

/**
 * What holds for every template. Whether this one exists and takes these parameters is for `templateFaults`, which knows
 * what Meta has approved.
 */
export function checkTemplate(content: Field): void {
  if (!content.object()) return
  content.at('name').text({
    most: LONGEST_NAME,
    form: /^[a-z0-9_]+$/,
    like: 'lower-case letters, digits and underscores',
  })
  if (content.at('language').object()) content.at('language').at('code').text()
  if (content.at('components').given) checkComponents(content.at('components'))
}

function checkComponents(components: Field): void {
  for (const component of components.list({ least: 0 })) {
    if (!component.object()) continue
    const type = component.at('type').oneOf(COMPONENTS)
    if (type === 'button') checkButton(component)
    else if (type === 'carousel') {
      for (const card of component.at('cards').list({ least: 2, most: 10 }))
        if (card.object()) checkComponents(card.at('components'))
    } else if (type && component.at('parameters').given)
      for (const parameter of component.at('parameters').list({ least: 0 })) checkParameter(parameter)
  }
}

function checkButton(button: Field): void {
  button.at('sub_type').oneOf(SUB_TYPES)
  button.at('index').number({ least: 0, most: MOST_BUTTONS - 1 })
  if (!button.at('parameters').given) return
  for (const parameter of button.at('parameters').list({ least: 0, most: 1 })) checkParameter(parameter)
}

function checkParameter(parameter: Field): void {
  if (!parameter.object()) return
  parameter.at('parameter_name').optionalText()
  const type = parameter.at('type').text()
  switch (type) {
    case 'text': {
      const text = parameter.at('text').text()
      if (text !== undefined && BREAKS_THE_FORM.test(text))
        parameter
          .at('text')
          .fault('has a line break, a tab or more than 4 spaces in a row, WhatsApp allows none of them')
      return
    }
    case 'image':
    case 'video':
    case 'document':
      return void checkMedia(parameter.at(type))
    case 'location':
      return void checkLocation(parameter.at(type))
    case 'payload':
      return void parameter.at('payload').text({ most: LONGEST_PAYLOAD })
    case 'coupon_code':
      return void parameter.at('coupon_code').text({ most: LONGEST_CODE })
    case 'action':
      return void parameter.at('action').object()
  }
}
