import { type CountryCode, getCountries, getCountryCallingCode, getExampleNumber } from 'libphonenumber-js'
import examples from 'libphonenumber-js/mobile/examples'
import { describe, expect, it } from 'vitest'
import { countryOf } from './country.ts'

/** Islands whose numbers look like those of the country they share a code with. */
const SHARED: Readonly<Record<string, string>> = {
  ...{ VA: 'IT', GG: 'GB', IM: 'GB', JE: 'GB', SJ: 'NO', CC: 'AU', CX: 'AU', EH: 'MA', TA: 'SH', AX: 'FI' },
  ...{ BL: 'GP', MF: 'GP' },
}

describe('the country of a number', () => {
  it('[D26] is the one that a book of the world gives it, for a mobile number of every country', () => {
    const wrong = getCountries().flatMap((country) => {
      const number = getExampleNumber(country as CountryCode, examples)?.number.slice(1)
      const found = number && countryOf(number)
      return found && found !== (SHARED[country] ?? country) ? [`${country} ${number} is ${found}`] : []
    })
    expect(wrong).toEqual([])
    expect(getCountries().every((country) => countryOf(getCountryCallingCode(country)))).toBe(true)
  })

  it.each([
    ['+15550001111', 'US'],
    ['14165550123', 'CA'],
    ['5215512345678', 'MX'],
    ['77011234567', 'KZ'],
    ['79161234567', 'RU'],
    ['US.13491208655302741918', 'US'],
    ['co.ENT.11815799212886844830', 'CO'],
    ['999123456', undefined],
    ['', undefined],
  ])('[D26] of %s is %s', (address, country) => expect(countryOf(address)).toBe(country))
})
