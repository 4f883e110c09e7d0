import { NoticeError } from './error.ts';
import type { Notice, Notices } from './notices.ts';

/** One port over the channels that are set up; each notice goes by the channel that it names. */
export function createNotices(channels: { mail?: Notices; chat?: Notices }): Notices {
  return {
    async send(notice: Notice) {
      const channel = channels[notice.channel];
      if (!channel) {
        const fix = `Add notices.${notice.channel} to isms.yaml, or choose another channel for ${notice.to.name}.`;
        throw new NoticeError(`no ${notice.channel} is set up for notice ${notice.key}. ${fix}`, 'refused');
      }
      return channel.send(notice);
    },

    async check() {
      const found = await Promise.all(Object.values(channels).map((channel) => channel.check()));
      return found.flat();
    },
  };
}
