import { type Check, checked } from './check.ts';
import type { Facts } from './facts.ts';

/** Each record has exactly one ticket, the one that the register names; no other ticket carries a key. */
export function ticketsOnce({ tickets, ticketed }: Facts): Check {
  const marked = tickets.flatMap(({ keys, name }) => keys.map((key) => ({ key, name })));
  const problems = ticketed.flatMap(({ key, display, ticket_number }) => {
    const names = marked.filter((mark) => mark.key === key).map(({ name }) => name);
    if (names.length === 1 && names[0] === ticket_number) return [];
    return [
      `${display}: the register names ${ticket_number ?? 'no ticket'}, the tracker has ${names.join(' and ') || 'none'}`,
    ];
  });
  const strays = marked.filter(({ key }) => !ticketed.some((row) => row.key === key));
  const foreign = strays.map(({ name, key }) => `${name} carries the key ${key}, which no record has`);
  return checked(
    'tickets',
    [...problems, ...foreign],
    `${ticketed.length} records, ${marked.length} tickets, one each`,
  );
}

/** No comment was written twice, and each one that the register calls written is there. */
export function commentsOnce({ comments, effects }: Facts): Check {
  const keys = comments.filter(({ ours }) => ours).map(({ key }) => key ?? '(no mark)');
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
