import { markOf } from '../../../integrations/tickets/github/markdown/comment-mark.ts';
import { ticketKey } from '../../../rules/thread.ts';
import { ENGINE } from '../../engine/harness/company.ts';
import { keyOf } from '../scene.ts';
import { type Facts, isUnheard, repeated, type Verdict } from './facts.ts';

/** Each record has one ticket that stands, and one for each generation before; no comment's key occurs twice over all of them. */
export function ticketsOnce(facts: Facts): Verdict {
  const { gap, tickets, tasks, ncs, effects } = facts;
  const verdict: Verdict = { lost: [], doubled: [], wrong: [] };
  const marked = tickets.flatMap((ticket) => {
    const key = keyOf(ticket);
    return key === undefined ? [] : [{ key, ticket }];
  });
  const known = new Set<string>();
  for (const { key, columns, state } of [...tasks, ...ncs]) {
    for (let generation = 1; generation <= state.thread.generation; generation++) {
      const name = ticketKey(key, { ...state.thread, generation });
      known.add(name);
      const found = marked.filter((mark) => mark.key === name).map(({ ticket }) => ticket);
      const numbers = found.map((ticket) => `#${ticket.number}`).join(', ') || 'none';
      if (found.length === 0) verdict.lost.push(`${columns.display}: no ticket of generation ${generation}`);
      if (found.filter((ticket) => !(gap && ticket.gone) && !isUnheard(facts, ticket)).length > 1)
        verdict.doubled.push(`${columns.display}: ${numbers} carry the same key`);
      const last = generation === state.thread.generation;
      const standing = found.filter((ticket) => !ticket.gone);
      if (last && String(standing[0]?.id) !== columns.ticket_id)
        verdict.wrong.push(`${columns.display}: the register names ${columns.ticket_number}, its ticket is ${numbers}`);
      if (!last && standing.length > 0)
        verdict.doubled.push(`${columns.display}: ${numbers} still stands beside its successor`);
    }
  }
  for (const { key, ticket } of marked)
    if (!known.has(key)) verdict.doubled.push(`#${ticket.number} carries ${key}, which no record has`);

  const comments = tickets.flatMap((t) => t.comments).filter((c) => c.author.login === ENGINE);
  const keys = comments.map((c) => markOf(c.body) ?? 'a comment without a mark');
  verdict.doubled.push(...repeated(keys).map((key) => `comment written twice: ${key}`));
  const written = effects.filter((e) => e.kind === 'comment' && e.state === 'done').map((e) => e.key);
  verdict.lost.push(
    ...written.filter((key) => !keys.includes(key)).map((key) => `comment recorded as written, not there: ${key}`),
  );
  const all = new Set(effects.map((e) => e.key));
  verdict.wrong.push(
    ...keys.filter((key) => !gap && !all.has(key)).map((key) => `comment that the register does not know: ${key}`),
  );
  return verdict;
}
