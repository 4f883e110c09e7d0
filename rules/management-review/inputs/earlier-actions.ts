import { isLate } from '../../action/late.ts';
import { type Action, actionRow } from '../../action/record.ts';
import { byText } from '../../order.ts';
import type { PackSources, Section } from '../pack.ts';
import { dated, linkTo, tableOf } from './telling.ts';

const MOST_LINKED = 4;

/** Input a: actions of earlier reviews and improvements; what is open is carried into this one (9.3.2 a). */
export function earlierActions(sources: PackSources): Section {
  const { org, documented, tasks, since, now } = sources;
  const all = documented.filter((d): d is Action => d.noun === 'action');
  const open = all.filter((a) => a.state === 'open').sort(byText(({ due }) => due.at));
  const closed = all.filter((a) => a.closed && a.closed.at >= since).length;
  const taskOf = ({ id }: Action) => tasks.find((t) => t.action === id);
  const lateNow = (a: Action) => isLate(a, taskOf(a)?.carriedOut, org, now);
  const late = open.filter(lateNow).length;
  const links = open.slice(0, MOST_LINKED).map((a) => {
    const task = taskOf(a);
    return task ? linkTo(task) : a.id;
  });
  const more = open.length > MOST_LINKED ? ' and more' : '';
  const which = links.length > 0 ? ` (${links.join(', ')}${more})` : '';
  const rows = [...open, ...all.filter((a) => a.closed && a.closed.at >= since)].map((a) => ({
    ...actionRow(a, lateNow(a)),
    ticket: taskOf(a)?.url,
  }));
  return {
    line: `${open.length} open${which}, ${late} of them late; ${closed} closed since ${dated(sources, since)}`,
    tables: tableOf('Actions of earlier reviews and of improvements', rows),
  };
}
