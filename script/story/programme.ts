import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Document, parseDocument } from 'yaml';
import { accountOf, ENGINE_MAIL, logins, PROJECT } from './company.ts';
import type { Living } from './living.ts';

const EXAMPLE = fileURLToPath(new URL('../../examples/demo.yaml', import.meta.url));
const MARKED = /^(\s*[\w-]+: )(\S+)(\s+# set by script\/demo: ([a-z]+))$/gm;

/** What one run puts in place of the example's marked values. */
export interface Marked {
  api: string;
  smtp: string;
  /** Due instants of the first occurrences. */
  access: string;
  supplier: string;
}

/**
 * @returns the example programme with this run's values, and with the trackers in which its company works.
 * @param site address of the site at Jira. @throws Error if a mark and a value do not match up.
 */
export function programmeFor(marked: Marked, living: Living, site: string): string {
  const text = withValues(marked);
  if (!living.kinds.includes('jira')) return text;
  const programme = parseDocument(text);
  programme.setIn(['trackers', 'jira'], jiraAt(site));
  if (!living.kinds.includes('github')) programme.deleteIn(['trackers', 'github']);
  for (const [person, login] of Object.entries(logins())) {
    programme.setIn(['people', person, 'jira'], accountOf(login));
    if (!living.kinds.includes('github') || living.staff.includes(person))
      programme.deleteIn(['people', person, 'github']);
  }
  if (living.management) shareOut(programme, living.kinds[0], living.management);
  return programme.toString({ lineWidth: 0 });
}

function withValues(marked: Marked): string {
  const values = new Map(Object.entries(marked));
  const unused = new Set(values.keys());
  const text = readFileSync(EXAMPLE, 'utf8').replace(
    MARKED,
    (_line, key: string, _old: string, mark: string, name: string) => {
      const value = values.get(name);
      if (value === undefined)
        throw new Error(`${EXAMPLE}: mark "${name}" is unknown; allowed are ${[...values.keys()].join(', ')}`);
      unused.delete(name);
      return `${key}${value}${mark}`;
    },
  );
  if (unused.size > 0) throw new Error(`${EXAMPLE}: nothing is marked "${[...unused].join('", "')}"`);
  return text;
}

/** The keys of a tracker that GitHub's has here, too, have the same values. */
function jiraAt(site: string): object {
  return {
    kind: 'jira',
    site,
    project: PROJECT,
    type: '10002',
    subtask_type: '10003',
    account: ENGINE_MAIL,
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the programme's own way to name a secret
    token: '${env:JIRA_TOKEN}',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the same
    webhook_secret: '${env:JIRA_WEBHOOK_SECRET}',
    resolution: { done: '10000', dropped: '10001' },
    priority: { task: '3', minor: '2', major: '1' },
    sweep: '1 s',
    settle: '2 s',
  };
}

/** Tasks open in one tracker, what leads follow in the other. */
function shareOut(programme: Document, tasks: string, management: string): void {
  const { duties } = programme.toJS() as { duties: Record<string, unknown> };
  for (const duty of Object.keys(duties)) programme.setIn(['duties', duty, 'tracker'], tasks);
  programme.set('management_tracker', management);
}
