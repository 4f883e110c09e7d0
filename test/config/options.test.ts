import { describe, expect, it } from '@jest/globals';
import { formatMistakes, parseProgramme } from '../../config/programme.ts';
import { edited, programmeOf } from './sample.ts';

function mistakesOf(text: string): string {
  const result = parseProgramme(text, 'f');
  return 'mistakes' in result ? formatMistakes(result.mistakes) : '';
}

describe('what may be said beyond the short form', () => {
  it('about the organisation', () => {
    const text = edited('region: BE,', 'region: BE, weekend: [friday, saturday], workdays: [2027-12-18],')
      .replace('to: "17:00"', 'to: "24:00", every_day: true')
      .replace(
        'instance: example',
        'instance: example\nopen_at_once: 7\nchases_a_day: 0\nurl: https://isms.example.com/',
      )
      .replace(
        'resolve: 60 days }',
        'resolve: 60 days, extensions: 0 }, repeats: { minors: 4 }, verification_by_top: 10 working days, task_extensions: 3',
      );
    expect(programmeOf(text)).toMatchObject({
      calendar: { weekend: [5, 6], workdays: ['2027-12-18'] },
      contactHours: { from: '09:00', to: '24:00', everyDay: true },
      openAtOnce: 7,
      chasesADay: 0,
      url: 'https://isms.example.com',
      clocks: {
        minor: { extensions: 0 },
        repeats: { minors: 4, within: { unit: 'months', n: 12 } },
        verificationByTop: { unit: 'working-days', n: 10 },
        taskExtensions: 3,
      },
    });
  });

  it('about a tracker and notices', () => {
    const text = edited(
      'sweep: 60 s',
      `sweep: PT2S, webhook_secret: "\${file:/run/hook}", api: "http://127.0.0.1:4000/api/", allow_public: true, limits: { per_minute: 5 }`,
    ).replace('notices:\n', `notices:\n  chat: { webhook: "\${env:CHAT}" }\n`);
    const { trackers, notices } = programmeOf(text);
    expect(trackers[0]).toMatchObject({
      webhook: { secret: { file: '/run/hook' } },
      api: 'http://127.0.0.1:4000/api',
      limits: { perMinute: 5, perHour: 500 },
      sweepEvery: 2000,
      allowPublic: true,
    });
    expect(notices.chat).toEqual({ webhook: { env: 'CHAT' } });
  });

  it('about a ladder', () => {
    const text = edited(
      'lead: 10 days',
      'lead: PT30S\n    contact_hours: false\n    extensions: false\n    top_at_once: true',
    )
      .replace('at: -3 days, to: assignee', 'at: -PT20S, to: assignee')
      .replace('at: 0 days, to: [assignee, manager]', 'at: 5 min, to: top, from: hard-limit, repeat: 7 days');
    expect(programmeOf(text).ladders.at(-1)).toMatchObject({
      contactHours: false,
      extensions: false,
      topAtOnce: true,
      rungs: [
        { id: '20-seconds-before-due', after: { unit: 'ms', n: -20_000 } },
        { id: '5-minutes-after-hard-limit', from: 'hard-limit', to: ['top'], repeat: { unit: 'days', n: 7 } },
      ],
    });
  });

  it('about dates that somebody outside sets: they are never moved to after themselves', () => {
    const on = (ladder: string) =>
      programmeOf(edited('    ladder: mine\n', `    ladder: ${ladder}\n`)).duties[0]?.shift;
    expect([on('L3'), on('L1'), on('L3\n    shift: none')]).toEqual(['previous', 'next', 'none']);
  });

  it('about a duty', () => {
    const text = edited(
      '    ladder: mine\n',
      '    until: 2029-01-01\n    backfill: 2027-01-01\n    shift: previous\n    lead: 5 days\n    hard_limit: 3 days\n    extensions: 0\n',
    ).replace('export: users and roles', 'export: { text: users, file: true, kept: true }');
    expect(programmeOf(text).duties[0]).toMatchObject({
      until: '2029-01-01',
      backfill: '2027-01-01',
      shift: 'previous',
      lead: { unit: 'days', n: 5 },
      hardLimit: { unit: 'days', n: 3 },
      extensions: 0,
      evidence: [{ id: 'export', text: 'users', file: true, kept: true }],
    });
  });
});

describe('what takes more than one passage to get wrong', () => {
  it('a verifier without an account on the duty’s tracker', () => {
    const text = edited('    github: sam-okoro\n', '')
      .replace('verifier: mara', 'verifier: sam')
      .replace('owner: sam', 'owner: mara');
    expect(mistakesOf(text)).toBe(
      'f:13:3 people.sam.github: is missing; sam verifies duties.access-review and decides in tickets (allowed a github login)',
    );
  });

  it('a manager who verifies and has no account, and one who is not there', () => {
    const text = edited('    github: sam-okoro\n', '')
      .replace('manager: mara }', 'manager: sam }')
      .replace('verifier: mara', 'verifier: manager')
      .replace('    owner: sam', '    owner: elena');
    expect(mistakesOf(text).split('\n')).toEqual([
      'f:13:3 people.sam.github: is missing; sam verifies duties.access-review and decides in tickets (allowed a github login)',
      'f:38:15 duties.access-review.verifier: elena has no manager; name the verifier, or add people.elena.manager (found owner elena, verifier manager)',
    ]);
  });

  it('two trackers, and a duty that names none', () => {
    const text = edited('trackers:\n', `trackers:\n  other: { kind: github, repository: a/b, token: "\${env:T}" }\n`);
    expect(mistakesOf(text)).toBe(
      'f:33:3 duties.access-review.tracker: is missing; there is more than one tracker (allowed other, main)',
    );
    expect(programmeOf(text.replace('    ladder: mine', '    tracker: other')).duties[0]?.tracker).toBe('other');
  });

  it('a ticket longer than anybody reads', () => {
    const steps = (count: number) => `[${Array.from({ length: count }, (_, n) => `step ${n}`).join(', ')}]`;
    const long = (count: number) => edited('["Export users ([how](https://wiki.example.com/aws))."]', steps(count));
    expect(mistakesOf(long(13))).toBe('');
    expect(mistakesOf(long(14))).toBe(
      'f:43:5 duties.access-review.instructions: instructions and evidence together are too long for a ticket; link to a page instead (found 15 lines; allowed at most 14)',
    );
  });
});
