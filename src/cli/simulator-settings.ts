import { type Loaded, loadSettings } from '../config/load-settings.ts'
import { adoptEnvFile, type Surroundings } from './surroundings.ts'

/** Harmless: they open nothing but the pretend Meta of this process. */
export const PRETEND = {
  appSecret: 'simulated-app-secret',
  accessToken: 'simulated-access-token',
  verifyToken: 'simulated-verify-token',
  accountId: '102290129340398',
} as const

/** The numbers of a project that has none of its own yet. */
const LINES = {
  '106540352242922': { name: 'support', displayName: 'Acme Support' },
  '106540352242923': { name: 'sales', displayName: 'Acme Sales' },
}

/** Credentials in `.env` are for `serve`, and no reason to refuse a look at the simulator in the same folder. */
function withoutRealNumber(env: Surroundings['env']): Surroundings['env'] {
  return Object.fromEntries(
    Object.entries(env).filter(([name]) => !/^(WHATSAPP|WABA|AK_WHATSAPP)_|^DATABASE_URL$/.test(name)),
  )
}

/** The project's own lines and agents, or a pretend business, with pretend credentials either way. */
export async function loadSimulatorSettings(
  { config, port }: { config?: string | undefined; port?: string | undefined },
  surroundings: Surroundings,
): Promise<Loaded> {
  const env = { ...withoutRealNumber(adoptEnvFile(surroundings)), ...surroundings.env }
  const { verifyToken } = PRETEND
  const given = { verifyToken, ...(port && { server: { port: Number(port) } }) }
  const load = (lines?: typeof LINES) =>
    loadSettings({
      env,
      folder: surroundings.folder,
      file: config,
      overrides: { ...given, ...(lines && { lines }) },
      simulator: true,
    })
  const own = await load()
  const { settings, ...rest } = own.settings.lines.some(({ phoneNumberId }) => phoneNumberId) ? own : await load(LINES)
  return { settings: { ...settings, lines: settings.lines.map((line) => ({ ...line, ...PRETEND })) }, ...rest }
}
