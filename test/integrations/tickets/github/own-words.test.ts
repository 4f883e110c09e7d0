import { describe, expect, it } from '@jest/globals';
import { attachmentsIn } from '../../../../integrations/tickets/github/markdown/links.ts';
import { ownWords, parseComment } from '../../../../integrations/tickets/github/markdown/own-words.ts';

const words = (body: string) => ownWords(parseComment(body));
const links = (body: string) => attachmentsIn(parseComment(body), () => undefined).map(({ name, url }) => [name, url]);

describe("an author's own words", () => {
  const spoken: [string, string][] = [
    ['/approve', '/approve'],
    ['Thanks.\r\n/accept\r\n', 'Thanks.\n/accept'],
    ['Thanks.\n\n/accept', 'Thanks.\n/accept'],
    ['**/accept** _now_', '/accept now'],
    ['- /done\n- really', '/done\nreally'],
    ['# /done', '/done'],
    ['/action @mara-lindt 2027-05-14 rotate_the_keys', '/action @mara-lindt 2027-05-14 rotate_the_keys'],
    ['/action mara@example.com 2027-05-14 x', '/action mara@example.com 2027-05-14 x'],
    ['/evidence export [report](https://a.example/r.pdf)', '/evidence export https://a.example/r.pdf'],
    ['/evidence export https://a.example/a_b_c.csv', '/evidence export https://a.example/a_b_c.csv'],
    ['/evidence export [r][1]\n\n[1]: https://a.example/r.pdf', '/evidence export https://a.example/r.pdf'],
    ['/reject because 3 < 4 & more', '/reject because 3 < 4 & more'],
    ['/risk R-7 consequence=4 likelihood=3', '/risk R-7 consequence=4 likelihood=3'],
    ['two spaces  \n/done', 'two spaces\n/done'],
    ['On Monday Sam wrote:\n> /approve\n\n/deny because no', '/deny because no'],
    ['/done\n-- \nSam Okoro\n/approve', '/done'],
    ['/done\n\n--\nSam', '/done'],
    ['/done\n\n-----Original Message-----\nFrom: Mara\n/approve', '/done'],
    ['```\n-- \n```\n/done', '/done'],
    ['/done\n\n-----\n***loud*** 1.2.3.4.5 is out', '/done\nloud 1.2.3.4.5 is out'],
    ['| a |\n|---|\n| /done |', 'a\n/done'],
  ];
  it.each(spoken)('%j says %j', (body, said) => {
    expect(words(body)).toBe(said);
  });

  const unsaid = [
    '> /approve',
    '> quoted\n/approve',
    '> > /approve',
    '- > /approve',
    '`/approve`',
    '``/approve``',
    '```\n/approve\n```',
    '~~~\n/approve',
    '    /approve',
    '~~/approve~~',
    '<!-- /approve -->',
    '<!--\n/approve\n',
    '<details>\n/approve\n</details>',
    '<blockquote>/approve</blockquote>',
    '[^1]: /approve',
  ];
  it.each(unsaid)('%j says nothing', (body) => {
    expect(words(body)).not.toContain('/approve');
  });

  it.each([
    ['deep quotes', `${'>'.repeat(5000)}x\n`],
    ['deep lists', `${'- '.repeat(3000)}x\n`],
    ['deep emphasis', `${'*a **b '.repeat(3000)}${'c** d* '.repeat(3000)}\n\n`],
    ['deep footnotes', `${'[^a]: '.repeat(5000)}\n\n`],
  ])('%s do not silence what is said next', (_, body) => {
    expect(words(`${body}\n/done`).split('\n')).toContain('/done');
  });
});

describe('links and files of a comment', () => {
  const found: [string, string[][]][] = [
    ['[export.csv](https://a.example/1)', [['export.csv', 'https://a.example/1']]],
    ['see https://a.example/x/export%20all.csv.', [['export all.csv', 'https://a.example/x/export%20all.csv']]],
    ['![shot](https://a.example/s.png)', [['shot', 'https://a.example/s.png']]],
    ['<img width="9" alt="shot" src="https://a.example/s.png">', [['shot', 'https://a.example/s.png']]],
    ['text <img src="https://a.example/s.png" /> text', [['s.png', 'https://a.example/s.png']]],
    ['[r][1]\n\n[1]: https://a.example/r.pdf', [['r', 'https://a.example/r.pdf']]],
    ['https://a.example/1 https://a.example/1', [['1', 'https://a.example/1']]],
    ['https://a.example', [['https://a.example', 'https://a.example']]],
    ['> https://a.example/1', []],
    ['`https://a.example/1`', []],
    ['```\nhttps://a.example/1\n```', []],
    ['<!-- <img src="https://a.example/s.png"> -->', []],
    ['[x](javascript:alert(1)) [y](/relative) a@b.example', []],
  ];
  it.each(found)('%j has %j', (body, expected) => {
    expect(links(body)).toEqual(expected);
  });
});
