import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { printBlock, printMessage } from '../../../../../integrations/tickets/jira/adf/block.ts';
import type { AdfNode } from '../../../../../integrations/tickets/jira/adf/document.ts';
import { printParagraph } from '../../../../../integrations/tickets/jira/adf/inline.ts';
import { ownWords } from '../../../../../integrations/tickets/jira/adf/own-words.ts';
import { parseCommands } from '../../../../../rules/commands.ts';
import type { Block } from '../../../../../rules/ticket.ts';
import { anyBlock, anyWords } from './blocks.ts';
import { doc, li, link, p, rule, text } from './nodes.ts';
import { faultsOf } from './schema.ts';

const review: Block = [
  { kind: 'paragraph', text: [{ strong: 'Check who can reach production. Due Fri 16 Apr 2027.' }] },
  {
    kind: 'steps',
    items: [['Export users (', { link: 'how', href: 'https://wiki.example.com/aws' }, ').'], ['Remove what must go.']],
  },
  {
    kind: 'paragraph',
    text: ['Attach these in a comment (a file or a link), then ', { idiom: 'close the issue' }, ':'],
  },
  {
    kind: 'bullets',
    items: [
      ['○ ', { strong: 'export' }, ': users and roles', { idiom: ' (to be kept)' }],
      ['✗ ', { strong: 'removals' }, ': missing'],
    ],
  },
  {
    kind: 'lines',
    items: [['Sam Okoro does it.'], ['Need longer? Comment ', { command: 'extend 2027-04-23 because …' }, '.']],
  },
  { kind: 'quote', text: ['Access ends on the last working day.'] },
  { kind: 'small', text: ['Why: A.5.18. Record: https://isms.example.com/t/AR-7K2.'] },
];

describe('the block as ADF', () => {
  it('is printed in the shapes that people know', () => {
    expect(printBlock(review, { display: 'AR-7K2', url: 'https://isms.example.com/t/AR-7K2' })).toEqual([
      p(text('Check who can reach production. Due Fri 16 Apr 2027.', 'strong')),
      {
        type: 'orderedList',
        content: [
          li(p('Export users (', link('how', 'https://wiki.example.com/aws'), ').')),
          li(p('Remove what must go.')),
        ],
      },
      p('Attach these in a comment (a file or a link), then move it to Done:'),
      {
        type: 'bulletList',
        content: [
          li(p('○ ', text('export', 'strong'), ': users and roles')),
          li(p('✗ ', text('removals', 'strong'), ': missing')),
        ],
      },
      p(
        'Sam Okoro does it.',
        { type: 'hardBreak' },
        'Need longer? Comment ',
        text('!extend 2027-04-23 because …', 'strong'),
        '.',
      ),
      { type: 'blockquote', content: [p('Access ends on the last working day.')] },
      p('Why: A.5.18. Record: ', link('https://isms.example.com/t/AR-7K2', 'https://isms.example.com/t/AR-7K2'), '.'),
      p(link('AR-7K2', 'https://isms.example.com/t/AR-7K2'), ' · write below this line'),
      rule,
    ]);
  });

  it('ends without a link where there is no page of the record', () => {
    expect(printBlock([], { display: 'AR-7K2' })).toEqual([p('AR-7K2 · write below this line'), rule]);
  });

  it('prints a message in paragraphs with live mentions', () => {
    const message = printMessage([
      [{ mention: '5b10ac' }, ' Is it right?'],
      [{ command: 'accept' }, ' or not.'],
    ]);
    expect(message).toEqual(
      doc(p({ type: 'mention', attrs: { id: '5b10ac' } }, ' Is it right?'), p(text('!accept', 'strong'), ' or not.')),
    );
  });

  it.each([
    ['close the issue', 'move it to Done'],
    ['Close the issue', 'Move it to Done'],
    ['close again', 'move it to Done again'],
    ['a link is not enough', 'a link is not enough here: attach the file'],
    ['Hand in what can be kept', 'Attach the file in a comment or to the issue'],
  ] as const)('says %j as Jira does', (idiom, said) => {
    expect(printParagraph([{ idiom }])).toEqual([text(said)]);
    expect(printParagraph([{ idiom: ' (to be kept)' }])).toEqual([]);
  });

  it('takes only what is an address for a link', () => {
    expect(printParagraph([{ link: 'x', href: 'javascript:alert(1)' }])).toEqual([text('x')]);
    expect(printParagraph([{ link: 'x', href: 'https://a.example/y z\n' }])).toEqual([
      link('x', 'https://a.example/y%20z%0A'),
    ]);
    expect(printParagraph(['see https://a.example/?q=(x)!'])).toEqual([
      text('see '),
      link('https://a.example/?q=(x', 'https://a.example/?q=(x'),
      text(')!'),
    ]);
  });

  it('is what Jira accepts, whatever the block says', () => {
    fc.assert(
      fc.property(anyBlock, (block) => {
        const printed = printBlock(block, { display: 'AR-1' });
        expect(faultsOf(printed)).toEqual([]);
        expect(
          faultsOf(printMessage(block.flatMap((part) => ('text' in part ? [part.text] : part.items))).content),
        ).toEqual([]);
      }),
      { numRuns: 300, seed: 27001 },
    );
  });
});

describe("people's words in the engine's ADF", () => {
  it('are one text in code: they call nobody, link nothing, command nothing, and turn no order of reading', () => {
    fc.assert(
      fc.property(anyWords, (quoted) => {
        const printed = printParagraph(['Reason: ', { quoted }, '.']);
        expect(printed.map((node) => [node.type, node.marks?.map((m) => m.type)])).toEqual([
          ['text', undefined],
          ['text', ['code']],
          ['text', undefined],
        ]);
        expect(printed[1]?.text).not.toMatch(/[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069]|[@#][^\s\u200b]/u);
        expect(ownWords(doc(p(...printed)))).toBe('Reason: .');
      }),
      { numRuns: 400, seed: 27001 },
    );
  });

  it('that became a title or an action are text, and no command in it is heard', () => {
    fc.assert(
      fc.property(anyWords, (words) => {
        const printed = printParagraph([{ strong: `Do it: ${words}` }]);
        const kinds = printed.map(({ type }: AdfNode) => type);
        expect(new Set(kinds)).toEqual(new Set(['text']));
        expect(parseCommands(ownWords(doc(p(...printed))))).toEqual([]);
      }),
      { numRuns: 400, seed: 27001 },
    );
  });

  it('fit into a comment, however long they are', () => {
    const [node] = printParagraph([{ quoted: 'x'.repeat(20_000) }]);
    expect(node?.text).toHaveLength(2_000);
    expect(node?.text?.endsWith('…')).toBe(true);
  });
});
