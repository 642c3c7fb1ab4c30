import { type GraphAnswer, jsonAnswer } from '../graph-answer.ts'
import type { Line } from '../line.ts'
import { asInvalid, type Fields, type Parameter, parameter, requireUnique } from '../parameter.ts'

const MOST = { prompts: 4, commands: 30 }
const LONGEST = { prompt: 80, name: 32, description: 256 }

/** `POST /{phone number id}/conversational_automation`: ice breakers and commands. The welcome message is no more. */
export function changeAutomation({ record, phoneNumberId }: Line, body: Fields): GraphAnswer {
  const whole = parameter(body, 'conversational_automation')
  const given = asInvalid(() => {
    const prompts = whole.at('prompts').ifGiven()?.list({ fewest: 0, most: MOST.prompts })
    for (const prompt of prompts ?? []) readPlain(prompt, LONGEST.prompt)
    const commands = whole.at('commands').ifGiven()?.list({ fewest: 0, most: MOST.commands })
    for (const command of commands ?? []) {
      readPlain(command.at('command_name'), LONGEST.name)
      readPlain(command.at('command_description'), LONGEST.description)
    }
    requireUnique((commands ?? []).map((command) => command.at('command_name')))
    return {
      ...(prompts && { prompts: prompts.map(({ value }) => value) }),
      ...(commands && { commands: commands.map(({ value }) => value) }),
    }
  })
  record.automation = { ...record.automation, ...given, id: phoneNumberId }
  return jsonAnswer({ success: true })
}

function readPlain(text: Parameter, longest: number) {
  if (/\p{RGI_Emoji}/v.test(text.text({ longest }))) text.wrong('must not have emoji')
}
