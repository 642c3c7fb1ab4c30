import type { Content, Outbound, ThreadEntry } from '../../../src/http/wire.ts'
import { t } from '../words/t.ts'
import { fileAddress, useAround } from './around.tsx'
import { Framed, TemplateCard } from './cards.tsx'
import { FileCard, PictureBox, Sticker, VideoBox } from './media.tsx'
import { Player } from './player.tsx'
import { ContactCards, Filled, OrderCard, ourContact, type Person, PlaceCard, theirContact } from './sent-cards.tsx'
import { Words } from './text.tsx'

/** What a message holds, of the customer's or of ours. Words alone have no content. */
export function Held({ entry, chosen }: { readonly entry: ThreadEntry; readonly chosen: string | undefined }) {
  const { conversation } = useAround()
  const file = fileAddress(conversation, entry.id)
  if (entry.content === undefined || entry.content === null) return <Words text={entry.text} />
  return entry.author === 'customer' ? (
    <Theirs content={entry.content as Content} text={entry.text} file={file} />
  ) : (
    <Ours content={entry.content as Outbound} text={entry.text} file={file} chosen={chosen} />
  )
}

function Theirs({ content, text, file }: { readonly content: Content; readonly text: string; readonly file: string }) {
  switch (content.kind) {
    case 'image':
      return <PictureBox file={file} caption={content.caption} />
    case 'sticker':
      return <Sticker file={file} />
    case 'video':
      return <VideoBox file={file} caption={content.caption} />
    case 'audio':
      return <Player file={file} voice={content.medium.voice ?? false} words={undefined} />
    case 'document':
      return (
        <FileCard file={file} name={content.medium.filename} mime={content.medium.mime} caption={content.caption} />
      )
    case 'location':
      return <PlaceCard place={content} />
    case 'contacts':
      return <ContactCards people={content.contacts.map(theirContact)} />
    case 'choice':
      return <Chosen title={content.title} description={content.description} />
    case 'form':
      return <Filled name={content.name} data={content.data} />
    case 'order':
      return <OrderCard order={content} />
    case 'call-permission':
      return <Told text={t(content.accepted ? 'held.callsAllowed' : 'held.callsRefused')} />
    case 'system':
      return <Told text={content.body ?? t('held.system', { type: content.type })} />
    case 'unsupported':
      if (content.type === 'edit') return <Told text={t('held.edit')} />
      return <Told text={t('held.unsupported', { type: content.type })} more={content.reason} />
    case 'text':
    case 'reaction':
    case 'edit':
    case 'revoke':
      return <Words text={text} />
  }
}

function Ours({
  content,
  text,
  file,
  chosen,
}: {
  readonly content: Outbound
  readonly text: string
  readonly file: string
  readonly chosen: string | undefined
}) {
  switch (content.kind) {
    case 'image':
      return <PictureBox file={file} caption={content.caption} />
    case 'sticker':
      return <Sticker file={file} />
    case 'video':
      return <VideoBox file={file} caption={content.caption} />
    case 'audio':
      return <Player file={file} voice={content.voice ?? false} words={content.words} />
    case 'document':
      return <FileCard file={file} name={content.filename} mime={undefined} caption={content.caption} />
    case 'location':
      return <PlaceCard place={content} />
    case 'contacts':
      return (
        <ContactCards people={content.contacts.map(ourContact).filter((one): one is Person => one !== undefined)} />
      )
    case 'buttons':
    case 'list':
    case 'link':
      return <Framed content={content} file={file} chosen={chosen} />
    case 'template':
      return <TemplateCard content={content} text={text} file={file} />
    case 'custom':
      return <Told text={t('held.custom', { type: content.type })} />
    case 'text':
    case 'reaction':
      return <Words text={text} />
  }
}

/** What was tapped, rather than written. */
function Chosen({ title, description }: { readonly title: string; readonly description: string | undefined }) {
  return (
    <div className="grid gap-0.5">
      <p className="text-small text-quiet">{t('held.chose')}</p>
      <p dir="auto" className="wrap-anywhere font-medium">
        {title}
      </p>
      {description && (
        <p dir="auto" className="wrap-anywhere text-quiet">
          {description}
        </p>
      )}
    </div>
  )
}

function Told({ text, more }: { readonly text: string; readonly more?: string | undefined }) {
  return (
    <p dir="auto" className="wrap-anywhere text-quiet italic">
      {text}
      {more && <span className="block text-small">{more}</span>}
    </p>
  )
}
