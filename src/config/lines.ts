import type { Agents } from './agents.ts'
import type { Combined } from './combine.ts'
import { VARIABLES } from './environment.ts'
import { type Fault, inWords } from './faults.ts'
import { handoffPolicies } from './handoff.ts'
import { labelOf } from './labels.ts'
import type { LineSettings } from './settings.ts'

const SINGLE_LINE = { name: 'main', displayName: 'WhatsApp' }

type Credential = 'accessToken' | 'appSecret'

const MISSING: Readonly<Record<Credential | 'phoneNumberId', { what: string; cure: string }>> = {
  accessToken: {
    what: 'access token',
    cure: "make one in Meta's Business Settings > Users > System users > Generate token, with the permission whatsapp_business_messaging (to try things out, the temporary one under WhatsApp > API Setup lasts a day). Without a Meta account, run `wabaton simulate`.",
  },
  phoneNumberId: {
    what: 'phone number id',
    cure: "copy 'Phone number ID' from developers.facebook.com/apps > your app > WhatsApp > API Setup.",
  },
  appSecret: {
    what: 'app secret',
    cure: 'copy it from developers.facebook.com/apps > your app > App Settings > Basic > App secret; without it nobody can tell Meta from a stranger. In development only, WABATON_ALLOW_UNSIGNED=1 starts without.',
  },
}

interface Needs {
  readonly needsToken: boolean
  readonly needsSecret: boolean
}

/** Every line with what it takes from the top level, and what still keeps it from working. */
export function resolveLines(
  combined: Combined,
  { defaultAgent, ofLines }: Pick<Agents, 'defaultAgent' | 'ofLines'>,
  { needsToken, needsSecret }: Needs,
) {
  const { values, chosen, refused } = combined
  const faults: Fault[] = []
  const given = Object.entries(values.lines)
  if (given.length > 0) faults.push(...singleLineLeftovers(combined), ...nameFaults(combined))

  const written =
    given.length > 0
      ? given
      : [[values.phoneNumberId ?? '', { ...SINGLE_LINE, displayName: values.name ?? SINGLE_LINE.displayName }] as const]
  const handoffOf = handoffPolicies(combined, faults)
  const lines = written.map(([phoneNumberId, line]: readonly [string, (typeof given)[number][1]]): LineSettings => {
    const name = line.name ?? phoneNumberId
    return {
      phoneNumberId,
      name,
      displayName: line.displayName ?? name,
      agent: ofLines.get(phoneNumberId) ?? defaultAgent,
      accessToken: line.accessToken ?? values.accessToken ?? '',
      appSecret: line.appSecret ?? values.appSecret,
      verifyToken: line.verifyToken ?? values.verifyToken,
      accountId: line.accountId ?? values.accountId,
      throughput: line.throughput ?? values.throughput,
      mode: line.mode ?? values.mode,
      handoff: handoffOf(phoneNumberId),
      memory: line.memory,
    }
  })

  const missing = (credential: Credential) => {
    const without = lines.filter(
      (line) => !line[credential] && !refused.has(`lines.${line.phoneNumberId}.${credential}`),
    )
    if (without.length === 0 || refused.has(credential)) return
    const variable = VARIABLES[credential]![0]!
    const { what, cure } = MISSING[credential]
    const all = given.length === 0 || without.length === lines.length
    const where = all ? variable : `lines ${inWords(without.map((line) => line.name))}`
    const problem = all ? 'is not set.' : `${without.length === 1 ? 'has' : 'have'} no ${what}.`
    faults.push({ where, problem, cure: `Set ${variable} in .env: ${cure}` })
  }
  if (needsToken) missing('accessToken')
  if (needsToken && given.length === 0 && !values.phoneNumberId && !refused.has('phoneNumberId')) {
    const variable = VARIABLES.phoneNumberId![0]!
    faults.push({
      where: variable,
      problem: 'is not set.',
      cure: `Set ${variable} in .env: ${MISSING.phoneNumberId.cure}`,
    })
  }
  if (needsSecret) missing('appSecret')
  return { lines, faults: [...faults, ...businessFaults(values.business, lines, chosen)] }
}

/** Settings of a single line that would do nothing beside a list of lines. */
function singleLineLeftovers({ values, chosen }: Combined): Fault[] {
  const faults: Fault[] = []
  if (values.phoneNumberId && !Object.hasOwn(values.lines, values.phoneNumberId))
    faults.push({
      where: labelOf(chosen, 'phoneNumberId'),
      problem: 'names a number that is not among the lines.',
      cure: 'Add it to the lines, or remove it.',
    })
  if (values.name)
    faults.push({
      where: labelOf(chosen, 'name'),
      problem: 'is for a single line, and there is a list of lines.',
      cure: 'Remove it and give each line a displayName.',
    })
  return faults
}

function nameFaults({ values, chosen, refused }: Combined): Fault[] {
  const faults: Fault[] = []
  const owners = new Map<string, string>()
  for (const [id, line] of Object.entries(values.lines)) {
    const path = `lines.${id}`
    if (!line.name && !refused.has(`${path}.name`)) {
      const cure = 'Give it a short name that never changes, such as sales: every record of the line carries it.'
      faults.push({ where: labelOf(chosen, path), problem: 'has no name.', cure })
    }
    if (!line.name) continue
    const owner = owners.get(line.name)
    owners.set(line.name, path)
    if (owner)
      faults.push({
        where: `${labelOf(chosen, owner)} and ${labelOf(chosen, path)}`,
        problem: 'have the same name.',
        cure: 'Give each line a name of its own.',
      })
  }
  return faults
}

/** Meta's ids are that long; a tenant of a B2B installation may well be called 42. */
const LOOKS_LIKE_META_ID = /^\d{10,}$/

function businessFaults(business: string, lines: readonly LineSettings[], chosen: Combined['chosen']): Fault[] {
  const isLine = lines.some((line) => line.phoneNumberId === business)
  if (!isLine && !LOOKS_LIKE_META_ID.test(business)) return []
  return [
    {
      where: labelOf(chosen, 'business'),
      problem: `is ${isLine ? 'the id of one line' : 'the id of a WhatsApp Business account, or looks like one'}: the memory of a customer would be split by account or number instead of being one for the whole business.`,
      cure: 'Use one name for the whole business, the same on all lines, such as my-company, or leave it out.',
    },
  ]
}
