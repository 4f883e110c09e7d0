import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { writtenFor } from '../../cli/init/written.ts';
import { parseProgramme } from '../../config/programme.ts';
import { calendarOf } from '../../rules/calendar/working-day.ts';
import { FIRST_TICKET } from '../../rules/first-ticket.ts';
import { plan } from '../../rules/plan.ts';

const EXAMPLE = readFileSync(new URL('../../examples/default.yaml', import.meta.url), 'utf8');
const answers = {
  organisation: 'Muster & Söhne: AG',
  instance: 'muster',
  zone: 'Europe/Zurich',
  country: 'CH',
  lead: { name: 'Jörg Lenz', mail: 'lenz@muster.example' },
  top: { name: 'Ada Frey', mail: 'frey@muster.example' },
  auditor: { name: 'Mara Lindt', mail: 'audit@muster.example' },
  tracker: 'jira',
  smtp: `\${file:/run/smtp}`,
} as const;

function programmeIn(text: string) {
  const parsed = parseProgramme(text, 'isms.yaml');
  if ('mistakes' in parsed) throw new Error(JSON.stringify(parsed.mistakes));
  return parsed.programme;
}

describe('the programme that init writes', () => {
  it('has every answer, and is valid as it is', () => {
    const { people, roles, trackers, notices, ...programme } = programmeIn(writtenFor(EXAMPLE, answers, '2027-01-04'));
    expect(programme).toMatchObject({ organisation: 'Muster & Söhne: AG', instance: 'muster', zone: 'Europe/Zurich' });
    expect(programme.calendar.country).toBe('CH');
    expect([trackers[0]?.kind, notices.mail?.smtp]).toEqual(['jira', { file: '/run/smtp' }]);
    const [lead, top, auditor] = ['lead', 'top', 'auditor'].map((role) =>
      people.find(({ id }) => id === roles[role]?.[0]),
    );
    expect(lead).toMatchObject({ id: 'jorg', name: 'Jörg Lenz', mail: 'lenz@muster.example', manager: top?.id });
    // Somebody else is called Ada, and nobody is Mara any more.
    expect([top?.id, auditor?.id]).toEqual(['ada-frey', 'mara']);
    expect(people.filter(({ manager }) => manager === 'ada-frey')).toHaveLength(6);
    expect(new Set(people.map(({ id }) => id)).size).toBe(10);
  });

  it('opens one ticket at once that is owed once, to the lead alone: it needs any file, and nobody else', () => {
    const { duties } = programmeIn(writtenFor(EXAMPLE, {}, '2027-01-06'));
    const first = duties.find(({ id }) => id === FIRST_TICKET);
    expect(first).toMatchObject({ title: 'Confirm that dutybound works', owner: 'role:lead', first: '2027-01-18' });
    expect([first?.every, first?.verifier, first?.evidence.map(({ file }) => file)]).toEqual([
      undefined,
      undefined,
      [true],
    ]);
    expect(duties).toHaveLength(programmeIn(EXAMPLE).duties.length + 1);
  });

  it.each(['04', '05', '06', '07', '08', '09', '10'])(
    'opens nothing for anybody else on its first day: 2027-01-%s',
    (day) => {
      const programme = programmeIn(writtenFor(EXAMPLE, {}, `2027-01-${day}`));
      const applied = { at: `2027-01-${day}T08:00:00.000Z`, version: 1 };
      const ledger = {
        applied: new Map(programme.duties.map(({ id }) => [id, applied])),
        identities: new Set<string>(),
      };
      const { open } = plan(programme, calendarOf(programme, []), ledger, `2027-01-${day}T22:00:00.000Z`);
      const owners = open.map((o) => programme.duties.find(({ id }) => id === o.duty)?.owner);
      expect(new Set(owners)).toEqual(new Set(['role:lead']));
      expect(open.map(({ duty }) => duty)).toContain(FIRST_TICKET);
    },
  );

  it('claims no certificate: its line is a comment, and what it demands is not planned', () => {
    const written = writtenFor(EXAMPLE, {}, '2027-03-01');
    expect(written).toMatch(/^# certificate: \{ body: Example Certification, decided: 2027-01-26, /m);
    expect(programmeIn(written)).not.toHaveProperty('certificate');
  });

  it('begins today or on the Monday after, each date on the weekday that it had and as far from the others', () => {
    const firsts = (today: string) =>
      programmeIn(writtenFor(EXAMPLE, {}, today)).duties.flatMap(({ id, first }) =>
        first && id !== FIRST_TICKET ? Date.parse(first) : [],
      );
    const [then, now] = [firsts('2027-01-04'), firsts('2028-03-02')];
    expect(new Set(now.map((at, n) => at - (then[n] ?? 0)))).toEqual(new Set([61 * 7 * 86_400_000]));
    expect(programmeIn(EXAMPLE).duties.flatMap(({ first }) => (first ? Date.parse(first) : []))).toEqual(then);
  });

  it('has no mail and no holidays where there are none', () => {
    const { notices, calendar } = programmeIn(writtenFor(EXAMPLE, { country: 'none', smtp: 'none' }, '2027-01-04'));
    expect([notices, calendar.country]).toEqual([{}, undefined]);
  });
});
