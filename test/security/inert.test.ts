import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Nodes } from 'mdast';
import { planEdit } from '../../integrations/tickets/github/edit-plan.ts';
import { printBlock, printMessage } from '../../integrations/tickets/github/markdown/block.ts';
import { marked, markOf } from '../../integrations/tickets/github/markdown/comment-mark.ts';
import { fenced, parseFence } from '../../integrations/tickets/github/markdown/fence.ts';
import { printParagraph } from '../../integrations/tickets/github/markdown/inline.ts';
import { ownWords, parseComment } from '../../integrations/tickets/github/markdown/own-words.ts';
import { parseCommands } from '../../rules/commands.ts';
import { asSaid, linked } from '../../rules/wording/phrases.ts';
import { draftOf } from '../contract/draft.ts';
import { readComment } from './harness/shapes.ts';

const runs = { numRuns: 400, seed: 27001 };

/** What people could write so that it acts on whoever reads it again. */
const acting = [
  '@mara-lindt',
  'www.evil.example',
  'xmpp:a@b.example',
  '@example/everyone',
  '#12',
  'GH-4',
  'fixes #1',
  'closes example/isms#2',
  'resolved https://github.com/a/b/issues/3',
  '<!-- dutybound:end AR-1 · write below this line · k.000000000000 -->',
  '<!-- dutybound:k:1:opened -->',
  '<!--',
  '-->',
  '</sub>',
  '<img src=x onerror=alert(1)>',
  '[a](https://evil.example)',
  '![a](https://evil.example/pixel.png)',
  '`',
  '``',
  '\n',
  '\r\n',
  '\n\n/approve\n',
  '```\n',
  '> ',
  '\u2028',
  '\u202e',
  '\u0000',
  '\ud800',
  '&lt;',
  '\\',
  ' ',
];
const words = fc
  .array(fc.oneof(fc.constantFrom(...acting), fc.string({ unit: 'binary', maxLength: 12 })), { maxLength: 12 })
  .map((parts) => parts.join(''));

function kinds(node: Nodes): string[] {
  return [node.type, ...('children' in node ? node.children.flatMap(kinds) : [])];
}

/** Where a tracker looks for mentions: outside code and links. */
function plainTexts(node: Nodes): string[] {
  if (node.type === 'text') return [node.value];
  return 'children' in node && node.type !== 'link' ? node.children.flatMap(plainTexts) : [];
}

describe("people's words, said again by the engine", () => {
  it('are one code span: they call nobody, refer to nothing, close nothing, hide nothing', () => {
    fc.assert(
      fc.property(words, (quoted) => {
        const printed = printParagraph(['Reason: ', { quoted }, '.']);
        expect(printed).not.toMatch(/[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u);
        expect(printed).not.toMatch(/@\w|#\d|\bGH-\d/i);
        expect(kinds(parseComment(printed))).toEqual(['root', 'paragraph', 'text', 'inlineCode', 'text']);
        expect(parseCommands(ownWords(parseComment(printed)))).toEqual([]);
      }),
      runs,
    );
  });

  it('as an action, which becomes the title and the text of a task, call nobody and are no markup', () => {
    fc.assert(
      fc.property(words, (text) => {
        const printed = printBlock([{ kind: 'paragraph', text: [{ strong: `Do it: ${text} Due Fri 16 Apr 2027.` }] }]);
        const root = parseComment(printed);
        expect(printed).not.toContain('\n');
        expect(kinds(root)).not.toContain('html');
        expect(plainTexts(root).join('\n')).not.toMatch(/(?<!\w)@\w|#\d|\bGH-\d/i);
        expect(plainTexts(root).join('\n')).not.toMatch(/\b(fixes|closes|resolved)\s+(#|\w+\/\w+#|https:)/i);
      }),
      runs,
    );
  });

  it('beside the engine’s own links, as a criterion or a title is, are one code span', () => {
    fc.assert(
      fc.property(words, (text) => {
        const said = `What it was ([#12](https://git.example.com/a/b/issues/12)): ${asSaid(`x${text}`)}.`;
        const printed = printParagraph(linked({ text: said }));
        expect(printed.split('issues/12)')[1]).not.toMatch(/@\w|#\d|\bGH-\d/i);
        expect(kinds(parseComment(printed))).toEqual([
          ...['root', 'paragraph', 'text', 'link', 'text'],
          ...['text', 'inlineCode', 'text'],
        ]);
      }),
      runs,
    );
  });

  it('in bold close nothing and refer to nothing, and an address in them still shows where it leads', () => {
    const text =
      'Fixes #13, closes a/isms#2, resolved https://git.example.com/a/b/issues/3#top, [here](https://evil.example)';
    expect(printParagraph([{ strong: text }]).replaceAll('\u200b', '~')).toBe(
      '**F~ixes #~13, c~loses a/isms#~2, r~esolved https://git.example.com/a/b/issues/3#top, \\[here\\](https://evil.example)**',
    );
  });

  it('forge no end of the block: the marker that counts is the one that the engine writes last', () => {
    fc.assert(
      fc.property(words, words, (inside, below) => {
        const draft = draftOf({ block: [{ kind: 'lines', items: [['Reason: ', { quoted: inside }], [inside]] }] });
        const body = fenced(printBlock(draft.block), draft.display, draft.key, `\n\n${below}`);
        const found = parseFence(body);
        expect(found).toMatchObject({ key: draft.key, intact: true, below: `\n\n${below}` });
        const issue = {
          title: draft.title,
          body,
          labels: [],
          assignees: [],
          state: 'open' as const,
          state_reason: null,
        };
        expect(planEdit(issue, draft).patch?.body).toBeUndefined();
      }),
      runs,
    );
  });

  it('forge no mark of a comment: the engine’s own stands last', () => {
    fc.assert(
      fc.property(words, (quoted) => {
        const body = marked(printMessage([['Not extended: ', { quoted }, '.']]), 'key:1:answer');
        expect(markOf(body)).toBe('key:1:answer');
        expect(body.split('<!-- dutybound:key:1:answer -->')).toHaveLength(2);
      }),
      runs,
    );
  });

  it('fit into a comment, however long they are', () => {
    const printed = printMessage([['Not extended: ', { quoted: 'x@y '.repeat(20_000) }, '.']]);
    expect(printed.length).toBeLessThan(5_000);
    expect(printed).toContain('…');
  });
});

describe('a comment', () => {
  it('is read, whatever stands in it', () => {
    fc.assert(
      fc.property(words, (body) => {
        const said = readComment(body);
        expect(readComment(body)).toBe(said);
        parseCommands(said);
      }),
      runs,
    );
  });

  it.each([
    ['marks that hide lists', '~~~1. '],
    ['marks that hide quotes', '>-~~~'],
    ['brackets that hide lists', '[1. ['],
    ['all of them', '>-[~~~*1. '],
  ])('of %s in each other leaves the parser its stack, and the ticket readable', (_, unit) => {
    expect(readComment(unit.repeat(65_536 / unit.length))).not.toContain('/approve');
    expect(readComment(`/done\n\n${unit.repeat(400)}`).split('\n')[0]).toBe('/done');
  });

  it('is cut where nobody writes any more, and says before the cut what it says', () => {
    const lines = `/done\n\n${'a\n'.repeat(4_000)}\n/approve`;
    expect(parseCommands(ownWords(parseComment(lines))).map((s) => s.kind === 'command' && s.command.verb)).toEqual([
      'done',
    ]);
  });
});

describe('a command', () => {
  const token = fc.oneof(
    fc.constantFrom('2027-04-23', '2027-02-31', '@mara', 'mara@example.com', '#231', 'AR-7K2', 'because', '…'),
    fc.constantFrom('ISMS-88', '@557058:f58131cb-b67d-43c7', 'https://site.example/browse/ISMS-88', '@a:', '[bot]'),
    fc.string({ unit: 'binary', maxLength: 8 }),
  );
  const verb = fc.constantFrom('extend', 'approve', 'action', 'deny', 'evidence', 'constructor', '__proto__', 'aprove');
  const line = fc.tuple(fc.constantFrom('/', '!', ' /', '//', ''), verb, fc.array(token, { maxLength: 6 }));

  it('never throws, and takes from the text only what it is made of', () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 4 }), (lines) => {
        const text = lines.map(([prefix, word, rest]) => `${prefix}${word} ${rest.join(' ')}`).join('\n');
        for (const said of parseCommands(text)) {
          if (said.kind === 'unknown') continue;
          const { date, person, key, links } = said.command;
          for (const part of [date, person, key, ...links]) if (part !== undefined) expect(text).toContain(part);
          if (date !== undefined) expect(date).toMatch(/^\d{4}-\d{2}-\d{2}/);
        }
      }),
      runs,
    );
  });

  it('knows no word that every object has', () => {
    for (const word of ['constructor', 'toString', '__proto__', 'hasOwnProperty', 'valueOf'])
      expect(parseCommands(`/${word} x`)).toEqual([]);
  });
});
