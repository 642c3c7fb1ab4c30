import type { Field } from './limits-field.ts'

/** By its id where it was uploaded, by its link where Meta fetches it. */
export function checkMedia(content: Field): void {
  if (!content.object()) return
  const id = content.at('id')
  const link = content.at('link')
  if (id.given && link.given) link.fault('is there beside an id, WhatsApp takes one of them')
  else if (link.given) link.link()
  else id.text()
}

export function checkLocation(content: Field): void {
  if (!content.object()) return
  content.at('latitude').number({ least: -90, most: 90 })
  content.at('longitude').number({ least: -180, most: 180 })
  content.at('name').optionalText()
  content.at('address').optionalText()
}
