import type { InteractiveKind } from '../interactive.ts'
import { ANY_HEADER } from './header.ts'

export const flow: InteractiveKind = {
  type: 'flow',
  header: ANY_HEADER,
  body: { longest: 1024 },
  footer: true,
  readAction(action) {
    action.at('name').oneOf(['flow'])
    const parameters = action.at('parameters')
    parameters.fields()
    parameters.at('flow_message_version').oneOf(['3'])
    const [id, name] = [parameters.at('flow_id').ifGiven(), parameters.at('flow_name').ifGiven()]
    if (id && name) name.wrong('must not be given together with a flow_id')
    if (id) id.text()
    else parameters.at(name ? 'flow_name' : 'flow_id').text()
    parameters.at('flow_token').ifGiven()?.text()
    parameters.at('mode').ifGiven()?.oneOf(['draft', 'published'])
    const opens = parameters.at('flow_action').ifGiven()?.oneOf(['navigate', 'data_exchange']) ?? 'navigate'
    const payload = parameters.at('flow_action_payload').ifGiven()
    if (payload) {
      if (opens === 'data_exchange') payload.wrong('must not be given when the flow_action is data_exchange')
      payload.fields()
      payload.at('screen').text()
      const data = payload.at('data').ifGiven()
      if (data && Object.keys(data.fields()).length === 0) data.wrong('must not be empty')
    }
    // 20 is quoted as well; the longer one is what is refused.
    return [`[${parameters.at('flow_cta').text({ longest: 30 })}]`]
  },
}
