import { dateAt, daysBetween } from '../../rules/calendar/local-day.ts';
import { longDate } from '../../rules/calendar/show.ts';
import { expiryOf, RENEWAL_DAYS } from '../../rules/plan/renewals.ts';
import type { Tracker } from '../../rules/programme.ts';
import type { Instant } from '../../rules/time.ts';
import type { Finding, Locate } from './finding.ts';

/** @returns where a tracker's secret is referred to, as a path below it in the programme. */
export function secretAt({ login }: Tracker): string[] {
  if (login.how === 'app') return ['app', 'private_key'];
  return login.how === 'oauth' ? ['oauth', 'refresh_token'] : ['token'];
}

/** @returns what to do where a tracker refuses the login. */
export function mendingOf({ login, target }: Tracker): { fix: string; allowed: string } {
  if (login.how === 'app')
    return {
      fix: `check the App’s id, installation, and private key, and that it is installed where ${target} is`,
      allowed: 'an App that is installed and may read and write issues',
    };
  if (login.how === 'oauth')
    return {
      fix: `let the account that works in ${target} authorise the app anew, and put its refresh token where this reference points`,
      allowed: 'a refresh token that is in force',
    };
  return {
    fix: `make a token that may read and write the issues of ${target}, and put it where this reference points`,
    allowed: 'a token that is in force',
  };
}

/** Looks whether a token runs out soon, or did. @param zone of the organisation: there its last day ends. */
export function examineToken(tracker: Tracker, zone: string, now: Instant, locate: Locate): Finding[] {
  const expires = expiryOf(tracker);
  if (!expires) return [];
  const left = daysBetween(dateAt(zone, now), expires);
  if (left > RENEWAL_DAYS) return [];
  const place = locate('trackers', tracker.id, 'token_expires');
  const fix = 'make a new one, put it where `token` points, and write its last day here';
  const at = { name: tracker.id, what: 'token-expiry', place, fix, allowed: 'a later day' } as const;
  if (left < 0)
    return [{ ...at, level: 'problem', found: `the token expired on ${longDate(expires)}`, operational: true }];
  return [{ ...at, level: 'note', found: `the token expires on ${longDate(expires)}` }];
}
