import { channelOf, type Target, type Targets } from '../domain/target.ts'
import type { PostOutcome, Posts } from '../flows/post.ts'
import type { KeptPost } from '../flows/store.ts'
import type { createMailer, Smtp } from './email.ts'
import { type Outside, refused } from './request.ts'
import { sendToSlack } from './slack.ts'
import { sendToWebhook } from './webhook.ts'
import { type SendTo, sendToWhatsApp } from './whatsapp.ts'

export interface PostsOptions {
  readonly targets: Targets
  readonly smtp: Smtp | undefined
  readonly reach: Outside
  /** To a phone that the configuration names. */
  readonly whatsapp: SendTo
}

/** The places that the configuration names, each by the name that agents know. */
export function createPosts({ targets, smtp, reach, whatsapp }: PostsOptions): Posts {
  let mailer: ReturnType<typeof createMailer> | undefined

  /** Whoever writes no e-mails need not keep a mailer in memory: it is the largest thing there would be. */
  async function mail(target: { email: string }, post: KeptPost): Promise<PostOutcome> {
    if (!smtp) return refused('no mail server is configured')
    const email = await import('./email.ts')
    mailer ??= email.createMailer(smtp)
    return mailer(target, post)
  }

  async function sendTo(target: Target, post: KeptPost): Promise<PostOutcome> {
    if ('slack' in target) return sendToSlack(target, post, reach)
    if ('webhook' in target) return sendToWebhook(target, post, reach)
    if ('whatsapp' in target) return sendToWhatsApp(target, post, whatsapp)
    return mail(target, post)
  }

  return {
    async send(post) {
      const target = Object.hasOwn(targets, post.target) ? targets[post.target] : undefined
      if (!target) return refused('there is no such target any more')
      // Somebody has given the name to another kind of place meanwhile: the message was not written for it.
      if (channelOf(target) !== post.channel) return refused(`the target is for ${channelOf(target)} now`)
      return sendTo(target, post)
    },
  }
}
