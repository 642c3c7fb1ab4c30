import { FileText } from 'lucide-react'
import { type DragEvent, useId, useState } from 'react'
import type { DeskHome } from '../../../src/http/wire.ts'
import { labelOf } from '../composer/blank-label.ts'
import type { Blank, Shape } from '../composer/template-shape.ts'
import { Field, SelectField } from '../parts/field.tsx'
import { t } from '../words/t.ts'
import { type Column, type Filling, readList } from './columns.ts'
import { Choice, Said, Step } from './parts.tsx'
import { type Entered, fillingOf, type Missing } from './plan.ts'
import { WhichCustomers } from './which-customers.tsx'

interface AudienceProps {
  readonly home: DeskHome
  readonly entered: Entered
  readonly set: (change: Partial<Entered>) => void
  readonly shape: Shape | undefined
  readonly columns: readonly Column[]
  readonly faults: Missing
}

/** Who gets it, and what each of them reads. */
export function Audience({ home, entered, set, shape, columns, faults }: AudienceProps) {
  const line = home.lines.find(({ name }) => name === entered.line)?.displayName ?? ''
  return (
    <Step nth={2} title={t('campaigns.who')}>
      <Choice
        legend={t('campaigns.whoFrom')}
        value={entered.audience}
        choices={[
          ['list', t('campaigns.fromList')],
          ['customers', t('campaigns.fromCustomers', { line })],
        ]}
        onChange={(audience) => set({ audience })}
      />
      {entered.audience === 'list' ? (
        <ListField entered={entered} set={set} fault={faults.list && t(faults.list)} />
      ) : (
        <WhichCustomers asked={entered.asked} set={(asked) => set({ asked: { ...entered.asked, ...asked } })} />
      )}
      {shape && columns.length > 0 && shape.blanks.length > 0 && (
        <fieldset className="grid grid-cols-[minmax(0,1fr)] gap-4">
          <legend className="mb-2 font-medium">{t('campaigns.fill')}</legend>
          {shape.blanks.map((blank) => (
            <Fill
              key={blank.key}
              blank={blank}
              columns={blank.part === 'place' ? [] : columns}
              filling={fillingOf(entered, blank, columns)}
              fault={faults[blank.key] && t(faults[blank.key]!)}
              onChange={(filling) => set({ fillings: { ...entered.fillings, [blank.key]: filling } })}
            />
          ))}
        </fieldset>
      )}
    </Step>
  )
}

/** As much as the server reads of one. */
const LARGEST = 15_000_000

function ListField({
  entered: { list },
  set,
  fault,
}: Pick<AudienceProps, 'entered' | 'set'> & { readonly fault: string | undefined }) {
  const id = useId()
  const [wrong, setWrong] = useState<string>()
  const [isOver, setOver] = useState(false)

  async function take(file: File | undefined) {
    if (!file) return
    if (file.size > LARGEST) return setWrong(t('campaigns.tooLarge'))
    const read = await readList(file).catch(() => undefined)
    if (!read || read.columns.length === 0) return setWrong(t('campaigns.noList', { name: file.name }))
    setWrong(undefined)
    set({ list: read })
  }
  const drop = {
    onDragOver(event: DragEvent) {
      event.preventDefault()
      setOver(true)
    },
    onDragLeave: () => setOver(false),
    onDrop(event: DragEvent) {
      event.preventDefault()
      setOver(false)
      void take(event.dataTransfer.files[0])
    },
  }
  return (
    <div>
      <label
        htmlFor={id}
        {...drop}
        data-over={isOver || undefined}
        className="grid cursor-pointer justify-items-center gap-1 rounded-lg border border-dashed border-edge px-4 py-5 text-center hover:bg-hover has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent data-over:bg-accent-soft"
      >
        <input
          id={id}
          type="file"
          accept=".csv,.txt,text/csv"
          aria-invalid={fault ? true : undefined}
          aria-describedby={`${id}-more`}
          className="sr-only"
          onChange={({ target }) => {
            void take(target.files?.[0])
            // The same file may be chosen anew, once it is mended.
            target.value = ''
          }}
        />
        <span className="flex max-w-full items-center gap-2 font-medium text-accent">
          <FileText aria-hidden className="size-4 shrink-0" />
          <bdi className="min-w-0 wrap-anywhere">{list?.name ?? t('campaigns.list')}</bdi>
        </span>
        <span id={`${id}-more`} className="text-small text-quiet wrap-anywhere">
          {list
            ? t('campaigns.columns', { columns: list.columns.map(({ shown }) => shown).join(', ') })
            : t('campaigns.listMore')}
        </span>
        {list && <span className="text-small text-accent">{t('campaigns.otherList')}</span>}
      </label>
      {(wrong ?? fault) && <Said>{wrong ?? fault}</Said>}
    </div>
  )
}

/** What stands for a variable: a column, or the same for all. */
function Fill({
  blank,
  columns,
  filling,
  fault,
  onChange,
}: {
  readonly blank: Blank
  readonly columns: readonly Column[]
  readonly filling: Filling
  readonly fault: string | undefined
  readonly onChange: (filling: Filling) => void
}) {
  const label = labelOf(blank)
  return (
    <div className="grid items-start gap-x-4 gap-y-2 sm:grid-cols-2">
      {columns.length > 0 && (
        <SelectField
          label={label}
          value={filling.column}
          choices={[...columns.map(({ name, shown }) => [name, shown] as const), ['', t('campaigns.sameForAll')]]}
          onChange={({ target }) => onChange({ column: target.value, text: '' })}
        />
      )}
      <Field
        label={columns.length === 0 ? label : t(filling.column ? 'campaigns.otherwise' : 'campaigns.words')}
        dir="auto"
        autoComplete="off"
        fault={fault}
        maxLength={blank.most}
        placeholder={filling.column ? undefined : blank.example}
        value={filling.text}
        onChange={({ target }) => onChange({ ...filling, text: target.value })}
      />
    </div>
  )
}
