import { userInfo } from 'node:os'
import type { Campaign } from '../flows/campaign-store.ts'
import type { CampaignPort } from '../flows/campaigns.ts'
import type { By } from '../flows/people.ts'
import type { CampaignAct } from './acts.ts'
import type { WhichStore } from './desk-commands.ts'
import { actThrough } from './memory-acts.ts'
import { Misunderstood } from './misunderstood.ts'
import type { Surroundings } from './surroundings.ts'

/** Asks the server that has the store open; without one, or on PostgreSQL, opens the store for the moment. */
export async function askCampaigns<Name extends CampaignAct>(
  which: WhichStore,
  surroundings: Surroundings,
  act: Name,
  ...given: Parameters<CampaignPort[Name]>
): Promise<Awaited<ReturnType<CampaignPort[Name]>>> {
  const { answer } = await actThrough(which, surroundings, `campaigns/${act}`, given)
  return answer as Awaited<ReturnType<CampaignPort[Name]>>
}

/** Whoever is signed in on this machine. */
export function whoActs(): By {
  const { username } = userInfo()
  return { kind: 'system', id: `command-line:${username}`, name: username, source: 'command line', ip: undefined }
}

/** By its id, or by its name where only one is called so. */
export async function campaignNamed(which: WhichStore, surroundings: Surroundings, name: string): Promise<Campaign> {
  let before: string | undefined
  const found: Campaign[] = []
  do {
    const page = await askCampaigns(which, surroundings, 'list', { before })
    found.push(...page.filter((one) => one.id === name.toLowerCase() || one.name === name))
    before = page.at(-1)?.id
  } while (before !== undefined)
  const [campaign, other] = found
  if (!campaign)
    throw new Misunderstood(`There is no campaign ${name}. \`wabaton campaign list\` tells which there are.`)
  if (other)
    throw new Misunderstood(
      `${found.length} campaigns are called ${name}: name one by its id. \`wabaton campaign list\` tells them.`,
    )
  return campaign
}
