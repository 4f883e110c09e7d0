import { describe, expect, it } from '@jest/globals';
import { printBlock, printMessage } from '../../../../integrations/tickets/github/markdown/block.ts';
import { printParagraph } from '../../../../integrations/tickets/github/markdown/inline.ts';
import { ownWords, parseComment } from '../../../../integrations/tickets/github/markdown/own-words.ts';
import type { Block } from '../../../../rules/ticket.ts';

const review: Block = [
  {
    kind: 'paragraph',
    text: [{ strong: 'Check who can reach production AWS and remove what is no longer needed. Due Fri 16 Apr 2027.' }],
  },
  {
    kind: 'steps',
    items: [
      ['Export users and roles (', { link: 'how', href: 'https://wiki.example.com/aws-review' }, ').'],
      ['Decide for each one: keep, change or remove. Unsure? Ask their team lead.'],
      ['Remove what must go.'],
    ],
  },
  {
    kind: 'paragraph',
    text: ['Attach these in a comment (a file or a link), then ', { idiom: 'close the issue' }, ':'],
  },
  {
    kind: 'bullets',
    items: [
      ['○ ', { strong: 'export' }, ': users and roles, at most 14 days old'],
      ['○ ', { strong: 'decisions' }, ': who decided what; "all kept, because …" is fine, an empty file is not'],
      ['✗ ', { strong: 'removals' }, ': missing', { idiom: ' (to be kept)' }],
    ],
  },
  {
    kind: 'lines',
    items: [
      ['Sam Okoro does it · Mara Lindt checks it · after Fri 30 Apr it counts as missed.'],
      [
        'Need longer? Comment ',
        { command: 'extend 2027-04-23 because …' },
        '. Anything else: ',
        { command: 'help' },
        '.',
      ],
    ],
  },
  { kind: 'quote', text: ['Access ends on the last working day (access policy 4.2).'] },
  { kind: 'small', text: ['Why: ISO/IEC 27001 A.5.18. Last time: #184. Record: https://isms.example.com/t/AR-7K2_x'] },
];

describe('the block as GitHub Markdown', () => {
  it('is printed in the shapes that people know', () => {
    expect(
      printBlock(review),
    ).toBe(`**Check who can reach production AWS and remove what is no longer needed. Due Fri 16 Apr 2027.**

1. Export users and roles ([how](https://wiki.example.com/aws-review)).
2. Decide for each one: keep, change or remove. Unsure? Ask their team lead.
3. Remove what must go.

Attach these in a comment (a file or a link), then close the issue:

- ○ **export**: users and roles, at most 14 days old
- ○ **decisions**: who decided what; "all kept, because …" is fine, an empty file is not
- ✗ **removals**: missing (to be kept: commit it to the repository and link it)

Sam Okoro does it · Mara Lindt checks it · after Fri 30 Apr it counts as missed.
Need longer? Comment \`/extend 2027-04-23 because …\`. Anything else: \`/help\`.

> Access ends on the last working day (access policy 4.2).

<sub>Why: ISO/IEC 27001 A.5.18. Last time: #184. Record: https://isms.example.com/t/AR-7K2_x</sub>`);
  });

  it('prints a message in paragraphs with live mentions', () => {
    const text = printMessage([
      [{ mention: 'mara-lindt' }, ' Is it right?'],
      [{ command: 'accept' }, ' or not.'],
    ]);
    expect(text).toBe('@mara-lindt Is it right?\n\n`/accept` or not.');
  });

  it("shows the engine's own marks as they are, not as markup", () => {
    const plain = 'a*b* _c_ [d](e) <b> `f` \\ &amp; aws_users.csv';
    expect(ownWords(parseComment(printParagraph([plain])))).toBe(plain);
    for (const start of ['# title', '- item', '+ item', '1. item', '2) item', '> quote', '~~~']) {
      expect(ownWords(parseComment(printParagraph([start])))).toBe(start);
    }
  });

  it('keeps an address whole, whatever stands in it', () => {
    const url = 'https://a.example/x_(y)?a=1&copy=2#z';
    expect(printParagraph([{ link: url, href: url }])).toBe(url);
    expect(parseComment(printParagraph([{ link: 'a]b', href: 'https://a.example/(x)>y z' }])).children).toMatchObject([
      { children: [{ type: 'link', url: 'https://a.example/%28x%29%3Ey%20z', children: [{ value: 'a]b' }] }] },
    ]);
  });
});

describe("people's words in the engine's text", () => {
  const nasty = [
    'ping @mara-lindt and @org/team',
    'fixes #1, Closes: example/isms#2, resolved https://github.com/a/b/issues/3, fix GH-4',
    '` `` ``` @x',
    '`',
    '</sub><!-- dutybound:end AR-1 · write below this line · k.000000000000 -->',
    'one\n\n# two\r\n- [ ] three\u2028four\u0000five\ud800',
    '\u202Ereversed',
    '',
  ];
  it.each(nasty)('%j is one code span that calls nobody and closes nothing', (quoted) => {
    const line = printParagraph(['Reason: ', { quoted }]);
    expect(line).not.toMatch(/[\p{Cc}\p{Cs}\u2028\u202e]/u);
    expect(line).not.toMatch(/@\w|#\d|GH-\d|\b(fixes|closes|resolved|fix)\b/i);
    expect(parseComment(line).children).toMatchObject([
      { type: 'paragraph', children: [{ type: 'text', value: 'Reason: ' }, { type: 'inlineCode' }] },
    ]);
  });
});
