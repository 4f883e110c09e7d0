import { type Status, statusOf } from '../../../activities/status.ts';
import type { LoggedEvent } from '../../../register/log.ts';
import type { Documented } from '../../../rules/documented.ts';
import type { NonconformityState } from '../../../rules/nonconformity/state.ts';
import type { OccurrenceState } from '../../../rules/occurrence-state.ts';
import type { TaskState } from '../../../rules/task/state.ts';
import type { SeenTicket } from './board/board.ts';
import type { Scene } from './scene.ts';

/** How a story ended. */
export interface Outcome {
  events: LoggedEvent[];
  tickets: SeenTicket[];
  mails: { at: string; to: string; subject: string; text: string }[];
  status: Status;
  tasks: TaskState[];
  occurrences: OccurrenceState[];
  nonconformities: NonconformityState[];
  /** Documented records, in the order in which they began. */
  documented: Documented[];
  /** Content writes of the engine, by kind. */
  writes: string[];
  /** Calls of the engine, by method and route. */
  calls: Record<string, number>;
  /** Events of one stream, or of the streams that begin so; `told` and `chased` left out unless asked for. */
  tale(stream: string, kinds?: string[]): string[];
  /** The first event of a kind. @throws Error if there is none. */
  first(kind: string): LoggedEvent;
  logged: string[];
  /** Events in the history of each workflow's latest run, by workflow id. */
  histories: Record<string, number | undefined>;
}

const ASIDES = ['told', 'chased'];

/** Reads everything at the end of a story. */
export async function outcomeOf(scene: Scene, histories: Outcome['histories']): Promise<Outcome> {
  const { register } = scene.deps;
  const events = await allEvents(scene);
  const states = async <S>(table: 'task' | 'occurrence' | 'nonconformity' | 'documented') => {
    const rows = await register.loadRows<S>(table, {}, { limit: 500 });
    const first = (key: string) => events.findIndex((e) => e.stream === `${table}/${key}`);
    return rows.sort((a, b) => first(a.key) - first(b.key)).map((r) => r.state);
  };
  return {
    events,
    tickets: scene.board.seen(),
    mails: scene.mailbox
      .mails()
      .map((m) => ({ at: new Date(m.at).toISOString(), to: m.to.join(), subject: m.subject, text: m.text })),
    status: await statusOf(register, scene.clock.now()),
    tasks: await states<TaskState>('task'),
    occurrences: await states<OccurrenceState>('occurrence'),
    nonconformities: await states<NonconformityState>('nonconformity'),
    documented: await states<Documented>('documented'),
    writes: scene.writeLog
      .writes()
      .filter((w) => w.login === scene.engine)
      .map((w) => w.kind),
    calls: Object.fromEntries(scene.writeLog.calls().map((c) => [`${c.method} ${c.route}`, c.count])),
    tale: (stream, kinds) =>
      events
        .filter((e) => e.stream.startsWith(stream) && (kinds ? kinds.includes(e.kind) : !ASIDES.includes(e.kind)))
        .map((e) => e.kind),
    first(kind) {
      const found = events.find((e) => e.kind === kind);
      if (found) return found;
      throw new Error(`no event ${kind}; there are: ${events.map((e) => e.kind).join(', ')}`);
    },
    logged: scene.logged,
    histories,
  };
}

async function allEvents(scene: Scene): Promise<LoggedEvent[]> {
  const all: LoggedEvent[] = [];
  for (;;) {
    const page = await scene.deps.register.events({ after: all.at(-1)?.sequence ?? 0, limit: 1_000 });
    all.push(...page);
    if (page.length < 1_000) return all;
  }
}
