import { importables } from '../../../config/import/all.ts';
import { formatTableMistakes } from '../../../config/import/table.ts';
import { calendarOf } from '../../../rules/calendar/working-day.ts';
import { type Documented, evolveDocumented } from '../../../rules/documented.ts';
import type { NewEvent } from '../../../rules/event.ts';
import type { Programme } from '../../../rules/programme.ts';

/** @returns what a table comes to in a programme: its plan, the events, the records with what was known, every mistake. */
export function importing(programme: Programme, actor: string, now: string) {
  const plan = (what: string, text: string, known: Documented[] = []) => {
    const found = importables[what];
    if (!found) throw new Error(what);
    const calendar = calendarOf(programme, []);
    return found.plan({ name: `${what}.csv`, text }, { programme, calendar, known, nonconformities: [], actor, now });
  };
  const events = (what: string, text: string, known: Documented[] = []): NewEvent[] => {
    const planned = plan(what, text, known);
    if ('mistakes' in planned) throw new Error(formatTableMistakes(what, planned.mistakes));
    return planned.events;
  };
  const recorded = (what: string, text: string, known: Documented[] = []) => folded(events(what, text, known), known);
  const mistakes = (what: string, text: string, known: Documented[] = []) => {
    const planned = plan(what, text, known);
    return 'mistakes' in planned ? formatTableMistakes('f.csv', planned.mistakes).split('\n') : [];
  };
  return { plan, events, recorded, mistakes };
}

/** @returns records with what happened to them since. */
export function folded(all: NewEvent[], known: Documented[] = []): Documented[] {
  const records = new Map(known.map((d) => [`documented/${d.noun}/${d.id}`, d]));
  for (const event of all) records.set(event.stream, evolveDocumented(records.get(event.stream), event));
  return [...records.values()];
}
