export default function Palette(_: { readonly onClose: () => void; readonly home?: unknown }) {
  return null
}
