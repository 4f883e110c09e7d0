import type { Overdue } from '../register/find.ts';
import type { Instant } from '../rules/time.ts';
import type { Dependencies } from './dependencies.ts';

const MOST_WOKEN = 500;

/** Wakes every record whose time comes before `until`, page by page. @returns how many. */
export async function wakeDue(deps: Dependencies, until: Instant): Promise<number> {
  let woken = 0;
  let last: Overdue | undefined;
  for (;;) {
    const page: Overdue[] = await deps.register.due(until, MOST_WOKEN, last);
    await deps.wake(page);
    woken += page.length;
    last = page.at(-1);
    if (page.length < MOST_WOKEN) return woken;
  }
}
