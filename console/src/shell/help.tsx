export default function Help(_: { readonly onClose: () => void; readonly home?: unknown }) {
  return null
}
