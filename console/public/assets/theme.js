// Before anything is drawn, so that nobody who works in the dark is dazzled by a white page first.
try {
  const theme = localStorage.getItem('wabaton.theme')
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme
} catch {
  // Storage is closed to us: the system decides.
}
