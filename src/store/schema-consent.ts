import type { Dialect } from './dialect.ts'

/** Who wants marketing and who does not, with the proof. Rows are added and never changed. */
export const consentTables = ({ id, text, ms }: Dialect['types']): string[] => [
  // `origin`: whose it was before two were found to be one.
  `create table consents (
    business ${text} not null, customer ${id} not null, id ${id} not null, origin ${id} not null, state ${text} not null, source ${text} not null,
    evidence ${text} not null, words ${text}, line ${text}, person ${text}, person_name ${text}, at ${ms} not null, recorded_at ${ms} not null,
    primary key (business, customer, id))`,
  'create unique index consents_once on consents (business, customer, origin, source, evidence, state)',
  'create index consents_by_evidence on consents (business, evidence)',
]
