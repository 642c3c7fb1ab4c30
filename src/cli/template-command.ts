import type { Settings } from '../config/settings.ts'
import { accountsOf } from '../flows/sync-templates.ts'
import { createLines } from '../live.ts'
import { createClient } from '../whatsapp/client.ts'
import { createTransport } from '../whatsapp/transport.ts'
import { inquire, settingsOf, type WhichStore } from './desk-commands.ts'
import type { Surroundings } from './surroundings.ts'

/** `wabaton templates`: what may be sent outside the window, and how Meta stands to it. */
export async function templates(
  { sync, ...which }: WhichStore & { sync?: boolean },
  surroundings: Surroundings,
): Promise<number> {
  const settings = await settingsOf(which, surroundings)
  const accounts = accountsOf(createLines(settings).all)
  if (accounts.length === 0) {
    surroundings.print('No account is set. Give accountId, or WHATSAPP_BUSINESS_ACCOUNT_ID, and templates are known.')
    return 1
  }
  if (sync && which.simulator) {
    surroundings.print('The running simulator knows its templates already. Leave --sync out.')
    return 1
  }
  if (sync && !(await syncAll(settings, surroundings))) return 1
  const known = await inquire(settings, 'templatesOf', { business: settings.business })
  if (known.length === 0) surroundings.print('No template is known. `wabaton templates --sync` asks Meta.')
  for (const { name, language, status, category, quality } of known)
    surroundings.print([`${name} (${language})`, status, category, quality].filter(Boolean).join('  '))
  return 0
}

async function syncAll(settings: Settings, { print }: Surroundings): Promise<boolean> {
  const lines = createLines(settings).all
  const { send, download, close } = createTransport()
  const tokenOf = ({ phoneNumberId }: { phoneNumberId: string }) =>
    settings.lines.find((line) => line.phoneNumberId === phoneNumberId)!.accessToken
  const client = createClient({ transport: send, download, graph: settings.graph, tokenOf })
  let done = true
  try {
    for (const account of accountsOf(lines)) {
      const line = lines.find((one) => one.account === account)!
      const answer = await client.templates.list(line)
      if (answer.kind === 'failed') {
        print(`Meta did not tell the templates of account ${account}: ${answer.reason}`)
        done = false
      } else
        await inquire(settings, 'keepTemplates', {
          business: settings.business,
          account,
          templates: answer.templates,
          syncedAt: Date.now(),
        })
    }
  } finally {
    await close()
  }
  return done
}
