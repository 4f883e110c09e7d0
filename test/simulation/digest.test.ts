import { describe, expect, it } from '@jest/globals';
import { at, elena, sam } from './harness/people.ts';
import { accessReview, isms } from './harness/programme.ts';
import { simulation } from './harness/simulate.ts';

const simulate = simulation();
const NAMES = ['Alpha', 'Beta', 'Gamma', 'Delta', 'Epsilon', 'Zeta'];

/** Sam's duties, as many as there are due dates; all are chased along L2: on the day, Sam and his manager Dana. */
function duties(...dates: string[]): string {
  return dates
    .map(
      (date, i) => `
  check-${NAMES[i]?.toLowerCase()}:
    kind: review
    title: "Check ${NAMES[i]}"
    ask: Look at it.
    clause: A.5.18
    process: access
    owner: sam
    first: ${date}
    ladder: L2
    evidence: { export: "users and roles" }
`,
    )
    .join('');
}

const told = (story: { mails: { at: string; to: string; subject: string; text: string }[] }, to: string) =>
  story.mails.filter((m) => m.to === `${to}@example.com`);

describe('many things due on one day', () => {
  it('are one message to each, a few minutes into contact hours, and are on the record of each', async () => {
    const programme = isms(duties(...NAMES.slice(0, 5).map(() => '2027-04-16')));
    const story = await simulate({ programme, from: '2027-03-31', until: '2027-04-17' });
    for (const person of ['sam', 'dana']) {
      const mails = told(story, person);
      expect(mails.map((m) => [m.at.slice(0, 16), m.subject])).toEqual([
        ['2027-04-16T07:05', '5 things wait for you, the first today'],
      ]);
      const lines = mails[0]?.text.split('\n\n') ?? [];
      expect(lines).toHaveLength(6);
      for (const name of NAMES.slice(0, 5)) expect(lines.filter((l) => l.includes(`Check ${name}`))).toHaveLength(1);
      expect(lines[0]).toMatch(/is due today\..*Still missing: export\. http/);
    }
    const notices = story.events.filter((e) => e.kind === 'told' && e.body.channel === 'mail');
    expect(notices.map((e) => e.stream).sort()).toEqual(
      story.tasks.flatMap((t) => [`task/${t.terms.key}`, `task/${t.terms.key}`]).sort(),
    );
    // The one reminder stays in the ticket.
    expect(story.tickets.map((t) => t.said.length)).toEqual([1, 1, 1, 1, 1]);
  });

  it('are told one by one where they are three, or the programme allows more', async () => {
    const three = await simulate({
      programme: isms(duties('2027-04-16', '2027-04-16', '2027-04-16')),
      from: '2027-03-31',
      until: '2027-04-17',
    });
    expect(told(three, 'sam').map((m) => m.subject.split(',')[0])).toEqual([
      expect.stringMatching(/^Due: Check/),
      expect.stringMatching(/^Due: Check/),
      expect.stringMatching(/^Due: Check/),
    ]);
    const programme = isms(duties(...NAMES.slice(0, 4).map(() => '2027-04-16')), 'chases_a_day: 4');
    const four = await simulate({ programme, from: '2027-03-31', until: '2027-04-17' });
    expect(told(four, 'sam')).toHaveLength(4);
  });
});

describe('a downtime over several dates', () => {
  it('ends in one message to each, and what is due afterwards is told as ever', async () => {
    const dates = ['2027-04-13', '2027-04-14', '2027-04-15', '2027-04-19'];
    const story = await simulate({
      programme: isms(duties(...dates)),
      from: '2027-03-31',
      until: '2027-04-20',
      script: [at('2027-04-12T18:00', sam.says('I know.', 'Delta'))],
      downtime: [['2027-04-12T20:00', '2027-04-15T12:00']],
    });
    const mails = told(story, 'sam').map((m) => [m.at.slice(0, 10), m.subject]);
    expect(mails).toEqual([
      ['2027-04-15', '3 things wait for you, the first late'],
      ['2027-04-19', expect.stringMatching(/^Due: Check Delta/)],
    ]);
    expect(told(story, 'sam')[0]?.at.slice(11, 13)).toBe('10');
  });
});

describe('a decision that waits for top management', () => {
  it('is told at once for two weeks; then the digest of the week says that it needs them, unless they decided meanwhile', async () => {
    const story = await simulate({
      programme: isms(accessReview('verifier: elena')),
      from: '2027-04-08T08:00',
      until: '2027-05-12',
      script: [
        at('2027-04-12T11:00', sam.attaches('users.csv'), sam.closes()),
        at('2027-05-07T11:00', elena.says('/accept')),
      ],
    });
    expect(told(story, 'elena').map((m) => [m.at.slice(0, 10), m.subject])).toEqual([
      ['2027-04-23', expect.stringMatching(/^To verify by Monday, 26 April: /)],
      ['2027-04-26', expect.stringMatching(/^To verify by Monday, 26 April: /)],
      ['2027-05-03', '1 thing needs you this week'],
    ]);
  });
});
