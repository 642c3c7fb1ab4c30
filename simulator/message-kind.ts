import type { Button } from './buttons.ts'
import { audio } from './kinds/audio.ts'
import { contacts } from './kinds/contacts.ts'
import { document } from './kinds/document.ts'
import { image } from './kinds/image.ts'
import { interactive } from './kinds/interactive.ts'
import { location } from './kinds/location.ts'
import { reaction } from './kinds/reaction.ts'
import { sticker } from './kinds/sticker.ts'
import { template } from './kinds/template.ts'
import { text } from './kinds/text.ts'
import { video } from './kinds/video.ts'
import type { Line } from './line.ts'
import type { Media } from './media.ts'
import type { Parameter } from './parameter.ts'
import type { Person } from './person.ts'
import type { ShownTemplate } from './templates/fill.ts'
import type { TemplateStore } from './templates/store.ts'
import type { Template } from './templates/template.ts'

/** What a kind may look at to judge a message. */
export interface Sending {
  readonly now: number
  readonly line: Line
  /** Undefined where nobody has this number or user id. */
  readonly person: Person | undefined
  readonly by: 'phone' | 'user-id'
  readonly media: Pick<Media, 'find'>
  readonly templates: Pick<TemplateStore, 'find'>
  /** Whether the message answers another one (`context`). */
  readonly quotes: boolean
}

/** What the phone makes of a message. */
export interface Reading {
  /** Everything a person can read in it. */
  readonly text: string
  /** No bubble of its own: a mark on another message. */
  readonly reaction?: { readonly wamid: string; readonly emoji: string }
  /** What was filled, and the result. */
  readonly template?: Template
  readonly shown?: ShownTemplate
  readonly buttons?: readonly Button[]
}

/** A kind of message the business may send. One file in `kinds/` each. */
export interface MessageKind {
  readonly type: string
  /** Throws `Refused` where Meta would find something wrong with the content. */
  read(content: Parameter, sending: Sending): Reading
}

const KINDS: readonly MessageKind[] = [
  text,
  image,
  video,
  audio,
  document,
  sticker,
  location,
  contacts,
  reaction,
  interactive,
  template,
]

export const messageKind = (type: string) => KINDS.find((kind) => kind.type === type)
