import { type Method, TIER_2, TIER_4 } from '../method.ts'

export const authMethods: Readonly<Record<string, Method>> = {
  'auth.test': {
    scopes: [],
    token: 'bot',
    perMinute: TIER_4 * 3,
    json: true,
    run: ({ workspace: { team, app } }) => ({
      url: `https://${team.domain}.slack.com/`,
      team: team.name,
      user: app.botUser.name,
      team_id: team.id,
      user_id: app.botUser.id,
      bot_id: app.botId,
      is_enterprise_install: false,
    }),
  },
  'apps.connections.open': {
    scopes: ['connections:write'],
    token: 'app',
    perMinute: TIER_2,
    json: true,
    run: (world) => ({ url: world.socketUrl() }),
  },
}
