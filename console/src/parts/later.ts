import { useEffect, useState } from 'react'

/** True after so long: what is there sooner never flashes a skeleton. */
export function useLater(ms: number): boolean {
  const [later, setLater] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLater(true), ms)
    return () => clearTimeout(timer)
  }, [ms])
  return later
}
