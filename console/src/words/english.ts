import composer from './en/composer.json' with { type: 'json' }
import entry from './en/entry.json' with { type: 'json' }
import list from './en/list.json' with { type: 'json' }
import panel from './en/panel.json' with { type: 'json' }
import shell from './en/shell.json' with { type: 'json' }
import templates from './en/templates.json' with { type: 'json' }
import thread from './en/thread.json' with { type: 'json' }

/** One catalogue, a file for each part of the desk. */
export const english = { ...shell, ...entry, ...list, ...thread, ...composer, ...panel, ...templates }
