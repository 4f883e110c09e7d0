import fc from 'fast-check';
import type { Block, Inline } from '../../../../../rules/ticket.ts';

/** What people could write so that it acts on whoever reads it again, or looks like the end of the block. */
const acting = [
  '@mara',
  '[~accountid:5b10]',
  'ISMS-88',
  'https://evil.example',
  '!approve',
  '\n!approve\n',
  '\r\n\r\n/approve',
  'AR-1 · write below this line',
  ' · write below this line',
  '----',
  '\u2028',
  '\u202e',
  '\u0000',
  '\ud800',
  '\u00a0',
  '  ',
  ' ',
];

export const anyWords = fc
  .array(fc.oneof(fc.constantFrom(...acting), fc.string({ unit: 'binary', maxLength: 12 })), { maxLength: 8 })
  .map((parts) => parts.join(''));

const anyInline: fc.Arbitrary<Inline> = fc.oneof(
  anyWords,
  fc.constantFrom('○ ', ': ', '.', ''),
  fc.record({ strong: anyWords }),
  fc.record({ code: anyWords }),
  fc.record({ quoted: anyWords }),
  fc.record({ command: fc.constantFrom('help', 'extend 2027-04-23 because …') }),
  fc.record({ idiom: fc.constantFrom('close the issue' as const, ' (to be kept)' as const) }),
  fc.record({ mention: fc.constantFrom('5b10', '557058:f58131cb-b67d') }),
  fc.record({ link: anyWords, href: fc.oneof(fc.webUrl(), fc.constantFrom('x', 'javascript:1', 'https://a b')) }),
);
const anyParagraph = fc.array(anyInline, { maxLength: 5 });
const anyItems = fc.array(anyParagraph, { maxLength: 4 });

/** Whatever the engine may say, and more. */
export const anyBlock: fc.Arbitrary<Block> = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constantFrom('paragraph' as const, 'quote' as const, 'small' as const), text: anyParagraph }),
    fc.record({ kind: fc.constantFrom('steps' as const, 'bullets' as const, 'lines' as const), items: anyItems }),
  ),
  { maxLength: 6 },
);
