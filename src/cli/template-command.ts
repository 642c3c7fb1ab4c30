import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { outboundInWords, type Template } from '../domain/outbound.ts'
import { templateFaultInWords } from '../domain/template-faults.ts'
import type { TemplateDone } from '../flows/manage-templates.ts'
import type { Spoken } from '../flows/speak.ts'
import type { KeptTemplate } from '../flows/store.ts'
import { accountsOf } from '../flows/sync-templates.ts'
import { createLines } from '../live.ts'
import type { CommandTemplates, TemplateAct } from './acts.ts'
import { ago, inquire, settingsOf, type WhichStore } from './desk-commands.ts'
import { actThrough } from './memory-acts.ts'
import { Misunderstood } from './misunderstood.ts'
import type { Surroundings } from './surroundings.ts'
import { componentsIn, type Written } from './template-written.ts'

const NO_ACCOUNT = 'No account is set. Give accountId, or WHATSAPP_BUSINESS_ACCOUNT_ID, and templates are known.'

async function act<Name extends TemplateAct>(
  which: WhichStore,
  surroundings: Surroundings,
  name: Name,
  ...given: Parameters<CommandTemplates[Name]>
): Promise<Awaited<ReturnType<CommandTemplates[Name]>>> {
  const { answer } = await actThrough(which, surroundings, `templates/${name}`, given)
  return answer as Awaited<ReturnType<CommandTemplates[Name]>>
}

async function known(which: WhichStore, surroundings: Surroundings): Promise<readonly KeptTemplate[]> {
  const settings = await settingsOf(which, surroundings)
  return inquire(settings, 'templatesOf', { business: settings.business })
}

async function hasAccount(which: WhichStore, surroundings: Surroundings): Promise<boolean> {
  const isSet = accountsOf(createLines(await settingsOf(which, surroundings)).all).length > 0
  if (!isSet) surroundings.print(NO_ACCOUNT)
  return isSet
}

/** `wabaton templates`: what may be sent outside the window, and how Meta stands to it. */
export async function templateList(
  { sync, ...which }: WhichStore & { sync?: boolean },
  surroundings: Surroundings,
): Promise<number> {
  if (!(await hasAccount(which, surroundings))) return 1
  if (sync && (await templateSync(which, surroundings)) !== 0) return 1
  const all = await known(which, surroundings)
  if (all.length === 0) surroundings.print('No template is known. `wabaton templates sync` asks Meta.')
  for (const template of all) for (const line of linesOf(template)) surroundings.print(line)
  return 0
}

function linesOf(template: KeptTemplate): string[] {
  const { name, language, status, category, quality, since, news, rejection, categoryBefore, categoryNext } = template
  const isFine = status === 'APPROVED' && news?.event !== 'FLAGGED'
  const reason = [news?.reason ?? (status === 'REJECTED' ? rejection : undefined), news?.detail].filter(Boolean)
  const told = reason.length > 0 ? `: ${reason.join('. ')}` : ''
  return [
    [`${name} (${language})`, status, category, quality].filter(Boolean).join('  '),
    ...(isFine ? [] : [`  ${news?.event ?? status} for ${ago(news?.at ?? since)}${told}`]),
    ...(categoryBefore ? [`  Meta has put it into ${category}; it was ${categoryBefore}.`] : []),
    ...(categoryNext ? [`  Meta will put it into ${categoryNext.category}.`] : []),
  ]
}

/** `wabaton templates sync`: asks Meta. */
export async function templateSync(which: WhichStore, surroundings: Surroundings): Promise<number> {
  if (!(await hasAccount(which, surroundings))) return 1
  let code = 0
  for (const account of accountsOf(createLines(await settingsOf(which, surroundings)).all)) {
    const answer = await act(which, surroundings, 'sync', account)
    if (answer.kind === 'synced') surroundings.print(`Account ${account}: ${answer.count} templates.`)
    else {
      surroundings.print(`Meta did not tell the templates of account ${account}: ${answer.reason}`)
      code = 1
    }
  }
  return code
}

/** `wabaton templates create`: hands a new one to Meta. */
export async function templateCreate(
  options: WhichStore & Written & { name?: string; language?: string; account?: string },
  surroundings: Surroundings,
): Promise<number> {
  const { name, language, category, account } = options
  const read = await fileIn(options, surroundings)
  const given = { ...(name && { name }), ...(language && { language }), ...(category && { category }) }
  const form = { ...(read ?? componentsIn(options, [])), ...given }
  return tell(await act(options, surroundings, 'create', form, account), surroundings, ({ status }) =>
    status === 'APPROVED' ? 'Meta has approved it: it can be sent.' : WAITING,
  )
}

const WAITING = 'Meta looks at it, which takes minutes to a day. `wabaton templates` tells what became of it.'

/** `wabaton templates edit <name>`: what is not given stays as it is. */
export async function templateEdit(
  options: WhichStore & Written & { name: string; language?: string },
  surroundings: Surroundings,
): Promise<number> {
  const { name, language, category } = options
  const there = (await known(options, surroundings)).filter(
    (one) => one.name === name && (language === undefined || one.language === language),
  )
  const before = there.length === 1 ? there[0]!.components : []
  const read = await fileIn(options, surroundings)
  const components = read ? read.components : componentsIn(options, before).components
  const change = { ...(components !== undefined && { components }), ...(category && { category }) }
  const done = await act(options, surroundings, 'edit', { name, language }, change)
  return tell(done, surroundings, () => `${WAITING} Until then it cannot be sent.`)
}

/** `wabaton templates delete <name>`: for good, so that it says first what would go. */
export async function templateDelete(
  options: WhichStore & { name: string; language?: string; yes?: boolean },
  surroundings: Surroundings,
): Promise<number> {
  const { name, language, yes } = options
  if (!yes) {
    const found = (await known(options, surroundings)).filter(
      (one) => one.name === name && (language === undefined || one.language === language),
    )
    if (found.length === 0) surroundings.print(`There is no template ${name}. \`wabaton templates\` lists them.`)
    else {
      surroundings.print(`This would go: ${found.map((one) => `${one.name} (${one.language})`).join(', ')}.`)
      surroundings.print('Nobody gets it back, and Meta lets no other be called so for 30 days. Do it with --yes.')
    }
    return 1
  }
  return tell(await act(options, surroundings, 'remove', { name, language }), surroundings, () => 'It is deleted.')
}

/** `wabaton templates send <customer> <name>`: outside the window too, under all rules of sending. */
export async function templateSend(
  options: WhichStore & {
    customer: string
    name: string
    language?: string
    line?: string
    header?: readonly string[]
    body?: readonly string[]
    button?: readonly string[]
  },
  surroundings: Surroundings,
): Promise<number> {
  const { customer, name, language, line, header, body, button = [] } = options
  const languages = (await known(options, surroundings)).filter((one) => one.name === name).map((one) => one.language)
  const chosen = language ?? (languages.length === 1 ? languages[0] : undefined)
  if (chosen === undefined)
    throw new Misunderstood(
      languages.length === 0
        ? `There is no template ${name}. \`wabaton templates\` lists them.`
        : `Choose with --language: ${languages.join(', ')}.`,
    )
  const content: Template = {
    kind: 'template',
    name,
    language: chosen,
    ...(header && { header: valuesIn(header) }),
    ...(body && { body: valuesIn(body) }),
    ...(button.length > 0 && { buttons: button.map(buttonIn) }),
  }
  const { answer } = await actThrough(options, surroundings, 'say', { to: customer, content, line })
  const spoken = answer as Spoken
  surroundings.print(spoken.kind === 'queued' ? `It is on its way: ${outboundInWords(content)}` : spoken.reason)
  return spoken.kind === 'queued' ? 0 : 1
}

/** `first_name=Maya` where each says a name. */
export function valuesIn(values: readonly string[]) {
  const named = values.map((value) => /^([a-z][a-z0-9_]*)=(.*)$/s.exec(value))
  return named.every((one) => one !== null) ? Object.fromEntries(named.map((one) => [one[1]!, one[2]!])) : values
}

export function buttonIn(given: string) {
  const [, index, value] = /^(\d+)=(.+)$/s.exec(given) ?? []
  if (index === undefined || value === undefined)
    throw new Misunderstood(`--button ${given}: give the place of the button and its value, such as 0=ORD-22.`)
  return { index: Number(index), kind: 'url' as const, value }
}

async function fileIn({ file }: Written, { folder }: Surroundings): Promise<Record<string, unknown> | undefined> {
  if (file === undefined) return undefined
  const text = await readFile(resolve(folder, file), 'utf8').catch(() => {
    throw new Misunderstood(`${file} cannot be read.`)
  })
  try {
    return JSON.parse(text) as Record<string, unknown>
  } catch (error) {
    throw new Misunderstood(`${file} is no JSON: ${(error as Error).message}`)
  }
}

function tell(
  done: TemplateDone,
  { print }: Surroundings,
  inWords: (template: Extract<TemplateDone, { kind: 'done' }>['template']) => string,
): number {
  if (done.kind === 'done') {
    const { name, language } = done.template
    print(`${name} (${language}): ${inWords(done.template)}`)
    return 0
  }
  if (done.kind === 'faulty') {
    for (const fault of done.faults) print(templateFaultInWords(fault))
    print('Nothing was handed to Meta.')
  } else print(done.reason)
  return 1
}
