import type { Sandbox } from '../../../sandbox/sandbox.ts';
import { ENGINE, REPO } from '../../engine/harness/company.ts';

type Fault = Parameters<Sandbox['faults']['add']>[0];

/** What goes wrong at the tracker and in the mail, by name, each until it is lifted or was taken often enough. */
export const TROUBLES = {
  'timeout-before-write': { kind: 'timeout-before-write', times: 3 },
  'timeout-after-write': { kind: 'timeout-after-write', times: 3 },
  hang: { kind: 'hang', ms: 9_500, times: 4, login: ENGINE },
  slow: { kind: 'hang', ms: 700, login: ENGINE },
  'error-before-write': { kind: 'error-before-write', times: 3 },
  'error-after-write': { kind: 'error-after-write', times: 3 },
  'too-many-requests': { kind: 'too-many-requests', times: 2, retryAfter: 2 },
  'primary-limit': { kind: 'primary-limit', times: 2, retryAfter: 2 },
  'secondary-limit': { kind: 'secondary-limit', times: 2, retryAfter: 2 },
  'list-lag': { kind: 'list-lag', ms: 4_000 },
  'labels-dropped': { kind: 'labels-dropped', times: 2 },
  'assignees-dropped': { kind: 'assignees-dropped', times: 2 },
  'token-revoked': { kind: 'token-revoked', login: ENGINE },
  'permission-removed': { kind: 'permission-removed', login: ENGINE },
  'read-only': { kind: 'read-only', login: ENGINE },
  unreachable: { kind: 'unreachable' },
  'hook-lost': { kind: 'hook-lost' },
  'hook-doubled': { kind: 'hook-doubled' },
  'hook-reordered': { kind: 'hook-reordered', times: 6 },
  'hook-delayed': { kind: 'hook-delayed', ms: 5_000 },
  'mail-refused': { kind: 'mail-refused' },
  'chat-refused': { kind: 'chat-refused' },
} as const satisfies Record<string, Fault>;
export type Trouble = keyof typeof TROUBLES;

/** @returns the fault as the sandbox takes it. What comes from outside the repository, mail and chat, knows none. */
export function faultOf(trouble: Trouble): Fault {
  const fault: Fault = TROUBLES[trouble];
  return fault.kind === 'mail-refused' || fault.kind === 'chat-refused' || fault.kind === 'token-revoked'
    ? fault
    : { ...fault, repository: REPO };
}
