import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { loadSettings } from './load-settings.ts'

it('[Q10 H16] the settings of the guide load as they stand', async () => {
  const guide = readFileSync(new URL('../../docs/guides/slack.md', import.meta.url), 'utf8')
  const folder = mkdtempSync(join(tmpdir(), 'wabaton-slack-'))
  try {
    writeFileSync(join(folder, 'config.yaml'), /```yaml\n([\s\S]*?)```/.exec(guide)![1]!)
    const env = {
      WHATSAPP_VERIFY_TOKEN: 'verify-me',
      WHATSAPP_ACCESS_TOKEN: 'EAAG0123',
      WHATSAPP_APP_SECRET: 'a1b2c3d4',
      SLACK_BOT_TOKEN: 'xoxb-1',
      SLACK_APP_TOKEN: 'xapp-1',
    }
    const { settings } = await loadSettings({ env, folder })
    expect(settings.warnings).toEqual([])
    expect(settings.slack).toMatchObject({ channels: { sales: '#wa-sales' }, holdMs: 3_000, group: 'S0614TZR7' })
  } finally {
    rmSync(folder, { recursive: true })
  }
})
