import { NoticeError, withoutSecrets } from './error.ts';
import { type ChannelOptions, DEFAULT_TIMEOUT_MS, type Notice, type Notices } from './notices.ts';

const FIX = 'Check notices.chat in isms.yaml.';
const ALLOWED = 'an incoming webhook, https://…, of a server that answers';
const TRY_LATER = [408, 425, 429];

/**
 * Chat by incoming webhook: posts `{ text }`, which Slack, Mattermost, and others take. `url` holds the webhook's secret. Such a
 * webhook leads into one room, so the text begins with the person's name. Chat has no message id: a repeated notice is seen twice.
 */
export function createChat(options: ChannelOptions): Notices {
  const { host, secrets } = addressesOf(options.url);
  const timeout = options.timeoutMs ?? DEFAULT_TIMEOUT_MS;

  async function ask(init: RequestInit, what: string): Promise<{ status: number; said: string }> {
    try {
      const answer = await fetch(options.url, { ...init, redirect: 'manual', signal: AbortSignal.timeout(timeout) });
      return { status: answer.status, said: withoutSecrets(await answer.text(), secrets) };
    } catch (error) {
      throw new NoticeError(
        `chat ${host} did not take ${what}: ${withoutSecrets(reason(error), secrets)}. ${FIX}`,
        'unreachable',
      );
    }
  }

  return {
    async send(notice: Notice) {
      const what = `notice ${notice.key}`;
      const headers = { 'content-type': 'application/json' };
      const { status, said } = await ask(
        { method: 'POST', headers, body: JSON.stringify({ text: textOf(notice) }) },
        what,
      );
      if (status >= 200 && status < 300) return { accepted: options.now() };
      const fault = status >= 500 || TRY_LATER.includes(status) ? 'unreachable' : 'refused';
      throw new NoticeError(`chat ${host} answered ${status} to ${what}: ${said || 'nothing'}. ${FIX}`, fault);
    },

    async check() {
      try {
        // Only a message would prove the path; that somebody answers is what can be asked without one.
        await ask({ method: 'HEAD' }, 'our greeting');
        return [];
      } catch (error) {
        return [
          { what: 'chat', found: reason(error).replace(` ${FIX}`, ''), fix: FIX, allowed: ALLOWED, blocks: true },
        ];
      }
    },
  };
}

function addressesOf(url: string): { host: string; secrets: string[] } {
  if (!URL.canParse(url) || !/^https?:/.test(url)) {
    throw new NoticeError('notices.chat.webhook is no web address. Paste the incoming webhook, https://...', 'refused');
  }
  const { host, pathname, search, username, password } = new URL(url);
  return { host, secrets: [url, pathname.slice(1), search.slice(1), username, password].filter(Boolean) };
}

// Slack's control characters: unescaped, a title could ring a whole room with `<!channel>`.
function textOf(notice: Notice): string {
  return [`${notice.to.name}: ${notice.subject}`, ...notice.lines]
    .join('\n\n')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}

function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message || error.message : error.message;
}
