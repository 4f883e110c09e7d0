import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { answersOf } from '../../cli/init/answers.ts';
import { writtenFor } from '../../cli/init/written.ts';
import { parseProgramme } from '../../config/programme.ts';
import { FIRST_TICKET } from '../../rules/first-ticket.ts';
import { type Desk, desk } from './desk.ts';

let here: Desk;
beforeEach(() => {
  here = desk();
});
afterEach(() => here.end());

describe('init', () => {
  it('makes a private folder with a register, and a starter programme that is valid', async () => {
    const { code, out } = await here.run('init');
    expect(code).toBe(0);
    expect(out).toContain('Starter programme written to isms.yaml');
    expect(statSync(join(here.folder, '.dutybound')).mode & 0o777).toBe(0o700);
    const starter = readFileSync(join(here.folder, 'isms.yaml'), 'utf8');
    expect(parseProgramme(starter, 'isms.yaml')).not.toHaveProperty('mistakes');
    expect((await here.run('verify')).out).toMatch(/^Intact: 0 events/);
  });

  it('leaves a programme alone that is there, and says in JSON what it made', async () => {
    here.write('isms.yaml', 'mine');
    const { out } = await here.run('init', '--json', '--data', 'records');
    expect(JSON.parse(out)).toEqual({ data: join(here.folder, 'records'), programme: 'isms.yaml', starter: false });
    expect(readFileSync(join(here.folder, 'isms.yaml'), 'utf8')).toBe('mine');
  });

  it('refuses where there is a register, and touches nothing', async () => {
    await here.run('init');
    const before = await here.traces();
    const again = await here.run('init');
    expect(again.code).toBe(1);
    expect(again.err).toContain('has a register already; it was not touched');
    expect(await here.traces()).toEqual(before);
  });

  it('refuses a folder with somebody else’s files in it that others can read', async () => {
    mkdirSync(join(here.folder, 'mine'), { mode: 0o755 });
    writeFileSync(join(here.folder, 'mine', 'letter'), 'x');
    const { code, err } = await here.run('init', '--data', 'mine');
    expect(code).toBe(1);
    expect(err).toContain('chmod 700');
    expect(readdirSync(here.folder)).toEqual(['mine']);
    expect(readdirSync(join(here.folder, 'mine'))).toEqual(['letter']);
  });

  it('leaves nothing half done where the starter cannot be written', async () => {
    const { code, err } = await here.run('init', '--programme', 'no/such/folder/isms.yaml');
    expect(code).toBe(1);
    expect(err).toContain('Nothing was made.');
    expect(readdirSync(here.folder)).toEqual([]);
  });

  it('leaves nothing half done where a part of the path is a file', async () => {
    here.write('file', '');
    const { code, err } = await here.run('init', '--data', 'file/data');
    expect(code).toBe(1);
    expect(err).toMatch(/data folder .*file.*ENOTDIR/);
    expect(readdirSync(here.folder)).toEqual(['file']);
  });
});

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
    expect(first).toMatchObject({ title: 'Confirm that dutybound works', owner: 'role:lead', first: '2027-01-20' });
    expect([first?.every, first?.verifier, first?.evidence.map(({ file }) => file)]).toEqual([
      undefined,
      undefined,
      [true],
    ]);
    expect(duties).toHaveLength(programmeIn(EXAMPLE).duties.length + 1);
  });

  it('claims no certificate: its line is a comment, and what it demands is not planned', () => {
    const written = writtenFor(EXAMPLE, {}, '2027-03-01');
    expect(written).toMatch(/^# certificate: \{ body: Example Certification, decided: 2027-01-26, /m);
    expect(programmeIn(written)).not.toHaveProperty('certificate');
  });

  it('begins today, each date on the weekday that it had and as far from the others', () => {
    const firsts = (today: string) =>
      programmeIn(writtenFor(EXAMPLE, {}, today)).duties.flatMap(({ id, first }) =>
        first && id !== FIRST_TICKET ? Date.parse(first) : [],
      );
    const [then, now] = [firsts('2027-01-04'), firsts('2028-03-02')];
    expect(new Set(now.map((at, n) => at - (then[n] ?? 0)))).toEqual(new Set([60 * 7 * 86_400_000]));
    expect(programmeIn(EXAMPLE).duties.flatMap(({ first }) => (first ? Date.parse(first) : []))).toEqual(then);
  });

  it('has no mail and no holidays where there are none', () => {
    const { notices, calendar } = programmeIn(writtenFor(EXAMPLE, { country: 'none', smtp: 'none' }, '2027-01-04'));
    expect([notices, calendar.country]).toEqual([{}, undefined]);
  });
});

describe('init asks', () => {
  it('nine things at most, with what it proposes, and writes what was answered', async () => {
    here.answers = ['Muster AG', '', 'Europe/Zurich', 'Atlantis', 'none', 'Jo', 'Jo Lenz <jo@muster.example>'];
    here.answers.push('Ida Frey <ida@muster.example>', 'Max Rot <max@muster.example>', 'github', '');
    const { code, out, err } = await here.run('init');
    expect([code, here.answers]).toEqual([0, []]);
    expect(err).toContain('[muster-ag]');
    expect(err).toContain('"Atlantis" will not do; allowed: a country code such as DE, or none');
    expect(err).toContain('"Jo" will not do; allowed: NAME <MAIL>');
    const asked = ['Name of', 'Short name', 'Time zone', 'Country', 'lead', 'Top', 'auditor', 'tickets', 'mail server'];
    expect(asked.filter((question) => !err.includes(question))).toEqual([]);
    expect(out).toContain('dutybound connect github');
    const programme = programmeIn(here.read('isms.yaml'));
    expect(programme).toMatchObject({ organisation: 'Muster AG', instance: 'muster-ag', zone: 'Europe/Zurich' });
    expect(programme.roles).toMatchObject({ lead: ['jo'], top: ['ida'], auditor: ['max'] });
  });

  it('nothing with --no-input, and takes what options say', async () => {
    here.answers = ['never read'];
    const { code, err } = await here.run(
      'init',
      '--no-input',
      '--organisation',
      'Muster AG',
      '--top',
      'Ida Frey <ida@muster.example>',
    );
    expect([code, err, here.answers]).toEqual([0, '', ['never read']]);
    const programme = programmeIn(here.read('isms.yaml'));
    expect([programme.organisation, programme.roles.top, programme.roles.lead]).toEqual([
      'Muster AG',
      ['ida'],
      ['mara'],
    ]);
  });

  it('again by naming the option, for what is not allowed there', async () => {
    const { code, err } = await here.run('init', '--lead', 'nobody');
    expect([code, readdirSync(here.folder)]).toEqual([1, []]);
    expect(err).toContain('--lead LEAD: found "nobody"; allowed: NAME <MAIL>');
  });

  it('nothing with --yes: what no option says stays as the example has it, but for the short name', async () => {
    const terminal = { interactive: true, env: { LANG: 'de_AT.UTF-8' } } as unknown as Parameters<
      typeof answersOf
    >[0]['terminal'];
    expect(await answersOf({ terminal, yes: true, input: true }, { organisation: 'Öl & Gas' })).toEqual({
      organisation: 'Öl & Gas',
      instance: 'ol-gas',
    });
    expect(await answersOf({ terminal, yes: true, input: true }, { zone: 'Europe/Rome' })).toEqual({
      zone: 'Europe/Rome',
    });
  });
});
