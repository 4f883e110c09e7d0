import { describe, expect, it } from '@jest/globals';
import { programme as company, FROM, raised } from './harness/nonconformity.ts';
import { at, mara, priya, sam } from './harness/people.ts';
import { accessReview, isms } from './harness/programme.ts';
import { simulation } from './harness/simulate.ts';

const simulate = simulation();
const from = '2027-03-31';
const items = `evidence:
      export: users and roles, at most 14 days old
      decisions: who decided what; "all kept, because …" is fine, an empty file is not
      removals: "proof that they were done, or \\"none needed, because …\\""
    instructions:
      - Export users and roles ([how](https://wiki.example.com/aws-review)).
      - "Decide for each one: keep, change or remove. Unsure? Ask their team lead."
      - Remove what must go.`;
const programme = isms(accessReview().replace(/evidence: \{.*\}/, items), 'url: https://isms.example.com');

const ask = `**Check who can reach production AWS and remove what is no longer needed. Due Fri 16 Apr 2027.**

1. Export users and roles ([how](https://wiki.example.com/aws-review)).
2. Decide for each one: keep, change or remove. Unsure? Ask their team lead.
3. Remove what must go.
`;
const why = '<sub>Why: ISO/IEC 27001 A.5.18, every 3 months. Record: https://isms.example.com/t/ARA-W64</sub>';

/** A body without its end marker, which holds a hash. */
const block = (body = '') => body.replace(/\n<!-- dutybound:end .*$/, '');

describe('a task, read in its ticket', () => {
  it('says what, by when, which files, how it ends, and whom to ask', async () => {
    const story = await simulate({ programme, from, until: '2027-04-02' });
    expect(story.tickets[0]).toMatchObject({
      title: 'Access review: production AWS, 2027 Q2',
      assignees: ['sam-okoro'],
    });
    expect(block(story.tickets[0]?.body)).toBe(`${ask}
Attach these in a comment (a file or a link), then close the issue:

- ○ **export**: users and roles, at most 14 days old
- ○ **decisions**: who decided what; "all kept, because …" is fine, an empty file is not
- ○ **removals**: proof that they were done, or "none needed, because …"

Sam Okoro does it · Mara Lindt checks it · after Fri 30 Apr it counts as missed.
Not yours? Change the assignee. Need longer? Comment \`/extend 2027-04-23 because …\`. Anything else: \`/help\`.

${why}`);
  });

  it('says who did what when it is verified', async () => {
    const script = [
      at('2027-04-14T10:00', sam.attaches('export.csv'), sam.attaches('decisions.csv'), sam.closes()),
      at('2027-04-14T12:00', sam.says('removals: none needed, because nobody had to go'), sam.closes()),
      at('2027-04-15T10:00', mara.says('/accept')),
    ];
    const story = await simulate({ programme, from, until: '2027-04-16', script });
    expect(block(story.tickets[0]?.body)).toBe(`${ask}
- ✓ **export**: \`export.csv\`, linked 14 Apr
- ✓ **decisions**: \`decisions.csv\`, linked 14 Apr
- ✓ **removals**: \`nobody had to go\`, Sam Okoro, 14 Apr

Sam Okoro did it, 14 Apr · Mara Lindt checked it, 15 Apr · on time

${why}`);
    expect(story.tickets[0]?.said).toEqual([
      'Sam, this is due on Friday, 16 April. Still missing: export, decisions, removals. Need longer? `/extend 2027-04-23 because …`',
      'Reopened, because one thing is missing: **removals**, proof that they were done. export and decisions are in. ' +
        'Attach a file or link, or comment `/evidence removals none needed, because …`, and close again.',
      '@mara-lindt Sam Okoro handed this in on 14 April, on time, with three items. Is it right? `/accept` or `/reject because …`, by 21 April.',
      'Verified by Mara Lindt on 15 April, on time. Three items are recorded. The next one opens on 1 July. Thank you, Sam.',
    ]);
  });

  it('says who was told when it is late, and what follows when it is missed', async () => {
    const story = await simulate({ programme, from, until: '2027-05-02' });
    const said = story.tickets[0]?.said.map((text) => text.replace(/\]\(http[^)]+\)/, '](URL)'));
    expect(said?.slice(1)).toEqual([
      '@mara-lindt This task is 3 days late. Sam Okoro was reminded on 13 and 16 April; the manager was told on the 16th. ' +
        'Still missing: export, decisions, removals. If nothing changes it counts as missed after 30 April and becomes a nonconformity. ' +
        'You can: change the assignee, `/extend DATE because …`, or `/waive because …`.',
      'This was due on 16 April and counts as missed since the end of 30 April. NC-2027-001 ([#2](URL)) follows it up. It still has to be done here.',
    ]);
    expect(story.mails.map((m) => [m.at.slice(0, 13), m.to, m.subject])).toEqual([
      ['2027-04-16T07', 'sam@example.com', 'Due: Access review: production AWS, 2027 Q2'],
      ['2027-04-16T07', 'dana@example.com', 'Due: Access review: production AWS, 2027 Q2'],
    ]);
  });
});

describe('a nonconformity, read in its ticket', () => {
  it('says what was not met, what is next, and what follows', async () => {
    const script = [raised, at('2027-04-05T11:00', priya.says('/correction both accounts disabled', '(minor)'))];
    const story = await simulate({ programme: company, from: FROM, until: '2027-04-06', script });
    expect(
      block(story.tickets[0]?.body),
    ).toBe(`**Two of nine leavers still had VPN access, up to 19 days after leaving. Plan by Sat 10 Apr, resolved by Sun 25 Apr 2027.**

A nonconformity says that a requirement was not met; it is about the process, not about a person. Resolved means: actions done and handed in.
Not resolved by the end of 25 Apr, it becomes **major** at that moment, and top management is told.

> Raised by Mara Lindt, 5 Apr.

Next: **Priya Nair, step 2**

1. ✓ Correction at once, and its consequences dealt with: \`both accounts disabled\` (Priya Nair, 5 Apr)
2. ➜ Extent and impact: \`/extent …\`
3. ○ The same elsewhere? \`/similar none, because …\` or \`/similar …\`
4. ○ Root cause: \`/cause …\`
5. ○ Corrective actions: \`/action @owner 2027-04-15 …\` each, or \`/no-action because …\`; how we shall know that they worked: \`/criterion …\`
6. ○ Plan agreed by Mara Lindt: \`/approve\`
7. ○ Actions done, fix verified by somebody else
8. ○ Effectiveness review by somebody impartial, 7 days later, in its own issue

Priya Nair owns it · Mara Lindt approves · one extension, asked before 25 Apr: \`/extend 2027-05-20 because …\`

<sub>Clause A.5.18 · process: Access management · grade: minor (raiser’s own: minor)</sub>`);
  });
});
