import { type ClipboardEvent, type KeyboardEvent, type RefObject, useLayoutEffect } from 'react'
import { CANNED_LIST, optionId } from './canned-list.tsx'

interface WritingFieldProps {
  readonly field: RefObject<HTMLTextAreaElement | null>
  readonly text: string
  readonly label: string
  readonly placeholder: string
  readonly disabled: boolean
  /** Words stay as they are for a moment: they are being sent, or fetched. */
  readonly readOnly: boolean
  readonly fault: string | undefined
  readonly onText: (text: string) => void
  readonly onSend: () => void
  readonly onFiles: (files: readonly File[]) => void
  /** Keys that somebody else wants first: says whether it took this one. */
  readonly onKey: (event: KeyboardEvent<HTMLTextAreaElement>) => boolean
  readonly onFocus: (isFocused: boolean) => void
  /** The option that is marked, where a list stands above. */
  readonly listbox: number | undefined
}

const growsByItself = CSS.supports('field-sizing', 'content')
const hasKeyboard = () => !window.matchMedia('(pointer: coarse)').matches
/** What the server keeps of a draft; longer than anybody writes, and than a note may be. */
const LONGEST_DRAFT = 20_000
/** Some browsers say that letters are being composed only by this number. */
const COMPOSING = 229

/** Grows with its words, up to two fifths of the window. Enter sends, Shift+Enter begins a line, Escape leaves. */
export function WritingField(props: WritingFieldProps) {
  const { field, text, label, placeholder, disabled, readOnly, fault, listbox } = props
  useLayoutEffect(() => {
    const { current } = field
    if (growsByItself || !current) return
    current.style.height = 'auto'
    current.style.height = `${text ? current.scrollHeight : 0}px`
  }, [field, text])

  function onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>) {
    if (event.nativeEvent.isComposing || event.keyCode === COMPOSING) return
    if (props.onKey(event)) return void event.preventDefault()
    if (event.key === 'Escape') return event.currentTarget.blur()
    // Phones have no other key for a new line; there the button sends.
    if (event.key !== 'Enter' || event.shiftKey || event.altKey || !hasKeyboard()) return
    event.preventDefault()
    props.onSend()
  }

  function onPaste(event: ClipboardEvent) {
    const files = [...event.clipboardData.files]
    if (files.length === 0 || event.clipboardData.types.includes('text/plain')) return
    event.preventDefault()
    props.onFiles(files)
  }

  return (
    <textarea
      ref={field}
      name="text"
      dir="auto"
      rows={2}
      value={text}
      disabled={disabled}
      readOnly={readOnly}
      aria-label={label}
      aria-invalid={fault ? true : undefined}
      aria-busy={readOnly || undefined}
      {...(listbox !== undefined && {
        'aria-controls': CANNED_LIST,
        'aria-activedescendant': listbox < 0 ? undefined : optionId(listbox),
        'aria-autocomplete': 'list' as const,
      })}
      placeholder={placeholder}
      autoComplete="off"
      spellCheck
      maxLength={LONGEST_DRAFT}
      enterKeyHint="enter"
      onChange={(event) => props.onText(event.target.value)}
      onKeyDown={onKeyDown}
      onPaste={onPaste}
      onFocus={() => props.onFocus(true)}
      onBlur={({ relatedTarget }) => props.onFocus(relatedTarget?.closest('[data-canned]') != null)}
      className="scrolls field-sizing-content max-h-[40dvh] min-h-13 w-full resize-none bg-transparent px-3 py-2 outline-none placeholder:text-quiet disabled:cursor-not-allowed disabled:text-quiet max-md:text-lead"
    />
  )
}
