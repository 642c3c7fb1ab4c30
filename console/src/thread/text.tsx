import { memo, type ReactNode } from 'react'
import { isOnlyEmoji, type Piece, pieces } from './whatsapp-marks.ts'

/** What somebody wrote: text nodes and elements that we make, whatever stands in it. */
export const Words = memo(function Words({ text }: { readonly text: string }) {
  if (isOnlyEmoji(text))
    return (
      <p dir="auto" className="text-title">
        {text}
      </p>
    )
  return (
    <p dir="auto" className="wrap-anywhere whitespace-pre-wrap">
      {drawn(pieces(text))}
    </p>
  )
})

/** For captions, bodies of cards and notes: without a paragraph of their own. */
export const Inline = ({ text }: { readonly text: string }) => <>{drawn(pieces(text))}</>

const drawn = (all: readonly Piece[]): ReactNode => [...all.entries()].map(([key, piece]) => drawnOne(piece, key))

function drawnOne(piece: Piece, key: number): ReactNode {
  switch (piece.kind) {
    case 'text':
      return piece.text
    case 'code':
      return (
        <code key={key} className={`font-mono text-small ${piece.block ? 'block' : 'rounded-sm bg-hover px-1'}`}>
          {piece.text}
        </code>
      )
    case 'link':
      return (
        <OutsideLink key={key} href={piece.href}>
          {piece.text}
        </OutsideLink>
      )
    case 'bold':
      return (
        <strong key={key} className="font-semibold">
          {drawn(piece.pieces)}
        </strong>
      )
    case 'italic':
      return <em key={key}>{drawn(piece.pieces)}</em>
    case 'strike':
      return <s key={key}>{drawn(piece.pieces)}</s>
  }
}

/** Whoever made the address learns nothing of us, and gets no hold of this page. */
export function OutsideLink({ href, children }: { readonly href: string; readonly children: ReactNode }) {
  return (
    <a
      href={href}
      target="_blank"
      rel="noopener noreferrer nofollow"
      className="text-accent underline underline-offset-2"
    >
      {children}
    </a>
  )
}
