import type { Act } from '../act/act.ts';
import type { Ticket } from '../store/model.ts';
import type { Store } from '../store/store.ts';
import { workOf } from './kinds.ts';
import { type Colleague, caseOf, type Intention, type Office, plusDays, workingDay } from './office.ts';
import { type TemperName, tempers } from './temper.ts';

export interface StaffOptions {
  people: readonly Colleague[];
  /** The engine's login. */
  engine: string;
  temper: TemperName;
  seed: number;
  /** The local day of an instant (epoch ms), `YYYY-MM-DD`. */
  dayOf(at: number): string;
  /** When people act on a day, epoch ms. */
  hourOf(day: string): number;
}

/** People who work in the tracker by themselves: they read tickets, do what these ask for, or do not. */
export interface Staff {
  /** @returns when somebody acts next, epoch ms; undefined if nobody means to. */
  nextAt(now: number): number | undefined;
  /** Everybody does what is due by `now`, epoch ms; one thing at each ticket. */
  act(now: number): void;
}

/** Scripted staff at a sandbox's tickets; each decision is drawn from the seed, the ticket, and the date. */
export function createStaff({ store, act }: { store: Store; act: Act }, options: StaffOptions): Staff {
  const office: Office = { ...options, act, temper: tempers[options.temper] };
  const means = new Map<Ticket, [Intention, ...Intention[]]>();
  const acted = new Map<Ticket, string>();
  const done = new Map<Ticket, Set<string>>();
  const changed = new Set<Ticket>();
  store.listeners.add(({ ticket }) => changed.add(ticket));

  function look(): void {
    for (const ticket of changed) {
      const before = done.get(ticket) ?? new Set();
      const work = workOf(ticket.labels.map(({ name }) => name));
      const next = ticket.gone ? [] : work(caseOf(office, ticket)).filter(({ id }) => !before.has(id));
      const [first, ...others] = next;
      if (first) means.set(ticket, [first, ...others]);
      else means.delete(ticket);
    }
    changed.clear();
  }

  /** What should have been done before is done today; nobody does two things at one ticket on a day. */
  function soonest(ticket: Ticket, today: string): number {
    return office.hourOf(workingDay(acted.get(ticket) === today ? plusDays(today, 1) : today));
  }

  /** @returns when somebody does the next thing at each ticket, and what. */
  function ahead(now: number): { ticket: Ticket; at: number; intention: Intention }[] {
    const today = office.dayOf(now);
    return [...means].map(([ticket, all]) => {
      const intention = all.reduce((first, each) => (each.day < first.day ? each : first));
      return { ticket, at: Math.max(office.hourOf(intention.day), soonest(ticket, today)), intention };
    });
  }

  return {
    nextAt(now) {
      look();
      const all = ahead(now).map(({ at }) => at);
      return all.length === 0 ? undefined : Math.min(...all);
    },
    act(now) {
      look();
      for (const { ticket, intention } of ahead(now).filter(({ at }) => at <= now)) {
        done.set(ticket, (done.get(ticket) ?? new Set()).add(intention.id));
        acted.set(ticket, office.dayOf(now));
        changed.add(ticket);
        intention.does();
      }
    },
  };
}
