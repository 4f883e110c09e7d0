import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { answersOf } from '../../cli/init/answers.ts';
import { firstProgramme } from '../../cli/init/first-programme.ts';
import { shortNameOf } from '../../cli/init/letters.ts';
import type { Given } from '../../cli/init/questions.ts';
import { questions } from '../../cli/init/questions.ts';
import { resumable } from '../../cli/init/resumable.ts';
import { writtenFor } from '../../cli/init/written.ts';
import { Interrupted, type Terminal } from '../../cli/terminal.ts';
import { parseProgramme } from '../../config/programme.ts';
import { type Desk, desk } from './desk.ts';

let here: Desk;
beforeEach(() => {
  here = desk();
});
afterEach(() => here.end());

describe('init', () => {
  it('makes a private folder with a register, and a starter programme that is valid', async () => {
    const { code, out } = await here.run('init', '--yes');
    expect(code).toBe(0);
    expect(out).toContain('Starter programme written to isms.yaml');
    expect(statSync(join(here.folder, '.dutybound')).mode & 0o777).toBe(0o700);
    const starter = readFileSync(join(here.folder, 'isms.yaml'), 'utf8');
    expect(parseProgramme(starter, 'isms.yaml')).not.toHaveProperty('mistakes');
    expect((await here.run('verify')).out).toMatch(/^Intact: nothing is recorded yet/);
  });

  it('leaves a programme alone that is there, and says in JSON what it made', async () => {
    here.write('isms.yaml', 'mine');
    const { out } = await here.run('init', '--yes', '--json', '--data', 'records');
    expect(JSON.parse(out)).toEqual({ data: join(here.folder, 'records'), programme: 'isms.yaml', starter: false });
    expect(readFileSync(join(here.folder, 'isms.yaml'), 'utf8')).toBe('mine');
  });

  it('refuses where there is a register, and touches nothing', async () => {
    await here.run('init', '--yes');
    const before = await here.traces();
    const again = await here.run('init', '--yes');
    expect(again.code).toBe(1);
    expect(again.err).toContain('has a register already; it was not touched');
    expect(await here.traces()).toEqual(before);
  });

  it('refuses a folder with somebody else’s files in it that others can read', async () => {
    mkdirSync(join(here.folder, 'mine'), { mode: 0o755 });
    writeFileSync(join(here.folder, 'mine', 'letter'), 'x');
    const { code, err } = await here.run('init', '--yes', '--data', 'mine');
    expect(code).toBe(1);
    expect(err).toContain('chmod 700');
    expect(readdirSync(here.folder)).toEqual(['mine']);
    expect(readdirSync(join(here.folder, 'mine'))).toEqual(['letter']);
  });

  it('leaves nothing half done where the starter cannot be written', async () => {
    const { code, err } = await here.run('init', '--yes', '--programme', 'no/such/folder/isms.yaml');
    expect(code).toBe(1);
    expect(err).toContain('Nothing was made.');
    expect(readdirSync(here.folder)).toEqual([]);
  });

  it('leaves nothing half done where a part of the path is a file', async () => {
    here.write('file', '');
    const { code, err } = await here.run('init', '--yes', '--data', 'file/data');
    expect(code).toBe(1);
    expect(err).toMatch(/data folder .*file.*ENOTDIR/);
    expect(readdirSync(here.folder)).toEqual(['file']);
  });
});

const EXAMPLE = readFileSync(new URL('../../examples/default.yaml', import.meta.url), 'utf8');

function programmeIn(text: string) {
  const parsed = parseProgramme(text, 'isms.yaml');
  if ('mistakes' in parsed) throw new Error(JSON.stringify(parsed.mistakes));
  return parsed.programme;
}

describe('init asks', () => {
  it('nine things at most, with what it proposes, and writes what was answered', async () => {
    here.answers = ['Muster AG', '', 'Europe/Zurich', 'Atlantis', 'none', 'Jo', 'Jo Lenz <jo@muster.example>'];
    here.answers.push('Ida Frey <ida@muster.example>', 'Max Rot <max@muster.example>', 'github', '');
    const { code, out, err } = await here.run('init');
    expect([code, here.answers]).toEqual([0, []]);
    expect(err).toContain('[muster-ag]');
    expect(err).toContain('"Atlantis" will not do; allowed: a country code such as DE, with its region');
    expect(err).toContain('"Jo" will not do; allowed: NAME <MAIL>');
    const asked = ['Name of', 'Short name', 'Time zone', 'Country', 'lead', 'Top', 'auditor', 'tickets', 'mail server'];
    expect(asked.filter((question) => !err.includes(question))).toEqual([]);
    expect(out).toContain('dutybound connect github');
    const programme = programmeIn(here.read('isms.yaml'));
    expect(programme).toMatchObject({ organisation: 'Muster AG', instance: 'muster-ag', zone: 'Europe/Zurich' });
    expect(programme.roles).toMatchObject({ lead: ['jo'], top: ['ida'], auditor: ['max'] });
  });

  it('nothing with --no-input: takes what options say, and else what it would propose', async () => {
    here.answers = ['never read'];
    const who = ['--lead', 'Jo Lenz <jo@muster.example>', '--top', 'Ida Frey <ida@muster.example>'];
    who.push('--auditor', 'Max Rot <max@muster.example>');
    const { code, err, out } = await here.run('init', '--no-input', '--organisation', 'Muster AG', ...who);
    expect([code, err, here.answers]).toEqual([0, '', ['never read']]);
    expect(out).toContain('Short name: muster-ag, a part of every key.');
    const programme = programmeIn(here.read('isms.yaml'));
    expect([programme.organisation, programme.instance, programme.roles.top, programme.roles.lead]).toEqual([
      'Muster AG',
      'muster-ag',
      ['ida'],
      ['jo'],
    ]);
    expect(programme.zone).toBe(Intl.DateTimeFormat().resolvedOptions().timeZone);
  });

  it('nobody who is not there: names every option that is missing, and makes nothing', async () => {
    for (const args of [[], ['--no-input']]) {
      const { code, err } = await here.run('init', '--organisation', 'Muster AG', ...args);
      expect([code, readdirSync(here.folder)]).toEqual([1, []]);
      expect(err).toMatch(/says: --lead \(Compliance lead\), --top \(Top management\), --auditor \(.*or say --yes/);
    }
  });

  it('for the short name, where an organisation gives none: by its option where nobody is there', async () => {
    const { code, err } = await here.run('init', '--yes', '--organisation', '株式会社');
    expect([code, readdirSync(here.folder)]).toEqual([1, []]);
    expect(err).toContain('Name it with --instance INSTANCE');
  });

  it('again at once for the same person as lead and as top management, and says why they are two', async () => {
    here.answers = ['Muster AG', '', 'Europe/Zurich', 'none', 'Jo Lenz <jo@muster.example>'];
    here.answers.push('J. Lenz <JO@muster.example>', 'Ida Frey <ida@muster.example>', 'Jo Lenz <other@muster.example>');
    here.answers.push('Max Rot <max@muster.example>', 'github', '');
    const { code, err } = await here.run('init');
    expect([code, here.answers]).toEqual([0, []]);
    expect(err).toContain('lead and top management are two people, because top management decides what the lead asks');
    expect(err).toContain('somebody else than lead and top management: nobody audits');
    expect(programmeIn(here.read('isms.yaml')).roles).toMatchObject({ lead: ['jo'], top: ['ida'], auditor: ['max'] });
  });

  it('nothing twice: stopped, or with answers that do not fit the rest, it says how it goes on where it was', async () => {
    const said: Given = {};
    const called = { data: '.dutybound', programme: 'isms.yaml', input: true, zone: 'Europe/Rome' };
    const answers = ["O'Brien & Söhne", '', 'none', 'Jo Lenz <jo@muster.example>'];
    const ask = async () => {
      const answer = answers.shift();
      if (answer === undefined) throw new Interrupted();
      return answer;
    };
    const terminal = { interactive: true, env: {}, ask, err: () => {} } as unknown as Terminal;
    await expect(resumable(called, said, () => firstProgramme(terminal, called, said))).rejects.toThrow(
      [
        'Stopped. Nothing was made.',
        'To go on with what was answered:',
        "  dutybound init --organisation 'O'\\''Brien & Söhne' --instance o-brien-sohne --zone Europe/Rome --country none" +
          " --lead 'Jo Lenz <jo@muster.example>' --data .dutybound --programme isms.yaml",
      ].join('\n'),
    );
    await expect(
      resumable(called, {}, () => firstProgramme({ ...terminal, ask } as Terminal, called, {})),
    ).rejects.toThrow(/^Stopped\. Nothing was made\.$/);
  });

  it('again by naming the option, for what is not allowed there', async () => {
    const { code, err } = await here.run('init', '--yes', '--lead', 'nobody');
    expect([code, readdirSync(here.folder)]).toEqual([1, []]);
    expect(err).toContain('--lead LEAD: found "nobody"; allowed: NAME <MAIL>');
  });

  it('of all options at once, and never repeats what may be a secret', async () => {
    const wrong = [
      '--lead',
      'nobody',
      '--country',
      'XX',
      '--smtp',
      'planted9secret',
      '--top',
      'Jo <jo@muster.example>',
    ];
    const { code, err } = await here.run('init', '--yes', ...wrong, '--auditor', 'Jo <jo@muster.example>');
    expect([code, readdirSync(here.folder)]).toEqual([1, []]);
    expect(err.split('\n')).toEqual([
      expect.stringMatching(/^--country COUNTRY: found "XX"; allowed: /),
      '--lead LEAD: found "nobody"; allowed: NAME <MAIL>',
      expect.stringMatching(
        /^--auditor AUDITOR: found "Jo <jo@muster\.example>"; allowed: .*somebody else than lead and top/,
      ),
      `--smtp SMTP: found a text that is not shown here; allowed: \${env:NAME}, \${file:PATH}, or none`,
      'Nothing was changed.',
    ]);
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

describe('short names', () => {
  it.each([
    ['Straßen & Söhne GmbH', 'strassen-sohne-gmbh'],
    ['Łukasz Żółć', 'lukasz-zolc'],
    ['Ærø Øl A/S', 'aero-ol-a-s'],
    ['Đorđe Þórsson', 'dorde-thorsson'],
    ['Ιον & Æon', 'aeon'],
    ['株式会社', undefined],
  ])('of %s is %s: of letters that have no plain one, the nearest', (name, short) => {
    expect(shortNameOf(name, 24)).toBe(short);
  });

  it('of people without a Latin letter are those of their roles', () => {
    const lead = { name: '山田 太郎', mail: 'yamada@muster.example' };
    const { roles, people } = programmeIn(writtenFor(EXAMPLE, { lead }, '2027-01-04'));
    expect(roles.lead).toEqual(['lead']);
    expect(people.find(({ id }) => id === 'lead')).toMatchObject(lead);
  });
});

describe('the country of init', () => {
  it.each([
    ['de', 'DE'],
    ['de-by', 'DE-BY'],
    ['GB-sct', 'GB-SCT'],
    ['None', 'none'],
    ['DE-XX', undefined],
    ['DE-BY-1', undefined],
    ['Atlantis', undefined],
  ])('%s is read as %s', (typed, read) => {
    expect(questions.country.read(typed)).toBe(read);
  });

  it('has its region in the calendar', () => {
    const { calendar } = programmeIn(writtenFor(EXAMPLE, { country: 'DE-BY' }, '2027-01-04'));
    expect([calendar.country, calendar.region]).toEqual(['DE', 'BY']);
  });
});
