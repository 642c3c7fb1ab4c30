import type { Actions } from './control/body.ts'
import { CUSTOMER_ACTIONS } from './control/customers.ts'
import { MESSAGE_ACTIONS } from './control/messages.ts'
import { OTHER_ACTIONS } from './control/others.ts'
import { SETTING_ACTIONS } from './control/settings.ts'
import { TEAMMATE_ACTIONS } from './control/teammate.ts'

export { BadControl, type ControlContext } from './control/body.ts'
export { log, state, thread } from './control/state.ts'

/** What can be asked of the simulator, by the last part of the path. One file in `control/` for each noun. */
export const ACTIONS: Actions = {
  ...CUSTOMER_ACTIONS,
  ...MESSAGE_ACTIONS,
  ...OTHER_ACTIONS,
  ...SETTING_ACTIONS,
  ...TEAMMATE_ACTIONS,
}
