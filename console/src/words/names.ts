import { t } from './t.ts'

/** What somebody is called where nothing better is known: the name they chose, else their number. */
export const nameOf = ({ name, phone }: { readonly name?: string | undefined; readonly phone?: string | undefined }) =>
  name ?? phone ?? t('customer.nameless')
