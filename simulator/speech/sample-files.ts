/** The smallest file of each kind, for messages that are sent without one. */
const base64 = (text: string) => Buffer.from(text, 'base64')

const JPEG = base64(
  '/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP//////////////////////////////////////////////////////////////////////////////////////wgALCAABAAEBAREA/8QAFBABAAAAAAAAAAAAAAAAAAAAAP/aAAgBAQABPxA=',
)
const WEBP = base64('UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==')
/** One second of silence. */
const OGG = base64(
  'T2dnUwACAAAAAAAAAAABAAAAAAAAAFedtgsBE09wdXNIZWFkAQE4AYA+AAAAAABPZ2dTAAAAAAAAAAAAAAEAAAABAAAAf7WAxgETT3B1c1RhZ3MDAAAAc2ltAAAAAE9nZ1MABIC7AAAAAAAAAQAAAAIAAADpVDPGMgMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMD+P/++P/++P/++P/++P/++P/++P/++P/++P/++P/++P/++P/++P/++P/++P/++P/++P/++P/++P/++P/++P/++P/++P/++P/++P/++P/++P/++P/++P/++P/++P/++P/++P/++P/++P/++P/++P/++P/++P/++P/++P/++P/++P/++P/++P/++P/++P/++P/++P/++P/++P/+',
)
/** A head without a film: enough for whoever looks at what kind of file it is. */
const MP4 = base64('AAAAGGZ0eXBtcDQyAAAAAG1wNDJpc29t')
const PDF = Buffer.from(`%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 72 72]>>endobj
trailer<</Root 1 0 R>>
%%EOF
`)

export const SAMPLE_FILES = {
  image: { mime: 'image/jpeg', bytes: JPEG },
  video: { mime: 'video/mp4', bytes: MP4 },
  audio: { mime: 'audio/ogg; codecs=opus', bytes: OGG },
  document: { mime: 'application/pdf', bytes: PDF, filename: 'invoice.pdf' },
  sticker: { mime: 'image/webp', bytes: WEBP },
}
