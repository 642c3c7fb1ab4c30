import { type FormEvent, useId, useMemo, useRef, useState } from 'react'
import type { KnownTemplate } from '../../../src/http/wire.ts'
import { Button } from '../parts/button.tsx'
import { Field } from '../parts/field.tsx'
import { Refused } from '../wire/ask.ts'
import { upload } from '../wire/replies.ts'
import { t } from '../words/t.ts'
import { labelOf } from './blank-label.ts'
import type { PickerProps } from './template-picker.tsx'
import { TemplatePreview } from './template-preview.tsx'
import { contentOf, faultsIn, shapeOf, type Values, valuesIn } from './template-shape.ts'

/** What a template leaves open, beside how the customer will see it. */
export function TemplateForm({
  template,
  row,
  sendWords,
  busy,
  unsent,
  filled,
  onSend,
  onClose,
}: PickerProps & { readonly template: KnownTemplate }) {
  const shape = useMemo(() => shapeOf(template), [template])
  const [values, setValues] = useState<Values>(() =>
    filled?.id === template.id ? valuesIn(shape, filled.content) : {},
  )
  const [isTried, setTried] = useState(false)
  const header = useHeaderFile(row.id, shape.media)
  const form = useRef<HTMLFormElement>(null)
  const faults = faultsIn(shape, values, isTried)
  const headerFault = header.fault ?? (isTried && shape.media && !header.file ? t('template.missingFile') : undefined)

  async function onSubmit(event: FormEvent) {
    event.preventDefault()
    // What stands in the desk behind this dialog is a form as well.
    event.stopPropagation()
    setTried(true)
    const isWrong = Object.keys(faultsIn(shape, values, true)).length > 0 || (shape.media && !header.file)
    if (isWrong || busy) {
      requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus())
      return
    }
    if (await onSend(contentOf(template, shape, { values, media: header.file }))) onClose()
  }

  if (shape.isForPrograms)
    return (
      <div className="grid grid-cols-1 gap-4">
        <TemplatePreview stays shape={shape} values={values} media={undefined} />
        <p className="text-quiet">{t('template.forPrograms')}</p>
      </div>
    )
  return (
    <form ref={form} noValidate onSubmit={(event) => void onSubmit(event)} className="grid grid-cols-1 gap-4">
      <TemplatePreview stays shape={shape} values={values} media={header.file?.name} />
      {shape.media && <HeaderFile kind={shape.media} {...header} fault={headerFault} />}
      {shape.blanks.map((blank) => (
        <Field
          key={blank.key}
          name={blank.key}
          dir="auto"
          label={labelOf(blank)}
          placeholder={blank.example ? t('template.example', { example: blank.example }) : undefined}
          fault={faults[blank.key] && t(faults[blank.key]!, { most: blank.most })}
          value={values[blank.key] ?? ''}
          autoComplete="off"
          onChange={(event) => setValues({ ...values, [blank.key]: event.target.value })}
        />
      ))}
      {unsent && (
        <p role="alert" className="rounded-md bg-danger-soft px-3 py-2 text-danger">
          {reasonOf(unsent)}
        </p>
      )}
      <div className="sticky bottom-0 -mx-5 -mb-5 flex justify-end gap-2 bg-raised px-5 py-3">
        <Button onClick={onClose}>{t('act.cancel')}</Button>
        <Button type="submit" look="primary" busy={busy || header.share !== undefined}>
          {sendWords}
        </Button>
      </div>
    </form>
  )
}

function reasonOf(unsent: NonNullable<PickerProps['unsent']>): string {
  switch (unsent.kind) {
    case 'newer':
      return t('template.newer')
    case 'moved':
      return t('template.moved')
    case 'refused':
      return t('composer.refused', { reason: unsent.reason })
    case 'closed':
      return t('composer.closed')
    case 'unreachable':
      return t('template.unreachable')
  }
}

interface Chosen {
  readonly id: string
  readonly name: string
}

function useHeaderFile(conversation: string, wanted: string | undefined) {
  const [file, setFile] = useState<Chosen>()
  const [share, setShare] = useState<number>()
  const [fault, setFault] = useState<string>()
  async function choose(given: File) {
    setFault(undefined)
    setFile(undefined)
    setShare(0)
    try {
      const { signal } = new AbortController()
      const uploaded = await upload(conversation, given, { onProgress: setShare, signal })
      if (uploaded.kind === wanted) setFile({ id: uploaded.id, name: uploaded.name })
      else setFault(t('template.wrongFile'))
    } catch (error) {
      setFault(error instanceof Refused && error.message ? error.message : t('composer.fileFailed'))
    } finally {
      setShare(undefined)
    }
  }
  return { file, share, fault, choose }
}

const ACCEPTED = { image: 'image/jpeg,image/png', video: 'video/mp4,video/3gpp', document: '*' }

function HeaderFile({
  kind,
  file,
  share,
  fault,
  choose,
}: ReturnType<typeof useHeaderFile> & { readonly kind: 'image' | 'video' | 'document' }) {
  const id = useId()
  return (
    <div className="grid gap-1.5">
      <label htmlFor={id} className="font-medium">
        {t(`template.file.${kind}`)}
      </label>
      <input
        id={id}
        type="file"
        accept={ACCEPTED[kind]}
        aria-invalid={fault ? true : undefined}
        aria-describedby={fault ? `${id}-fault` : undefined}
        onChange={(event) => event.target.files?.[0] && void choose(event.target.files[0])}
        className="min-w-0 rounded-md text-quiet file:me-3 file:h-8 file:rounded-md file:bg-sunken file:px-3 file:font-medium file:text-ink"
      />
      {share !== undefined && <progress aria-label={t('composer.uploading', { name: '' })} value={share} max={1} />}
      {file && <span className="sr-only">{file.name}</span>}
      {fault && (
        <p id={`${id}-fault`} className="text-small text-danger">
          {fault}
        </p>
      )}
    </div>
  )
}
