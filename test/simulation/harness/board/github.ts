import { markOf } from '../../../../integrations/tickets/github/markdown/comment-mark.ts';
import { parseFence } from '../../../../integrations/tickets/github/markdown/fence.ts';
import { createGitHubTickets } from '../../../../integrations/tickets/github/tickets.ts';
import type { Sandbox } from '../../../../sandbox/sandbox.ts';
import type { StoryClock } from '../../../../workers/simulation/clock.ts';
import { type Board, ENGINE, noWait, PLACES, type SeenTicket, token } from './board.ts';

type Repository = Sandbox['store']['repositories'][number];
type Ticket = Repository['tickets'] extends Map<number, infer T> ? T : never;

/** A repository at GitHub. */
export function githubBoard({ store, apiUrl }: Sandbox, clock: StoryClock): Board {
  const places = PLACES.github;
  const repository = store.repositories.find((r) => `${r.owner}/${r.name}` === places.home);
  const all = () => [...(repository?.tickets.values() ?? [])];
  const find = (number: number) => {
    const found = repository?.tickets.get(number);
    if (found) return found;
    throw new Error(`there is no ticket #${number}`);
  };
  return {
    kind: 'github',
    prefix: '/',
    places,
    tickets: createGitHubTickets({
      id: 'github',
      api: apiUrl,
      target: places.home,
      token: () => token.engine,
      now: clock.ms,
      settleMs: 2_000,
      wait: noWait,
    }),
    seen: () => all().map(seen),
    spotOf: (number) => ({ place: places.home, number: find(number).number }),
    lastComment: (number, login) => find(number).comments.findLast((c) => c.author.login === login)?.id ?? 0,
    onChange: (hear) => void store.listeners.add(({ ticket, actor }) => hear(String(ticket.id), actor.login)),
  };
}

function seen(ticket: Ticket): SeenTicket {
  const own = ticket.comments.filter((c) => c.author.login === ENGINE).map((c) => c.body);
  const fence = parseFence(ticket.body ?? '');
  const standing = ticket.state === 'open' ? 'open' : ticket.reason === 'not_planned' ? 'dropped' : 'done';
  return {
    number: ticket.number,
    name: `#${ticket.number}`,
    title: ticket.title,
    state: ticket.gone ? 'gone' : standing,
    labels: ticket.labels.map((l) => l.name).sort(),
    assignees: ticket.assignees.map((p) => p.login),
    body: ticket.body ?? '',
    keys: fence ? [fence.key] : [],
    marks: own.flatMap((body) => markOf(body) ?? []),
    said: own.map((body) => body.replace(/\s*<!--[\s\S]*?-->\s*$/, '')),
  };
}
