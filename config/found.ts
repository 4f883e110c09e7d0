import type { Path } from './tree.ts';

const LONGEST = 60;
const LONGEST_KEY = 40;
/** What is longer is not searched for secrets, which takes the square of its length, and so not shown. */
const LONGEST_SEARCHED = 2000;

/** Fields beneath `trackers` and `notices` that may be printed; whatever else stands there may be a secret in the wrong place. */
const OPEN_FIELDS = [
  ...['kind', 'repository', 'project', 'type', 'subtask_type', 'token_expires', 'installation', 'quiet'],
  ...['status', 'resolution', 'priority', 'open', 'done', 'dropped', 'task', 'minor', 'major'],
  ...['sweep', 'settle', 'allow_public', 'per_minute', 'per_hour', 'from'],
];

const SECRET_LOOK =
  /gh[a-z]_|github_pat_|xox[a-z]-|ATATT|AKIA|eyJ[\w-]{8}|BEGIN [A-Z ]*KEY|:\S*@|[?&#]\w+=|(?=\S*\d)(?=\S*[a-z])\S{32}/i;

/** @returns whether nothing at this path may be printed, because a secret is expected there or could have slipped there. */
export function isPrivate(path: Path): boolean {
  if (path[0] !== 'trackers' && path[0] !== 'notices') return false;
  return path.length < 3 || !OPEN_FIELDS.includes(String(path.at(-1)));
}

/** Parts of a recurrence rule (RFC 5545): names and numbers of days, each too short for a secret. */
const RULE =
  /^(?:RRULE:)?(?:(?:FREQ|INTERVAL|COUNT|UNTIL|WKST|SKIP|RSCALE|BY[A-Z]{3,8})=[A-Z0-9,+-]{0,19}(?:;|$)){1,8}$/i;

/** @returns what stands at the path, in words for a message; never a secret. */
export function shown(value: unknown, path: Path): string {
  if (value === undefined || value === '') return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value !== 'string') return 'a map';
  if (isPrivate(path)) return 'a text that is not shown here';
  if (value.length > LONGEST_SEARCHED) return `a text of ${value.length} characters`;
  if (SECRET_LOOK.test(value) && !RULE.test(value)) return 'a text that is not shown here';
  return JSON.stringify(value.length > LONGEST ? `${value.slice(0, LONGEST - 1)}…` : value);
}

/** @returns the path as people write it, `duties.access-review.rungs[2].to`; a key that may be a secret is left out. */
export function pathText(path: Path): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === 'number') return `${text}[${step}]`;
    const key = isPlainKey(step) ? step : '(key not shown)';
    return text === '' ? key : `${text}.${key}`;
  }, '');
}

/** @returns whether a key may be printed. */
export function isPlainKey(key: string): boolean {
  return key.length <= LONGEST_KEY && /^[\w .-]+$/.test(key) && !SECRET_LOOK.test(key);
}
