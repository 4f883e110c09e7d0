import { createHash } from 'node:crypto';
import { NoticeError, type NoticeFault, withoutSecrets } from './error.ts';
import { type ChannelOptions, DEFAULT_TIMEOUT_MS, type Notice, type Notices } from './notices.ts';

export interface MailOptions extends ChannelOptions {
  /** Sender as printed in the mail: `ISMS <isms@example.org>`. */
  from: string;
}

const FIX = 'Check notices.mail in isms.yaml.';
const ALLOWED = 'smtp://USER:PASSWORD@HOST:PORT or smtps://… of a server that answers';
/** What goes out in quick succession, such as a Monday's notices, shares one connection; servers count them. */
const IDLE_MS = 1_000;
const LOOPBACK = ['localhost', '127.0.0.1', '::1', '[::1]'];

/** Mail by SMTP. `url` is `smtp://user:password@host:587` (STARTTLS, demanded where a password goes to another machine) or `smtps://`. */
export function createMail(options: MailOptions): Notices {
  const { host, hostname, secrets, domain } = addressesOf(options);
  const timeout = options.timeoutMs ?? DEFAULT_TIMEOUT_MS;
  const open = async () =>
    (await import('nodemailer')).createTransport({
      url: options.url,
      pool: true,
      maxConnections: 1,
      maxMessages: Number.POSITIVE_INFINITY,
      idleTimeout: IDLE_MS,
      // Whether a mail that failed goes out again is decided by whoever sends it.
      maxRequeues: 0,
      requireTLS: secrets.length > 0 && !LOOPBACK.includes(hostname),
      connectionTimeout: timeout,
      greetingTimeout: timeout,
      socketTimeout: timeout,
      dnsTimeout: timeout,
      disableFileAccess: true,
      disableUrlAccess: true,
    });
  let opened: ReturnType<typeof open> | undefined;
  const transport = () => {
    opened ??= open();
    return opened;
  };
  const failure = (error: unknown, what: string) => {
    const fault = faultOf(error);
    const said = withoutSecrets(error instanceof Error ? error.message : String(error), secrets);
    return new NoticeError(
      `mail server ${host} ${fault === 'refused' ? 'refused' : 'did not take'} ${what}: ${said}. ${FIX}`,
      fault,
    );
  };

  return {
    async send(notice: Notice) {
      const { name, mail } = notice.to;
      if (!mail) throw new NoticeError(`${name} has no mail address. Add one under people in isms.yaml.`, 'refused');
      try {
        await (await transport()).sendMail({
          from: options.from,
          to: { name, address: mail },
          subject: notice.subject,
          text: `${notice.lines.join('\n\n')}\n`,
          messageId: messageId(notice.key, domain),
          headers: { 'Auto-Submitted': 'auto-generated' },
          signal: AbortSignal.timeout(timeout),
        });
      } catch (error) {
        throw failure(error, `notice ${notice.key}`);
      }
      return { accepted: options.now() };
    },

    async check() {
      try {
        await (await transport()).verify();
        return [];
      } catch (error) {
        const found = failure(error, 'our greeting').message.replace(` ${FIX}`, '');
        return [{ what: 'mail', found, fix: FIX, allowed: ALLOWED, blocks: true }];
      }
    },
  };
}

function addressesOf(options: MailOptions) {
  try {
    const { protocol, host, hostname, username, password } = new URL(options.url);
    if (!hostname || !['smtp:', 'smtps:'].includes(protocol)) throw new Error('not SMTP');
    const secrets = [username, password].filter(Boolean).map(decodeURIComponent);
    return { host, hostname, secrets, domain: /@([\w.-]+)/.exec(options.from)?.[1] ?? hostname };
  } catch {
    throw new NoticeError(
      `notices.mail.smtp is no SMTP address. Write smtp://USER:PASSWORD@HOST:PORT or smtps://...`,
      'refused',
    );
  }
}

/** The same key gives the same Message-ID, by which a mail that was sent twice is recognised as one. */
function messageId(key: string, domain: string): string {
  return `<${createHash('sha256').update(key).digest('hex').slice(0, 32)}@${domain}>`;
}

// RFC 5321, 4.2.1: 4yz is a transient answer, 5yz a permanent one. No answer at all is an unknown outcome.
function faultOf(error: unknown): NoticeFault {
  if (typeof error !== 'object' || error === null) return 'unreachable';
  if ('responseCode' in error && Number(error.responseCode) >= 500) return 'refused';
  return 'code' in error && error.code === 'EAUTH' && !('responseCode' in error) ? 'refused' : 'unreachable';
}
