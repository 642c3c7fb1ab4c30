import type { InteractiveKind } from '../interactive.ts'

/** Forms that ask the customer for one thing, with a button that WhatsApp itself labels. */
const ask = (type: string, action: string, label: string): InteractiveKind => ({
  type,
  header: [],
  body: { longest: 1024 },
  footer: false,
  readAction(parameter) {
    parameter.at('name').oneOf([action])
    return [`[${label}]`]
  },
})

export const locationRequest = ask('location_request_message', 'send_location', 'Send location')

export const requestContactInfo = ask('request_contact_info', 'request_contact_info', 'Share contact info')

export const callPermissionRequest: InteractiveKind = {
  ...ask('call_permission_request', 'call_permission_request', 'Choose preference'),
  body: { longest: 1024, optional: true },
}

export const addressMessage: InteractiveKind = {
  ...ask('address_message', 'address_message', 'Provide address'),
  footer: true,
  readAction(action) {
    action.at('name').oneOf(['address_message'])
    const parameters = action.at('parameters')
    parameters.fields()
    parameters.at('country').text({ pattern: /^[A-Z]{2}$/, form: 'an ISO country code of two letters' })
    parameters.at('values').ifGiven()?.fields()
    parameters.at('validation_errors').ifGiven()?.fields()
    parameters.at('saved_addresses').ifGiven()?.list({ fewest: 0, most: Number.POSITIVE_INFINITY })
    return ['[Provide address]']
  },
}

export const voiceCall: InteractiveKind = {
  ...ask('voice_call', 'voice_call', 'Call now'),
  readAction(action) {
    action.at('name').oneOf(['voice_call'])
    const parameters = action.at('parameters')
    const label = parameters.at('display_text').ifGiven()?.text({ longest: 20 }) ?? 'Call now'
    parameters.at('ttl_minutes').ifGiven()?.number({ least: 1, most: 43_200 })
    parameters.at('payload').ifGiven()?.text({ longest: 512 })
    return [`[${label}]`]
  },
}
