import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type AdfNode, documentShape } from '../../../../../integrations/tickets/jira/adf/document.ts';
import { attachmentsIn } from '../../../../../integrations/tickets/jira/adf/links.ts';
import { ownWords } from '../../../../../integrations/tickets/jira/adf/own-words.ts';
import type { FileOf } from '../../../../../integrations/tickets/jira/adf/spoken.ts';
import { parseCommands } from '../../../../../rules/commands.ts';
import { card, date, doc, hardBreak, li, link, media, mention, nested, node, ol, p, text, ul } from './nodes.ts';

const account = '557058:f58131cb-b67d-43c7-b30d-6b58d40bd077';
const day = date(String(Date.UTC(2027, 3, 23)));
const url = 'https://a.example/r.pdf';
const words = (...content: AdfNode[]) => ownWords(doc(...content));

describe("an author's own words in ADF", () => {
  const spoken: [string, AdfNode[], string][] = [
    ['a line', [p('!approve')], '!approve'],
    ['paragraphs as lines', [p('Thanks.'), p(), p('!accept')], 'Thanks.\n!accept'],
    ['hard breaks as line ends', [p('Thanks.', hardBreak, '!accept')], 'Thanks.\n!accept'],
    ['line ends in a text', [p('Thanks.\n!accept')], 'Thanks.\n!accept'],
    ['bold and italic', [p(text('!accept', 'strong'), ' ', text('now', 'em'))], '!accept now'],
    ['half a bold word', [p('!ac', text('cept', 'strong'))], '!accept'],
    ['lists', [ul(li(p('!done'), ol(li(p('really')))), li(p('now')))], '!done\nreally\nnow'],
    ['headings', [node('heading', '!done')], '!done'],
    ['panels', [node('panel', p('!done'))], '!done'],
    ['what can be expanded', [node('expand', p('a'), node('nestedExpand', p('!done')))], 'a\n!done'],
    [
      'cells of a table',
      [node('table', node('tableRow', node('tableHeader', p('a')), node('tableCell', p('!done'))))],
      'a\n!done',
    ],
    [
      'tasks and decisions',
      [node('taskList', node('taskItem', '!done')), node('decisionList', node('decisionItem', 'x'))],
      '!done\nx',
    ],
    ['a mention', [p('!action ', mention(account), ' 2027-05-14 x')], `!action @${account} 2027-05-14 x`],
    ['a day', [p('!extend ', day, ' because x')], '!extend 2027-04-23 because x'],
    ['chips without space', [p('!action', mention('5b10'), day, 'rotate')], '!action @5b10 2027-04-23 rotate'],
    ['chips with a comma', [p('see ', mention('5b10'), ', ', day, '.')], 'see @5b10, 2027-04-23.'],
    ['a smart link', [p('!evidence export ', card(url))], `!evidence export ${url}`],
    ['a link as its address', [p('!evidence export ', link('report', url))], `!evidence export ${url}`],
    ['a link of two styles once', [p(link('re', url), link('port', url, 'strong'))], url],
    ['two links', [p(link('a', `${url}1`), link('b', `${url}2`))], `${url}1${url}2`],
    ['a mail address', [p('!action ', link('Mara', 'mailto:mara@example.com'), ' x')], '!action mara@example.com x'],
    ['a card of its own', [p('!evidence export'), { type: 'blockCard', attrs: { url } }], `!evidence export\n${url}`],
    ['a card that carries its data', [{ type: 'embedCard', attrs: { data: { url } } }], url],
    ['a picture that lies elsewhere', [node('mediaSingle', { type: 'media', attrs: { type: 'external', url } })], url],
    ['an emoji', [p('ok ', { type: 'emoji', attrs: { shortName: ':+1:', text: '👍' } })], 'ok 👍'],
    ['a status', [p('is ', { type: 'status', attrs: { text: 'OPEN', color: 'blue' } })], 'is OPEN'],
    ['hard spaces as spaces', [p('!extend\u00a02027-04-23\u00a0because x')], '!extend 2027-04-23 because x'],
    ['nothing below a signature', [p('!done'), p('-- '), p('Sam'), p('!approve')], '!done'],
    ['nothing below one in a paragraph', [p('!done', hardBreak, '--', hardBreak, '!approve'), p('x')], '!done'],
    ['nothing of a forwarded mail', [p('!done'), p('-----Original Message-----'), p('!approve')], '!done'],
    ['no head of a mail', [p('On Monday Sam wrote:'), node('blockquote', p('!approve')), p('!deny no')], '!deny no'],
    ['more dashes', [p('!done'), p('-----'), p('x')], '!done\n-----\nx'],
    ['dashes in code', [p(text('--', 'code')), p('!done')], '!done'],
  ];
  it.each(spoken)('are %s', (_, content, said) => {
    expect(words(...content)).toBe(said);
  });

  const approve = p('!approve');
  const unsaid: [string, AdfNode[]][] = [
    ['a quotation', [node('blockquote', approve)]],
    ['a quotation in a list', [ul(li(node('blockquote', approve)))]],
    ['a list in a quotation', [node('blockquote', ul(li(approve)))]],
    ['a block of code', [node('codeBlock', '!approve')]],
    ['code', [p(text('!approve', 'code'))]],
    ['code that is a link', [p(text('!approve', { type: 'link', attrs: { href: url } }, 'code'))]],
    ['what was struck out', [p(text('!approve', 'strike', 'strong'))]],
    ['an extension', [node('bodiedExtension', approve), node('extension', approve)]],
    ['a placeholder', [p({ type: 'placeholder', attrs: { text: '!approve' } })]],
    ['what Jira does not know yet', [node('hologram', approve)]],
    ['what is known by a name that every object has', [node('constructor', approve), node('__proto__', approve)]],
  ];
  it.each(unsaid)('are not %s', (_, content) => {
    expect(words(...content)).toBe('');
    expect(words(...content, p('!done'))).toBe('!done');
  });

  it.each([
    ['no time', {}],
    ['a word', { timestamp: 'soon' }],
    ['nothing', { timestamp: '' }],
    ['more than time', { timestamp: '9e99' }],
    ['a year of five digits', { timestamp: String(Date.UTC(12027, 0, 1)) }],
  ])('have no day where a chip of a date holds %s', (_, attrs) => {
    expect(words(p('!extend ', { type: 'date', attrs }, 'x'))).toBe('!extend x');
  });

  it('make commands with all that the editor makes of them', () => {
    const said = words(
      p('Hello ', mention('5b10ac'), '!'),
      p('!action ', mention(account), ' ', day, ' rotate the keys'),
      p('/extend because of this: ', day),
      p('!approve ', card('https://site.example/browse/ISMS-88')),
    );
    expect(parseCommands(said)).toMatchObject([
      { command: { verb: 'action', person: `@${account}`, date: '2027-04-23', text: 'rotate the keys' } },
      { command: { verb: 'extend', date: '2027-04-23', text: 'of this:' } },
      { command: { verb: 'approve', key: 'ISMS-88' } },
    ]);
  });
});

describe('links and files in ADF', () => {
  const found = (content: AdfNode[], fileOf?: FileOf) =>
    attachmentsIn(doc(...content), () => undefined, fileOf).map((a) => [a.name, a.url]);

  const shown: [string, AdfNode[], string[][]][] = [
    ['a link', [p(link('export.csv', 'https://a.example/1'))], [['export.csv', 'https://a.example/1']]],
    [
      'a link of two styles',
      [p(link('ex', 'https://a.example/1'), link('port', 'https://a.example/1', 'em'))],
      [['export', 'https://a.example/1']],
    ],
    [
      'an address',
      [p(link('https://a.example/x/all%20of.csv', 'https://a.example/x/all%20of.csv'))],
      [['all of.csv', 'https://a.example/x/all%20of.csv']],
    ],
    ['a smart link', [p('see ', card(url))], [['r.pdf', url]]],
    ['a card in a list', [ul(li(p('x'), { type: 'blockCard', attrs: { url } }))], [['r.pdf', url]]],
    ['one address twice', [p(card(url), ' ', link('again', url))], [['again', url]]],
    ['an address without path', [p(card('https://a.example'))], [['https://a.example', 'https://a.example']]],
    ['a quoted one', [node('blockquote', p(card(url), link('x', url)))], []],
    ['one in code', [p(text('x', { type: 'link', attrs: { href: url } }, 'code')), node('codeBlock', 'x')], []],
    ['a struck one', [p(text('x', { type: 'link', attrs: { href: url } }, 'strike'))], []],
    ['a struck card', [p({ ...card(url), marks: [{ type: 'strike' }] })], []],
    ['one below a signature', [p('-- '), p(card(url))], []],
    [
      'what is no address',
      [p(link('x', 'javascript:alert(1)'), link('y', '/relative'), link('z', 'mailto:a@b.example'), card('ftp://a'))],
      [],
    ],
    [
      'a picture that lies elsewhere',
      [node('mediaSingle', { type: 'media', attrs: { type: 'external', url } })],
      [['r.pdf', url]],
    ],
    ['a card without address', [p({ type: 'inlineCard', attrs: {} })], []],
  ];
  it.each(shown)('%s', (_, content, expected) => {
    expect(found(content)).toEqual(expected);
  });

  it('have the id of what can be fetched', () => {
    const idOf = (at: string) => (at === url ? '10001' : undefined);
    expect(attachmentsIn(doc(p(card(url), card('https://b.example/x'))), idOf)).toEqual([
      { id: '10001', name: 'r.pdf', url },
      { name: 'x', url: 'https://b.example/x' },
    ]);
  });

  const content = 'https://site.example/rest/api/3/attachment/content/10001';
  const fileOf: FileOf = ({ media: id, name }) =>
    id === 'uuid-1' || name === 'users.csv' ? { id: '10001', name: 'users.csv', url: content } : undefined;
  it.each([
    ['in a group', node('mediaGroup', media('uuid-1'))],
    ['alone', node('mediaSingle', media('other', 'users.csv'))],
    ['as a link', node('mediaSingle', { ...media('uuid-1'), marks: [{ type: 'link', attrs: { href: url } }] })],
    ['in a line', p('see ', { type: 'mediaInline', attrs: { id: 'uuid-1' } })],
    ['in a cell', node('table', node('tableRow', node('tableCell', node('mediaSingle', media('uuid-1')))))],
  ])('are files shown %s', (_, shownFile) => {
    expect(found([shownFile], fileOf)).toEqual([['users.csv', content]]);
    expect(ownWords(doc(p('!evidence export'), shownFile), fileOf)).toContain(content);
    expect(found([node('blockquote', shownFile)], fileOf)).toEqual([]);
  });

  it('are no files that the issue does not have any more', () => {
    const gone = node('mediaGroup', media('uuid-9', 'gone.csv'));
    expect(found([gone], fileOf)).toEqual([]);
    expect(ownWords(doc(gone, p('!done')), fileOf)).toBe('!done');
  });

  it('are evidence for the item that the word names, as a link is', () => {
    const said = ownWords(doc(p('!evidence export'), node('mediaGroup', media('uuid-1'))), fileOf);
    expect(parseCommands(said)).toMatchObject([{ command: { verb: 'evidence', links: [content] } }]);
  });
});

describe('any document', () => {
  const types = [
    'paragraph',
    'heading',
    'bulletList',
    'listItem',
    'panel',
    'table',
    'tableRow',
    'tableCell',
    'blockquote',
    'codeBlock',
    'mediaSingle',
    'taskItem',
    'text',
    'hardBreak',
    'rule',
    'date',
    'mention',
    'media',
    'inlineCard',
    'emoji',
    'hologram',
  ];
  const attrs = fc.dictionary(fc.constantFrom('id', 'url', 'timestamp', 'text', 'alt', 'data', 'level'), fc.anything());
  const marks = fc.array(fc.record({ type: fc.constantFrom('strong', 'code', 'strike', 'link', 'x'), attrs }));
  const depth = fc.createDepthIdentifier();
  const { tree } = fc.letrec<{ tree: AdfNode }>((tie) => ({
    tree: fc.record(
      {
        type: fc.constantFrom(...types),
        text: fc.string({ unit: 'binary' }),
        attrs,
        marks,
        content: fc.array(tie('tree'), { maxLength: 3, depthIdentifier: depth }),
      },
      { requiredKeys: ['type'] },
    ),
  }));

  it('is read, whatever stands in it', () => {
    fc.assert(
      fc.property(fc.array(tree, { maxLength: 5 }), (content) => {
        const any = documentShape.parse(doc(...content));
        const said = ownWords(any);
        expect(ownWords(any)).toBe(said);
        attachmentsIn(any, () => undefined);
        parseCommands(said);
      }),
      { numRuns: 400, seed: 27001 },
    );
  });

  it('says nothing that stands in quotes or code, wherever they stand', () => {
    const secret = 'zq7secretzq7';
    const hidden = fc.constantFrom(
      node('blockquote', p(secret), ul(li(p(link(secret, `https://${secret}.example`))))),
      node('codeBlock', secret),
      p(text(secret, 'code')),
      p(text(secret, 'strike')),
    );
    const around = fc.constantFrom('bulletList', 'listItem', 'panel', 'expand', 'tableCell', 'paragraph', 'hologram');
    fc.assert(
      fc.property(fc.array(tree, { maxLength: 3 }), hidden, fc.array(around), (before, inner, path) => {
        const place = path.reduceRight<AdfNode>((nest, type) => node(type, p('x'), nest), inner);
        const any = doc(...before, place, p('!done'));
        expect(ownWords(any)).not.toContain(secret);
        expect(JSON.stringify(attachmentsIn(any, () => undefined))).not.toContain(secret);
      }),
      { numRuns: 300, seed: 27001 },
    );
  });

  it.each([
    ['lists', ['listItem', 'bulletList']],
    ['quotes', ['blockquote']],
    ['panels', ['panel']],
    ['paragraphs', ['paragraph']],
    ['what is unknown', ['hologram']],
  ])('of %s in each other, 100,000 deep, leaves what is said next readable', (_, outer) => {
    const deep = documentShape.parse(doc(nested(100_000, outer, p('!approve')), p('!done')));
    expect(ownWords(deep)).toBe('!done');
    expect(attachmentsIn(deep, () => undefined)).toEqual([]);
  });

  it('of 200,000 lines is read', () => {
    const chips = [text('x'), day, mention('5b10'), text(' ')];
    const many = Array.from({ length: 200_000 }, (_, i) => chips[i % 4] ?? hardBreak);
    const long = { ...doc(), content: [...many.map((each) => p(each)), p('!done')] };
    expect(ownWords(documentShape.parse(long)).endsWith('\n!done')).toBe(true);
    const wide = doc({ type: 'paragraph', content: [...many, hardBreak, text('!done')] });
    expect(ownWords(documentShape.parse(wide)).endsWith('\n!done')).toBe(true);
    expect(attachmentsIn(wide, () => undefined)).toEqual([]);
  });

  it.each([
    ['a text', 'hello'],
    ['nothing', null],
    ['no document', { type: 'paragraph', content: [] }],
    ['a document without content', { type: 'doc', version: 1 }],
    ['a node without type', doc({ content: [] } as unknown as AdfNode)],
    ['a child that is a text', doc({ type: 'paragraph', content: ['x'] } as unknown as AdfNode)],
    ['a text that is a number', doc({ type: 'text', text: 7 } as unknown as AdfNode)],
  ])('is none: %s', (_, value) => {
    expect(documentShape.safeParse(value).success).toBe(false);
  });

  it('keeps what is not known here untouched', () => {
    const strange = doc({ type: 'hologram', attrs: { localId: '1' }, depth: 3, content: [p('x')] } as AdfNode);
    expect(documentShape.parse(strange)).toBe(strange);
  });
});
