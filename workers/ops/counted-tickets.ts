import { TrackerError } from '../../integrations/tickets/errors.ts';
import type { Tickets } from '../../integrations/tickets/port.ts';
import type { Metrics } from './metrics.ts';

type Call = Parameters<Metrics['call']>;
type Count = (...call: Call) => void;

/** @returns the same tracker, each call of which is counted with its outcome (`ok` or the fault's kind) and its time. */
export function countedTickets(tickets: Tickets, count: Count): Tickets {
  const timed = async <T>(verb: string, call: () => Promise<T>): Promise<T> => {
    const done = stopwatch(tickets.id, verb, count);
    try {
      const answer = await call();
      done('ok');
      return answer;
    } catch (error) {
      done(error instanceof TrackerError ? error.fault.kind : 'error');
      throw error;
    }
  };
  return {
    id: tickets.id,
    prefix: tickets.prefix,
    get inabilities() {
      return tickets.inabilities;
    },
    ensure: (...given) => timed('ensure', () => tickets.ensure(...given)),
    read: (...given) => timed('read', () => tickets.read(...given)),
    comment: (...given) => timed('comment', () => tickets.comment(...given)),
    retire: (...given) => timed('retire', () => tickets.retire(...given)),
    changedSince: (...given) => timed('changed-since', () => tickets.changedSince(...given)),
    labelled: (...given) => timed('labelled', () => tickets.labelled(...given)),
    attachment: (...given) => timed('attachment', () => tickets.attachment(...given)),
    account: (...given) => timed('account', () => tickets.account(...given)),
    check: () => timed('check', () => tickets.check()),
    authenticate: (request) => authenticated(tickets, request, count),
  };
}

/** A webhook that is not the tracker's own counts as `refused`, one that cannot be read as `error`. */
function authenticated(tickets: Tickets, request: Parameters<Tickets['authenticate']>[0], count: Count) {
  const done = stopwatch(tickets.id, 'authenticate', count);
  try {
    const doorbells = tickets.authenticate(request);
    done(doorbells ? 'ok' : 'refused');
    return doorbells;
  } catch (error) {
    done('error');
    throw error;
  }
}

function stopwatch(tracker: string, verb: string, count: Count): (outcome: string) => void {
  const began = performance.now();
  return (outcome) => count({ tracker, verb, outcome }, (performance.now() - began) / 1000);
}
