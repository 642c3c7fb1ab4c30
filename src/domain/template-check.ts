import { type TemplateComponent, type TemplateForm, variablesOf } from './template.ts'
import { buttonFaults } from './template-buttons.ts'
import { cardFaults } from './template-cards.ts'
import type { TemplateFault } from './template-faults.ts'
import {
  type About,
  checkBody,
  checkHeader,
  TEMPLATE_LIMITS,
  type TellFault,
  textOf,
  tooLong,
} from './template-text.ts'

export const CATEGORIES = ['MARKETING', 'UTILITY', 'AUTHENTICATION'] as const
const COMPONENTS = ['HEADER', 'BODY', 'FOOTER', 'BUTTONS', 'CAROUSEL', 'LIMITED_TIME_OFFER']

/** All that Meta would refuse in a new template as far as it is known before: nothing is asked of anybody. */
export function templateFaults(form: TemplateForm): TemplateFault[] {
  const faults: TemplateFault[] = []
  const fault: TellFault = (at, what, values) => void faults.push({ at, what, ...(values && { values }) })
  const { name, language, category, parameters = 'positional' } = form
  if (!/^[a-z0-9_]+$/.test(name)) fault('name', 'name')
  else tooLong('name', name, TEMPLATE_LIMITS.name, fault)
  if (!/^[a-z]{2,3}(_[A-Z]{2,3})?$/.test(language)) fault('language', 'language')
  if (!CATEGORIES.includes(category)) fault('category', 'category')
  if (!['positional', 'named'].includes(parameters)) fault('parameters', 'parameters')
  return [...faults, ...componentFaults(form.components, { category, parameters })]
}

/** The same of the parts alone: a change of a template that is there. */
function componentFaults(components: readonly TemplateComponent[], about: About): TemplateFault[] {
  const faults: TemplateFault[] = []
  const fault: TellFault = (at, what, values) => void faults.push({ at, what, ...(values && { values }) })
  const seen = new Set<string>()
  for (const component of components) {
    const { type } = component
    if (!COMPONENTS.includes(type)) fault('components', 'component', { type: type || 'a part without a type' })
    else if (seen.has(type)) fault('components', 'twice', { type })
    seen.add(type)
  }
  const of = (type: string) => components.find((one) => one.type === type)
  const [header, body, footer, buttons] = [of('HEADER'), of('BODY'), of('FOOTER'), of('BUTTONS')]
  const [offer, carousel] = [of('LIMITED_TIME_OFFER'), of('CAROUSEL')]
  const isCode = about.category === 'AUTHENTICATION'
  if (isCode) {
    if (header || offer || carousel) fault('category', 'onlyCodes')
  } else if (header) checkHeader(header, about, fault)
  if (!body) fault('body', 'noBody')
  else if (!isCode || body.text !== undefined) checkBody('body', body, about, fault)
  if (footer) checkFooter(footer, isCode, fault)
  if (buttons) buttonFaults('buttons', buttons.buttons, about, fault)
  else if (isCode) fault('buttons', 'onlyCodes')
  if (offer) checkOffer(offer, about, fault)
  if (carousel) cardFaults(carousel.cards, about, fault)
  return faults
}

function checkFooter(footer: TemplateComponent, isCode: boolean, fault: TellFault): void {
  const { code_expiration_minutes: minutes } = footer
  if (isCode && footer.text === undefined) {
    const { least, most } = TEMPLATE_LIMITS.minutes
    if (minutes !== undefined && !(Number(minutes) >= least && Number(minutes) <= most)) fault('footer', 'minutes')
    return
  }
  const text = textOf(footer.text)
  if (text.trim() === '') return void fault('footer', 'missing')
  tooLong('footer', text, TEMPLATE_LIMITS.footer, fault)
  if (variablesOf(text).length > 0) fault('footer', 'fixed')
}

function checkOffer(offer: TemplateComponent, { category }: About, fault: TellFault): void {
  if (category !== 'MARKETING') fault('offer', 'onlyMarketing')
  const text = textOf((offer.limited_time_offer as { text?: unknown } | undefined)?.text)
  if (text.trim() === '') fault('offer', 'missing')
  else tooLong('offer', text, TEMPLATE_LIMITS.offer, fault)
}
