import type { History } from '../activities/history.ts';
import { localTime } from '../rules/calendar/show.ts';
import { textOf, type Words } from '../rules/event.ts';
import type { NonconformityState } from '../rules/nonconformity/state.ts';
import { nameOf, type Organisation } from '../rules/organisation.ts';
import type { Submission, TaskState } from '../rules/task/state.ts';
import { type Thread, whyBlocked } from '../rules/thread.ts';
import { storyLine } from '../rules/wording/story.ts';
import { deadlineText } from './deadline-text.ts';
import { nonconformityPage } from './nonconformity-page.ts';

const times = ['opens', 'closed_at'];
const deadlines = ['plan_due', 'due', 'resolve_due', 'hard_limit'];
const facts = ['state', 'grade', 'own_grade', 'assignee', 'opens', ...deadlines, 'closed_at', 'ticket_url', 'blocked'];

/**
 * @param tasks of a nonconformity. @returns a record as people read it: what it is, how it stands, its story. Times are the organisation's own.
 */
export function recordText({ record, events, redacted }: History, tasks: TaskState[], org: Organisation): string {
  const { columns, table } = record;
  const { title, terms, thread } = record.state as { title?: Words; terms?: { title?: Words }; thread?: Thread };
  // The column holds a reference to the words.
  const values: typeof columns = { ...columns, blocked: (thread && whyBlocked(thread)) ?? columns.blocked ?? null };
  const isDoubled = (name: string) => name === 'due' && table === 'nonconformity';
  const lines = facts
    .filter((name) => values[name] !== null && values[name] !== undefined && !isDoubled(name))
    .map((name) => `${name.replaceAll('_', ' ').padEnd(12)} ${shown(name, String(values[name]), org)}`);
  const called = String(columns.display ?? columns.duty ?? record.key);
  return [
    `${called}  ${textOf(terms?.title ?? title)}`,
    ...lines,
    ...(table === 'nonconformity' ? nonconformityPage(record.state as NonconformityState, tasks, org) : []),
    ...evidenceLines(record.state, redacted, org),
    '',
    ...events.map((e) => storyLine(e, org)),
  ].join('\n');
}

function shown(name: string, value: string, org: Organisation): string {
  if (times.includes(name)) return localTime(org.programme.zone, value);
  if (deadlines.includes(name)) return deadlineText(org.programme.zone, value);
  return name === 'assignee' ? nameOf(org, value) : value;
}

/** What was handed in: for each item what it is, by whom, when, and whether its bytes are kept. */
function evidenceLines(state: unknown, redacted: string[], org: Organisation): string[] {
  const { submission } = state as { submission?: Submission };
  const rows = (submission?.items ?? []).map(({ item, name, by, at, url, kept, how }) => {
    const hash = kept?.slice(0, 12);
    const where = kept
      ? redacted.includes(kept)
        ? `redacted ${hash}`
        : `kept ${hash}`
      : url
        ? `linked, not kept: ${url}`
        : how.replace('-', ' ');
    return `  ${item}: ${textOf(name)}  ${nameOf(org, by)}, ${localTime(org.programme.zone, at)}  ${where}`;
  });
  return rows.length > 0 ? ['evidence', ...rows] : [];
}
