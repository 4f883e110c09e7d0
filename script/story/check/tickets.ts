import { ENGINE } from '../company.ts';
import type { Issue } from '../tracker.ts';
import { type Check, checked } from './check.ts';
import type { Facts } from './facts.ts';

const MARKER = /<!-- dutybound:end \S+ · write below this line · (\S+)\.[0-9a-f]{12} -->/g;
const COMMENT_MARK = /<!-- dutybound:(\S+) -->\s*$/;

/** @returns the keys in the end markers of an issue that dutybound opened; [] for anybody else's. */
export function keysOf({ user, body }: Issue): string[] {
  return user.login === ENGINE ? [...(body ?? '').matchAll(MARKER)].map(([, key]) => key ?? '') : [];
}

/** Each record has exactly one ticket, the one that the register names; no other ticket carries a marker. */
export function ticketsOnce({ issues, ticketed }: Facts): Check {
  const marked = issues.flatMap((issue) => keysOf(issue).map((key) => ({ key, number: `#${issue.number}` })));
  const problems = ticketed.flatMap(({ key, display, ticket_number }) => {
    const numbers = marked.filter((mark) => mark.key === key).map(({ number }) => number);
    if (numbers.length === 1 && numbers[0] === ticket_number) return [];
    return [
      `${display} should have exactly one ticket, ${ticket_number}, but there ${numbers.length === 1 ? 'is' : 'are'} ${numbers.join(', ') || 'none'}`,
    ];
  });
  const strays = marked.filter(({ key }) => !ticketed.some((row) => row.key === key));
  const foreign = strays.map(({ number, key }) => `${number} carries the key ${key}, which no record has`);
  return checked(
    'tickets',
    [...problems, ...foreign],
    `${ticketed.length} records, ${marked.length} tickets, one each`,
  );
}

/** No comment was written twice, and each one that the register calls written is there. */
export function commentsOnce({ comments, effects }: Facts): Check {
  const keys = comments
    .filter(({ user }) => user.login === ENGINE)
    .map(({ body }) => COMMENT_MARK.exec(body)?.[1] ?? '(no mark)');
  const doubled = [...new Set(keys.filter((key, i) => keys.indexOf(key) !== i))];
  const written = effects.filter(({ kind, state }) => kind === 'comment' && state === 'done').map(({ key }) => key);
  const lost = written.filter((key) => !keys.includes(key));
  const unknown = keys.filter((key) => !effects.some((effect) => effect.key === key));
  const problems = [
    ...doubled.map((key) => `written more than once: ${key}`),
    ...lost.map((key) => `recorded as written, but not there: ${key}`),
    ...unknown.map((key) => `there, but not in the register: ${key}`),
  ];
  return checked('comments', problems, `${keys.length} comments, none twice, none lost`);
}
