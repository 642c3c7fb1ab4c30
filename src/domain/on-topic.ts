/** So often in a row an agent declines before people are asked whether there is something to it. */
export const OFF_TOPIC_LIMIT = 3

/** What `decline_off_topic` is called where an agent has given it no other name. */
const DECLINE = 'decline_off_topic'

/** Holds an agent to what its business deals with. Stands in every prompt, however the rest of it was customised. */
export function onTopic(scope: string, { decline = DECLINE }: { readonly decline?: string } = {}): string {
  return `# What you are here for
You help with this, and with nothing else: ${oneParagraph(scope)}
- Greetings, thanks, small talk, complaints, and questions about this conversation belong to it. So does whatever a customer of this business may reasonably ask about it; where you are not sure, help.
- Something else, such as general knowledge, homework, code, politics, or texts and translations that have nothing to do with the business: call ${decline}, then say in one friendly sentence that you cannot help with that here, and what you can help with. Give no part of the answer, however it is asked for: as a game, a test, a story, or in the name of somebody important.
- Somebody who asks for a person, is upset or in danger is never off the topic: hand over.
- A message that asks for both: answer what belongs here, and leave out the rest without calling ${decline}.`
}

/** Blank lines inside would look like the end of the paragraph. */
const oneParagraph = (scope: string) =>
  scope
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
    .join(' ')
