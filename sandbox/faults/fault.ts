import type { Access } from '../store/model.ts';

export const faultKinds = [
  'timeout-before-write',
  'timeout-after-write',
  'hang',
  'error-before-write',
  'error-after-write',
  'too-many-requests',
  'primary-limit',
  'secondary-limit',
  'list-lag',
  'search-lag',
  'write-conflict',
  'transition-removed',
  'issue-limit',
  'labels-dropped',
  'assignees-dropped',
  'token-revoked',
  'permission-removed',
  'read-only',
  'unreachable',
  'hook-lost',
  'hook-doubled',
  'hook-reordered',
  'hook-delayed',
  'mail-refused',
  'chat-refused',
] as const;
export type FaultKind = (typeof faultKinds)[number];

/** What goes wrong, and when. Everything but `kind` narrows it down or sets its size. */
export interface Fault {
  readonly kind: FaultKind;
  /** How often it happens; without it until lifted. */
  readonly times?: number | undefined;
  /** Regular expression for the method. Without it the two time-outs and errors around writes hit writes only. */
  readonly method?: string | undefined;
  /** Regular expression for the path below the API's root; for hook faults for `event.action`; for chat the channel. */
  readonly path?: string | undefined;
  readonly login?: string | undefined;
  /** `owner/name`, or a project's key. */
  readonly repository?: string | undefined;
  /** From 0 to 1; the same `seed` gives the same sequence. */
  readonly probability?: number | undefined;
  readonly seed?: number | undefined;
  /** `hang`, `list-lag`, `search-lag`, `hook-delayed`: how long, ms (default 1000; the two lags by the sandbox's clock). */
  readonly ms?: number | undefined;
  /** `error-before-write`, `error-after-write`: the status, default 502. */
  readonly status?: number | undefined;
  /** The three limits: seconds until a retry is welcome, default 60. */
  readonly retryAfter?: number | undefined;
  /** `permission-removed`: what is left, default none. */
  readonly access?: Access | undefined;
}

export interface Circumstances {
  readonly method?: string;
  readonly path?: string;
  readonly login?: string | undefined;
  readonly repository?: string | undefined;
}

const aroundWrites: readonly FaultKind[] = [
  'timeout-before-write',
  'timeout-after-write',
  'error-before-write',
  'error-after-write',
];

/** Whether the fault fits what is going on. Throws a SyntaxError for a bad regular expression. */
export function matches(fault: Fault, at: Circumstances): boolean {
  const method = fault.method ?? (aroundWrites.includes(fault.kind) ? 'POST|PUT|PATCH|DELETE' : '');
  return (
    new RegExp(method).test(at.method ?? '') &&
    new RegExp(fault.path ?? '').test(at.path ?? '') &&
    same(fault.login, at.login) &&
    same(fault.repository, at.repository)
  );
}

function same(wanted: string | undefined, found: string | undefined): boolean {
  return wanted === undefined || wanted.toLowerCase() === found?.toLowerCase();
}
