import { deflateSync } from 'node:zlib'

/** One numbered object of a PDF: a dictionary, perhaps with a stream. */
export interface PdfObject {
  readonly dictionary: string
  readonly stream?: Uint8Array
}

const HELVETICA = '<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>'

/** A PDF of these objects, numbered from 1, with a table of where they stand. The first one is the catalog. */
export function pdfOf(objects: readonly PdfObject[], trailer = ''): Uint8Array {
  const pieces: Buffer[] = [Buffer.from('%PDF-1.7\n')]
  let size = pieces[0]!.length
  const places = objects.map(({ dictionary, stream }, index) => {
    const place = size
    const body = stream
      ? [`${dictionary.replace(/>>$/, `/Length ${stream.length}>>`)}\nstream\n`, stream, '\nendstream']
      : [dictionary]
    for (const piece of [`${index + 1} 0 obj\n`, ...body, '\nendobj\n']) {
      pieces.push(Buffer.from(piece as string))
      size += pieces.at(-1)!.length
    }
    return place
  })
  const table = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('')
  const count = objects.length + 1
  const end = `xref\n0 ${count}\n0000000000 65535 f \n${table}trailer<</Root 1 0 R/Size ${count}${trailer}>>\nstartxref\n${size}\n%%EOF\n`
  return Buffer.concat([...pieces, Buffer.from(end)])
}

/** A page for each text; `count` is how many there are said to be. */
export function pdfSaying(
  texts: readonly string[],
  { count = texts.length, trailer = '', extra = [] as PdfObject[] } = {},
) {
  const pages = texts.flatMap((text, index): PdfObject[] => [
    {
      dictionary: `<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents ${5 + index * 2} 0 R/Resources<</Font<</F 3 0 R>>>>>>`,
    },
    { dictionary: '<</Filter/FlateDecode>>', stream: deflateSync(showing(text)) },
  ])
  const kids = texts.map((_, index) => `${4 + index * 2} 0 R`).join(' ')
  return pdfOf(
    [
      { dictionary: '<</Type/Catalog/Pages 2 0 R>>' },
      { dictionary: `<</Type/Pages/Kids[${kids}]/Count ${count}>>` },
      { dictionary: HELVETICA },
      ...pages,
      ...extra,
    ],
    trailer,
  )
}

const showing = (text: string) =>
  `BT /F 12 Tf 14 TL 50 800 Td ${text
    .split('\n')
    .map((line) => `(${line.replaceAll(/[()\\]/g, '\\$&')}) Tj T*`)
    .join(' ')} ET`

/** Opens with a password that nobody here has. */
export const lockedPdf = () =>
  pdfSaying(['secret'], {
    trailer: `/Encrypt 6 0 R/ID[<${'00'.repeat(16)}><${'00'.repeat(16)}>]`,
    extra: [{ dictionary: `<</Filter/Standard/V 1/R 2/P -4/O<${'01'.repeat(32)}>/U<${'02'.repeat(32)}>>>` }],
  })

/** One page whose content is this stream, as it stands. */
export const pdfWithContent = (stream: Uint8Array, filter: string) =>
  pdfOf([
    { dictionary: '<</Type/Catalog/Pages 2 0 R>>' },
    { dictionary: '<</Type/Pages/Kids[3 0 R]/Count 1>>' },
    {
      dictionary: `<</Type/Page/Parent 2 0 R/MediaBox[0 0 72 72]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>`,
    },
    { dictionary: `<</Filter${filter}>>`, stream },
    { dictionary: HELVETICA },
  ])

/** Forms that show the next one ten times each: a few lines that never end. */
export function laughingPdf(depth = 12) {
  const forms = Array.from({ length: depth }, (_, index): PdfObject => {
    const last = index === depth - 1
    return {
      dictionary: `<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<<${last ? '/Font<</F 4 0 R>>' : `/XObject<</X ${6 + index} 0 R>>`}>>>>`,
      stream: Buffer.from(last ? 'BT /F 9 Tf (ha) Tj ET' : '/X Do '.repeat(10)),
    }
  })
  return pdfOf([
    { dictionary: '<</Type/Catalog/Pages 2 0 R>>' },
    { dictionary: '<</Type/Pages/Kids[3 0 R]/Count 1>>' },
    {
      dictionary: `<</Type/Page/Parent 2 0 R/MediaBox[0 0 72 72]/Contents ${5 + depth} 0 R/Resources<</XObject<</X 5 0 R>>>>>>`,
    },
    { dictionary: HELVETICA },
    ...forms,
    { dictionary: '<<>>', stream: Buffer.from('/X Do') },
  ])
}
