import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { printBlock } from '../../../../../integrations/tickets/jira/adf/block.ts';
import type { AdfDoc, AdfNode } from '../../../../../integrations/tickets/jira/adf/document.ts';
import {
  fenced,
  hashOf,
  movedBelow,
  parseFence,
  typedInside,
} from '../../../../../integrations/tickets/jira/adf/fence.ts';
import { draftOf, progressed } from '../../../../contract/draft.ts';
import { anyBlock, anyWords } from './blocks.ts';
import { card, doc, hardBreak, li, link, media, nested, node, ol, p, rule, text, ul } from './nodes.ts';
import { asJiraReturns } from './returned.ts';

const draft = draftOf();
const end = { display: 'AR-7K2', url: 'https://isms.example.com/t/AR-7K2' };
const block = printBlock(draft.block, end);
const hash = hashOf(block);
const next = printBlock(progressed(draft).block, end);

/** The description as it is written next. */
function rewritten(standing: AdfDoc): AdfDoc {
  const found = parseFence(standing, hash, 'AR-7K2');
  if (found === undefined) throw new Error('no end');
  const typed = found.intact ? [] : typedInside(found.block, block, next);
  return fenced(next, movedBelow(typed, found.below));
}

const belowOf = (standing: AdfDoc) => rewritten(standing).content.slice(next.length);
/** The block with nodes put in at a place. */
const typed = (at: number, ...nodes: AdfNode[]) => doc(...block.toSpliced(at, 0, ...nodes));
/** The block with its n-th node changed. */
const changed = (at: number, change: (node: AdfNode) => AdfNode) =>
  doc(...block.map((n, i) => (i === at ? change(n) : n)));

describe('the end of the block', () => {
  it('is found again, with what people wrote below untouched', () => {
    const below = [p('my notes'), rule, p('more'), { type: 'hologram', attrs: { x: 1 } }];
    expect(parseFence(fenced(block, below), hash)).toEqual({ block, below, intact: true });
    expect(parseFence(fenced(block, []), hash)?.below).toEqual([]);
  });

  it('is not intact where nobody says what was written', () => {
    expect(parseFence(fenced(block, []))).toMatchObject({ block, intact: false });
    expect(parseFence(fenced(block, []), hashOf(next))?.intact).toBe(false);
  });

  const last = block.length - 1;
  it.each([
    ['its line was removed', doc(...block.slice(0, last))],
    ['its paragraph was removed', doc(...block.toSpliced(last - 1, 1))],
    ['its paragraph says something else', doc(...block.slice(0, last - 1), p('AR-7K2 · write here'), rule)],
    ['its paragraph names nothing', doc(...block.slice(0, last - 1), p(' · write below this line'), rule)],
    [
      'its paragraph became code',
      doc(...block.slice(0, last - 1), p(text('AR-7K2 · write below this line', 'code')), rule),
    ],
    [
      'its paragraph became a quotation',
      doc(...block.slice(0, last - 1), node('blockquote', ...block.slice(last - 1, last)), rule),
    ],
    ['all was removed', doc()],
    ["only people's own line is left", doc(p('hello'), rule, p('world'))],
  ])('is lost where %s', (_, standing) => {
    expect(parseFence(standing, hash)).toBeUndefined();
  });

  it('is no line that people drew, wherever it stands', () => {
    expect(parseFence(typed(2, rule, p('x'), rule), hash)).toMatchObject({ below: [], intact: false });
    expect(parseFence(doc(rule, p('x'), ...block), hash)?.below).toEqual([]);
    expect(parseFence(doc(...block, p('x'), rule, p('y')), hash)).toMatchObject({
      below: [p('x'), rule, p('y')],
      intact: true,
    });
  });

  it('stays the end where somebody typed between its paragraph and its line', () => {
    const standing = typed(last, p('I asked Jonas'));
    expect(parseFence(standing, hash)).toMatchObject({ below: [], intact: false });
    expect(belowOf(standing)).toEqual([p('I asked Jonas')]);
  });

  it('stays the end where somebody typed into its paragraph, before or behind', () => {
    for (const words of ['I asked Jonas', 'I asked Jonas ']) {
      const standing = changed(last - 1, (n) => ({ ...n, content: [text(words), ...(n.content ?? []), text(words)] }));
      expect(parseFence(standing, hash, 'AR-7K2')).toMatchObject({ below: [], intact: false });
      expect(textIn(belowOf(standing))).toBe(`${words}AR-7K2${words}`);
    }
  });

  it('is the own one where the text of another ticket was pasted above or below', () => {
    const other = printBlock([], { display: 'AR-8' });
    expect(parseFence(doc(...block, ...other), hash)).toMatchObject({ below: other, intact: true });
    expect(parseFence(doc(...other, ...block), hash, 'AR-7K2')).toMatchObject({ below: [], intact: false });
    expect(parseFence(doc(...other, ...block), hash, 'AR-9')).toBeUndefined();
    expect(parseFence(doc(...other, p('x')), hash, 'AR-7K2')).toBeUndefined();
  });

  it('is found and intact for any block, as Jira gives it back, whatever is written below', () => {
    fc.assert(
      fc.property(anyBlock, anyBlock, fc.nat(), (said, written, seed) => {
        const printed = printBlock(said, { display: 'AR-1' });
        const below = printBlock(written, { display: 'AR-2' });
        const returned = asJiraReturns(fenced(printed, below), seed);
        const found = parseFence(returned, hashOf(printed), 'AR-1');
        expect(found?.intact).toBe(true);
        expect(found?.block).toHaveLength(printed.length);
        expect(found?.below).toEqual(returned.content.slice(printed.length));
      }),
      { numRuns: 400, seed: 27001 },
    );
  });
});

describe('the hash of a block', () => {
  it.each([
    ['a local id', changed(0, (n) => ({ ...n, attrs: { localId: 'x' } }))],
    ['empty attributes and marks', changed(0, (n) => ({ ...n, attrs: {}, marks: [] }))],
    ['where a list begins to count', changed(1, (n) => ({ ...n, attrs: { order: 1 } }))],
    ['an empty paragraph', typed(2, p(), { type: 'paragraph' }, p(' '))],
    [
      'a space before and after a line',
      changed(3, (n) => ({ ...n, content: [text(' '), ...(n.content ?? []), text(' ')] })),
    ],
  ])('is the same for %s', (_, { content }) => {
    expect(hashOf(content)).toBe(hash);
  });

  const words = (...content: (AdfNode | string)[]) => hashOf([p(...content)]);
  it('is the same for texts split and joined, marks in any order, an address as link or as card', () => {
    expect(words('a', 'b ', ' c')).toBe(words('ab c'));
    expect(words(text('a', 'strong', 'em'))).toBe(words(text('a', 'em', 'strong')));
    expect(words(text('a', 'strong', { type: 'annotation', attrs: { id: '1' } }))).toBe(words(text('a', 'strong')));
    expect(words(card('https://a.example'))).toBe(words(link('https://a.example', 'https://a.example')));
    expect(words({ type: 'mention', attrs: { id: '1' } })).toBe(
      words({ type: 'mention', attrs: { text: '@x', id: '1' } }),
    );
  });

  it.each([
    ['another word', p('ab d')],
    ['another line end', p('ab', hardBreak, 'c')],
    ['a struck word', p(text('ab', 'strike'), ' c')],
    ['a bold word', p(text('ab', 'strong'), ' c')],
    ['a link', p(link('ab', 'https://a.example'), ' c')],
    ['a heading', node('heading', 'ab c')],
    ['a mention', p('ab c', { type: 'mention', attrs: { id: '1' } })],
    ['a list', ul(li(p('ab c')))],
  ])('is another for %s', (_, other) => {
    expect(hashOf([other])).not.toBe(words('ab c'));
  });

  it('is another for another address, account, or kind of list', () => {
    expect(words(link('a', 'https://a.example/1'))).not.toBe(words(link('a', 'https://a.example/2')));
    expect(words({ type: 'mention', attrs: { id: '1' } })).not.toBe(words({ type: 'mention', attrs: { id: '2' } }));
    expect(hashOf([ul(li(p('a')))])).not.toBe(hashOf([ol(li(p('a')))]));
    expect(hashOf([p('a'), p('b')])).not.toBe(hashOf([p('a', hardBreak, 'b')]));
    expect(hashOf([p('["a"]')])).not.toBe(hashOf([p(text('a', 'strong'))]));
  });

  it.each([
    ['panels', ['panel']],
    ['lists', ['listItem', 'bulletList']],
    ['paragraphs', ['paragraph']],
  ])('is made of %s, 100,000 deep', (_, outer) => {
    const deep = nested(100_000, outer, p('x'));
    expect(hashOf([deep, ...block])).not.toBe(hash);
    expect(typedInside([deep, ...block], block)).toHaveLength(1);
  });
});

describe('what was typed inside the block', () => {
  const cases: [string, AdfDoc, AdfNode[]][] = [
    ['a paragraph', typed(1, p('I asked Jonas')), [p('I asked Jonas')]],
    [
      'several things, in their order',
      typed(1, p('one'), node('panel', p('two')), node('codeBlock', 'three')),
      [p('one'), node('panel', p('two')), node('codeBlock', 'three')],
    ],
    ['a picture', typed(1, node('mediaSingle', media('1'))), [node('mediaSingle', media('1'))]],
    [
      'an item of a list',
      changed(1, (n) => ({ ...n, content: [...(n.content ?? []), li(p('mine'))] })),
      [{ type: 'orderedList', content: [li(p('mine'))] }],
    ],
    [
      'an item below an item',
      changed(1, (n) => ({
        ...n,
        content: [li(p('Export users and roles.'), ul(li(p('mine'), ol(li(p('deeper'))))))],
      })),
      [{ type: 'orderedList', content: [li(p('mine'), ol(li(p('deeper'))))] }],
    ],
    [
      'code below an item',
      changed(1, (n) => ({ ...n, content: [li(p('Export users and roles.'), node('codeBlock', 'mine'))] })),
      [{ type: 'orderedList', content: [li(p(), node('codeBlock', 'mine'))] }],
    ],
    [
      'a line of a paragraph',
      changed(3, (n) => ({ ...n, content: [...(n.content ?? []), hardBreak, text('mine')] })),
      [p('mine')],
    ],
    [
      'a line that was changed in place',
      changed(1, (n) => ({ ...n, content: [li(p('Export users and roles, says Jonas.'))] })),
      [{ type: 'orderedList', content: [li(p('Export users and roles, says Jonas.'))] }],
    ],
    [
      'a link that was put on our words',
      changed(0, () => p(link('Check who can reach production. Due Fri 16 Apr 2027.', 'https://x.example'))),
      [p(link('Check who can reach production. Due Fri 16 Apr 2027.', 'https://x.example'))],
    ],
    ['a quotation', typed(1, node('blockquote', p('mine'), p('Sam Okoro does it'))), [node('blockquote', p('mine'))]],
    [
      'what was typed behind the last words',
      changed(block.length - 2, () => p(link('AR-7K2', end.url), ' · write below this line', ' I asked')),
      [p(link('AR-7K2', end.url), ' I asked')],
    ],
    [
      'a mention',
      typed(1, p({ type: 'mention', attrs: { id: '1', text: '@x' } })),
      [p({ type: 'mention', attrs: { id: '1', text: '@x' } })],
    ],
    ['no line and no empty paragraph', typed(1, rule, p(), p(' ')), []],
    [
      'no style',
      changed(0, () => node('heading', text('Check who can reach production. Due Fri 16 Apr 2027.', 'underline'))),
      [],
    ],
    ['no words of ours that stand elsewhere', typed(1, p('Remove what must go.')), []],
    ['no list of ours that counts otherwise', changed(1, (n) => ({ ...n, type: 'bulletList' })), []],
    [
      'no end with another address',
      changed(block.length - 2, () => p(link('AR-7K2', 'https://old.example'), ' · write below this line')),
      [],
    ],
  ];
  it.each(cases)('is moved below: %s', (_, standing, moved) => {
    expect(belowOf(standing)).toEqual(moved);
  });

  it('goes before what people wrote below, once', () => {
    const once = rewritten(doc(...typed(1, p('inside')).content, p('below')));
    expect(once.content.slice(next.length)).toEqual([p('inside'), p('below')]);
    const again = parseFence(once, hashOf(next), 'AR-7K2');
    expect(again).toMatchObject({ intact: true, below: [p('inside'), p('below')] });
  });

  it('is never lost, wherever it was typed, and the end is found again', () => {
    const inside = anyWords
      .map((words) => `${words} mine`.replace(/\s+/g, ' '))
      .filter((line) => !/[\p{Cc}\p{Cs}]/u.test(line));
    fc.assert(
      fc.property(inside, fc.nat(), fc.nat(), fc.boolean(), (line, at, seed, isItem) => {
        const place = at % block.length;
        const list = ul(li(p('Remove what must go.'), ul(li(p(line)))));
        const standing = asJiraReturns(doc(...typed(place, isItem ? list : p(line)).content, p('below')), seed);
        const written = rewritten(standing);
        const found = parseFence(written, hashOf(next), 'AR-7K2');
        expect(found?.intact).toBe(true);
        const kept = textIn(found?.below ?? []);
        const told = line.replaceAll(' · write below this line', '');
        expect(kept.split(told).length).toBeGreaterThanOrEqual(2);
        expect(kept.endsWith('below')).toBe(true);
        expect(textIn(found?.block ?? [])).toBe(textIn(next));
      }),
      { numRuns: 300, seed: 27001 },
    );
  });
});

function textIn(nodes: AdfNode[]): string {
  return nodes.map(({ text: words, content }) => `${words ?? ''}${textIn(content ?? [])}`).join('');
}
