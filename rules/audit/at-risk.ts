import { dateAt } from '../calendar/local-day.ts';
import type { Risk } from '../risk/state.ts';
import type { LocalDate } from '../time.ts';

/**
 * What risks rest on, for an audit programme considers how much hangs on what it looks at (9.2.2): the controls by which each risk of the
 * register is treated.
 * @returns them by risk, with the day since which they do: when they were put in place, until then when they were decided.
 */
export function restingOn(risks: Risk[], zone: string): { rows: string[]; on: LocalDate }[] {
  return risks
    .filter(({ retired }) => !retired)
    .flatMap(({ treatments }) => {
      const last = treatments.at(-1);
      return last && last.controls.length > 0
        ? [{ rows: last.controls, on: dateAt(zone, last.done?.at ?? last.at) }]
        : [];
    });
}
