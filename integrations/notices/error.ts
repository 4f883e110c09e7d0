import { beginning } from '../../rules/clipped.ts';

/** `unreachable`: try again later, the outcome may be unknown. `refused`: the same notice will be refused again. */
export type NoticeFault = 'unreachable' | 'refused';

/** The only error that a channel throws. The message carries host and the provider's answer, never a credential. */
export class NoticeError extends Error {
  override readonly name = 'NoticeError';
  readonly fault: NoticeFault;

  constructor(message: string, fault: NoticeFault) {
    super(message);
    this.fault = fault;
  }
}

const SHORTEST_SECRET = 4;

/** @returns `text` on one line of at most 300 characters without any of the `secrets`, as they are or percent-encoded. */
export function withoutSecrets(text: string, secrets: string[]): string {
  const forms = secrets.flatMap((secret) => [secret, encodeURIComponent(secret)]);
  const clean = forms
    .filter((form) => form.length >= SHORTEST_SECRET)
    .reduce((line, form) => line.replaceAll(form, '[secret]'), text);
  return beginning(clean.replace(/\s+/g, ' ').trim(), 300);
}
