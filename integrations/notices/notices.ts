import type { Instant } from '../../rules/time.ts';
import type { Shortcoming } from '../tickets/port.ts';

/** A message to one person outside the tracker. */
export interface Notice {
  /** Unique for ever; a repeated notice carries the same one. */
  key: string;
  to: { name: string; mail?: string };
  channel: 'mail' | 'chat';
  subject: string;
  /** Plain text, one paragraph each. */
  lines: string[];
}

/** A way to reach people. Every member has a time-out of its own and throws only `NoticeError`. Nothing here retries. */
export interface Notices {
  /**
   * Hands the notice over. At least once: after an unknown outcome the caller sends it again.
   * @returns when the provider accepted it; only then was the person told.
   * @throws NoticeError
   */
  send(notice: Notice): Promise<{ accepted: Instant }>;

  /** What set-up lacks; empty if notices can be handed over. Sends nothing and does not throw. */
  check(): Promise<Shortcoming[]>;
}

/** The port's own address and what its implementations share. */
export interface ChannelOptions {
  /** Resolved address with its credentials; never printed. */
  url: string;
  /** For the whole of one call, ms. Default 10,000. */
  timeoutMs?: number;
  now: () => Instant;
}

export const DEFAULT_TIMEOUT_MS = 10_000;
