import { isAtLeast } from '../../../src/domain/access.ts'
import type { DeskHome } from '../../../src/http/wire.ts'
import words from '../words/en/campaigns.json' with { type: 'json' }
import { learn } from '../words/t.ts'
import { CampaignList } from './list.tsx'
import { NewCampaign } from './new.tsx'
import { OneCampaign } from './one.tsx'

learn(words)

/** A template from one line to many: all there have been, a new one, or one of them. */
export default function Campaigns({ home, at }: { readonly home: DeskHome; readonly at: string | undefined }) {
  const maySend = isAtLeast(home.actor.role, 'supervisor')
  return (
    <div className="scrolls min-w-0 flex-1 bg-ground" key={at}>
      <div className="mx-auto max-w-240 p-6 max-md:p-4">
        {at === undefined || (at === 'new' && !maySend) ? (
          <CampaignList home={home} maySend={maySend} />
        ) : at === 'new' ? (
          <NewCampaign home={home} />
        ) : (
          <OneCampaign home={home} id={at} maySend={maySend} />
        )}
      </div>
    </div>
  )
}
