import type { Path } from '../../config/tree.ts';

/** Everything that `doctor` may find amiss; docs/doctor.md has a row for each. */
export const WHATS = [
  'no-programme',
  'mistake',
  'literal-secret',
  'missing-secret',
  'unreachable',
  'rate-limited',
  'token',
  'access',
  'permission',
  'issues',
  'archived',
  'name',
  'type',
  'field',
  'status',
  'priority',
  'quiet',
  'token-expiry',
  'public',
  'unknown-person',
  'deactivated-person',
  'other-account',
  'engine-account',
  'not-looked-up',
  'no-account',
  'no-webhook',
  'silent-webhook',
  'refused-delivery',
  'wrong-secret',
  'dead-webhook',
  'clock',
  'no-notices',
  'mail',
  'chat',
  'register',
  'chain',
  'projection',
  'nothing-applied',
  'not-applied',
  'pending',
  'planner',
  'backup',
  'open-folder',
  'not-running',
  'temporal',
  'redis',
  'no-workers',
  'servers',
  'failed-look',
] as const;
export type What = (typeof WHATS)[number];

/** What `doctor` found of one thing. */
export interface Finding {
  /** `programme`, a tracker's id, `people`, `clock`, `mail`, `register` … */
  name: string;
  /** A problem is to be mended; a note is for people to know. */
  level: 'ok' | 'note' | 'problem';
  /** What is amiss; absent where all is in order. */
  what?: What;
  /** Where it can be mended: `isms.yaml:31`, a folder, or an option. */
  place?: string;
  found: string;
  fix?: string;
  allowed?: string;
  /** A credential is missing or refused. */
  credentials?: true;
  /** A problem of the running engine alone: `apply` goes ahead. */
  operational?: true;
}

/** Where something stands in the programme: `isms.yaml:31`. */
export type Locate = (...path: Path) => string;

/** @returns what is to be mended. */
export function problemsIn(findings: Finding[]): Finding[] {
  return findings.filter((f) => f.level === 'problem');
}

/** @returns what stands in the way of `apply`. */
export function obstaclesIn(findings: Finding[]): Finding[] {
  return problemsIn(findings).filter((f) => !f.operational);
}
