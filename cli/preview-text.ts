import type { PreviewedDuty } from '../activities/programme/preview/duties.ts';
import type { PreviewedOccurrence } from '../activities/programme/preview/occurrences.ts';
import { AHEAD_DAYS, type Preview } from '../activities/programme/preview.ts';
import { occasionsOf } from '../rules/occasion/owed.ts';
import type { Duty, OwedOn, Programme } from '../rules/programme.ts';
import type { Change } from '../rules/weakening/change.ts';
import { cadenceSpoken } from '../rules/wording/cadence.ts';
import { doerSpoken, whoSpoken } from '../rules/wording/difference/who.ts';
import { type Said, saidWithPlace } from '../rules/wording/difference.ts';
import { day, nextOpening, openingDay, ticketsText } from './preview-tickets.ts';
import { roleLines } from './roles-text.ts';
import { counted } from './terminal.ts';
import { askedText } from './waiting-text.ts';

const sign = { added: '+', changed: '~', removed: '-' } as const;
const PEOPLE_FIELDS = /\.(owner|verifier)$/;

/** @param until as given on the command line: then what opens later is listed. @returns the preview as people read it. */
export function previewText(found: Preview, programme: Programme, until: string | undefined): string {
  const names = (who: string) => whoSpoken(programme, who);
  const now = found.occurrences.filter((o) => o.opensNow);
  const ahead = found.occurrences.filter((o) => !o.opensNow);
  const list = (occurrences: PreviewedOccurrence[]) => ticketsText(occurrences, programme);
  return [
    headline(found),
    ...found.duties.map((duty) => dutyLine(duty, programme)),
    ...found.changes.filter((c) => c.duty === undefined).flatMap((c) => otherLines(c, found, programme)),
    ...weakerLines(found, programme),
    `Opens now            ${found.opensNow}`,
    ...(now.length > 0 ? [list(now)] : []),
    `${`Opens ${until ? `by ${until}` : `in ${AHEAD_DAYS} days`}`.padEnd(20)} ` +
      `${ahead.flatMap(({ tickets }) => tickets).length}${until ? '' : '   list: preview --until DATE'}`,
    ...(until && ahead.length > 0 ? [list(ahead)] : []),
    ...headed('Audit programme', found.uncovered),
    ...headed('Owed too seldom', found.seldom),
    `Open tickets         ${found.openTickets}   keep the rules they opened under`,
    `Will be told         ${found.told.length === 0 ? nobodyYet(ahead, programme) : `${counted(found.told.length, 'person', 'people')}: ${found.told.map(names).join(', ')}`}`,
    `Plan                 ${found.plan}   to agree to exactly this: apply --plan ${found.plan}`,
  ].join('\n');
}

/** `~ roles.hr   Role hr: Dana Novak instead of Lena Fischer`, and what follows. */
function otherLines({ kind, path, words }: Said, { roles }: Preview, programme: Programme): string[] {
  const role = roles.find((r) => path === `roles.${r.role}`);
  return [`${sign[kind]} ${path}   ${words}`, ...(role ? roleLines(role, programme) : [])];
}

function headed(head: string, lines: string[]): string[] {
  return lines.map((line, i) => `${(i === 0 ? head : '').padEnd(20)} ${line}`);
}

function nobodyYet(ahead: PreviewedOccurrence[], programme: Programme): string {
  const next = nextOpening(ahead);
  const [first] = next?.tickets ?? [];
  if (!next || !first) return 'nobody';
  return `nobody now; the next opens on ${openingDay(next, programme)}: ${first.title} -> ${whoSpoken(programme, first.assignee)}`;
}

function headline({ from, to, duties, changes, waits }: Preview): string {
  if (waits && changes.every((c) => c.pending)) return `Programme v${from} (nothing new to apply)`;
  if (from === 0) return `Programme v1 (not applied)      ${counted(duties.length, 'duty', 'duties')}`;
  const count = (kind: PreviewedDuty['kind']) => duties.filter((d) => d.kind === kind).length;
  const added = `${counted(count('added'), 'duty', 'duties')} added`;
  return `Programme v${from} -> v${to} (not applied)      ${added}, ${count('changed')} changed, ${count('removed')} removed`;
}

/** `+ backup-restore-test   every 6 months, first due Wed 30 Jun 2027, Priya Nair`. */
function dutyLine(found: PreviewedDuty, programme: Programme): string {
  const { duty: id, kind, nextDue, wasDue, open } = found;
  const names = (who: string) => whoSpoken(programme, who);
  const duty = programme.duties.find((d) => d.id === id);
  const start = `${sign[kind]} ${id}   `;
  const due = nextDue && day(nextDue, programme);
  if (kind === 'added' && duty)
    return `${start}${[...cadenceWords(programme, duty), due && `first due ${due}`, doerSpoken(programme, duty.owner)].filter(Boolean).join(', ')}`;
  const kept = open.map((t) => `${t.ticket ?? t.display} stays with ${names(t.assignee)}`).join(', ');
  if (kind === 'removed') return `${start}removed${kept ? `; open ${kept} until it is done` : ''}`;
  const whats = found.changes.map((c) => whatOf(c, programme)).join(', ');
  const moved = due && wasDue && nextDue.at !== wasDue.at ? `; next due ${due} (was ${day(wasDue, programme)})` : '';
  const handed = kept && found.changes.some((c) => PEOPLE_FIELDS.test(c.path)) ? `; open ${kept}` : '';
  return `${start}${whats}${moved}${handed}`;
}

/** `every 6 months`, `once`, `on each incident`. */
function cadenceWords({ duties }: Programme, duty: Duty): string[] {
  const { first, before } = duty;
  return [...(first || before ? [cadenceSpoken(duties, duty)] : []), ...occasionsOf(duty).map(onEach)];
}

function onEach(what: OwedOn): string {
  if (what === 'role-holder-leaves') return 'when a role holder leaves';
  return what === 'competence-expires' ? 'when a competence expires' : `on each ${what.replace('-', ' ')}`;
}

function weakerLines({ changes, asked, waits, unexplained }: Preview, programme: Programme): string[] {
  const waiting = changes.filter((c) => c.pending);
  if (waiting.length === 0)
    return ['Weaker than before   nothing (no duty rarer, later, unverified or without evidence)'];
  const who = waits
    ? askedText(waits, programme)
    : `${asked.map((who) => whoSpoken(programme, who)).join(', ')} is asked`;
  const stay = `the old values stay${waits?.denied ? '' : ' until then'}`;
  const purpose = unexplained.length > 0 ? '; say why with --because' : '';
  return [
    `Weaker than before   ${waiting.length}   ${who}; ${stay}${purpose}`,
    ...waiting.map((c) => `   ${saidWithPlace(c)}`),
  ];
}

function whatOf({ path, kind, what, before, after }: Change, programme: Programme): string {
  if (!PEOPLE_FIELDS.test(path)) return what;
  const [label, said] = path.endsWith('.owner') ? ['owner', doerSpoken] : ['verifier', whoSpoken];
  const [old, now] = [before, after].map((who) => said(programme, who));
  if (kind === 'changed') return `${label} ${old} -> ${now}`;
  return `${label} ${kind}: ${kind === 'added' ? now : old}`;
}
