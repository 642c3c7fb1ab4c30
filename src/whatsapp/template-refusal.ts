import type { GraphFields } from './graph-fields.ts'

interface Meaning {
  readonly says: string | undefined
  /** The part it speaks of, as the check of a new template names it. */
  readonly at?: string
}

/** Meta's numbers for what is wrong with a new or changed template, in plain words and with the cure. */
const SUBCODES: Readonly<Record<number, Meaning>> = {
  2388019: { says: 'The account has as many templates as it may have: delete some that nobody uses.' },
  2388023: {
    says: 'A template of this name and language was deleted a short time ago: choose another name.',
    at: 'name',
  },
  2388024: {
    says: 'There is a template of this name in this language already: choose another name, or edit that one.',
    at: 'name',
  },
  2388040: { says: 'A text is longer than Meta allows.' },
  2388047: {
    says: 'Meta does not take the heading as it is: write it without marks, emoji and line breaks.',
    at: 'header',
  },
  2388072: { says: 'Meta does not take the text as it is: look at its variables and marks.', at: 'body' },
  2388073: {
    says: 'Meta does not take the footer as it is: write it without variables, emoji and line breaks.',
    at: 'footer',
  },
  2388293: { says: 'There are too many variables for so few words: say more around them, or use fewer.', at: 'body' },
  2388299: { says: 'The text begins or ends with a variable: put words before and after.', at: 'body' },
  2593002: { says: 'Meta has no template of this name (any more): sync the templates.' },
}

const CODES: Readonly<Record<number, string>> = {
  10: 'The access token lacks the permission whatsapp_business_management.',
  190: 'The access token has expired or was revoked: make a permanent one for a system user.',
  80007: 'The account has made too many calls: try again in an hour.',
  80008: 'An account may create 100 templates an hour: try again later.',
}

/** What Meta answered, with its own words behind ours: they name the part where we cannot. */
export function templateRefusal({ code, subcode, reason }: Extract<GraphFields, { kind: 'error' }>) {
  const known: Meaning = SUBCODES[subcode] ?? { says: CODES[isPermission(code) ? 10 : code] }
  const { says, at } = known
  return {
    reason: says === undefined ? reason : `${says} (Meta: ${reason})`,
    ...(at !== undefined && { at }),
  }
}

const isPermission = (code: number) => code >= 200 && code <= 299
