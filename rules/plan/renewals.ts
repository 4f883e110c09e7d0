import { certificationDuties } from '../certification/owed.ts';
import { managementTrackerOf } from '../organisation.ts';
import type { Duty, Programme, SecretRef, Tracker } from '../programme.ts';
import type { LocalDate } from '../time.ts';
import { expiriesOf } from './expiries.ts';

/** Days before a token's last day at which its renewal opens, and `doctor` begins to speak of it. */
export const RENEWAL_DAYS = 30;

/**
 * @returns what a programme owes: its duties, the renewal of each token whose last day it states, what its certificate demands, and the
 * renewal of expiring competences. A token that has run out stops everything at its tracker, so its renewal is a duty like any other; its
 * date is somebody else's, hence L3.
 */
export function owedBy(programme: Programme): Duty[] {
  return [
    ...programme.duties,
    ...programme.trackers.flatMap((tracker) => renewalOf(programme, tracker)),
    ...certificationDuties(programme),
    ...expiriesOf(programme),
  ];
}

/** @returns the last day of a tracker's token, where the programme states it. */
export function expiryOf({ login }: Tracker): LocalDate | undefined {
  return 'expires' in login ? login.expires : undefined;
}

function renewalOf(programme: Programme, tracker: Tracker): Duty[] {
  const { login, id } = tracker;
  const expires = expiryOf(tracker);
  if (!expires || !('token' in login)) return [];
  return [
    {
      // No duty of the file can be called so.
      id: `renewal:${id}`,
      kind: 'evidence-request',
      title: `Renew the token of ${id}`,
      ask: `Renew the token with which dutybound works at ${tracker.target}: after its last day nothing is opened or read there.`,
      clauses: ['A.5.17'],
      process: programme.processes[0]?.id ?? '',
      owner: 'role:lead',
      selfVerification: false,
      first: expires,
      shift: 'previous',
      lead: { unit: 'days', n: RENEWAL_DAYS },
      ladder: 'L3',
      missedGrade: 'minor',
      external: true,
      subjects: [],
      instructions: [
        'Make a new token for the same account, with the same rights.',
        `Put it into ${placeOf(login.token)}, and restart what runs.`,
        `Write its last day into isms.yaml, as trackers.${id}.token_expires; then dutybound doctor, and dutybound apply.`,
      ],
      evidence: [{ id: 'expires', text: 'the last day of the new token', file: false, kept: false }],
      tracker: managementTrackerOf(programme),
    },
  ];
}

function placeOf(ref: SecretRef): string {
  return 'env' in ref ? `the environment variable ${ref.env}` : `the file ${ref.file}`;
}
