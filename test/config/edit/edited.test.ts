import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readDocument } from '../../../config/document.ts';
import { edited } from '../../../config/edit/edited.ts';
import { type Edit, printedText } from '../../../config/edit/value.ts';

/** Whoever wrote this had a hand of their own. */
const FILE = `# Our programme.   Two blanks before this full stop  .
%s
organisation:   "Example  GmbH"  # odd quoting
'instance': example
purpose: &anchor |
  # no comment, but text

  two lines
folded: >-
    a text that
    goes on
trackers:            # where tickets live

  "github":          # the first one
    kind: github
    repository: 'example/isms'   # private
    token: "\${env:GITHUB_TOKEN}"
    # limits: { per_minute: 10 }

  # between the two
  other: { kind: jira,  project: ISMS, fields: {customfield_1: "1",}, }   # in one line
    # deeper than all

people: {
  sam: { name: Sam Okoro, mail: sam@example.com },   # flow over lines
  mara: {name: "Mara: Lindt"}  # no mail
}
roles:
- mara
-   elena
empty:
none: {}   # nothing yet
last: 'it''s'`.replace('%s\n', '');

const written = (text: string, ...edits: Edit[]) => {
  const result = edited(text, edits);
  if (result === undefined) throw new Error('not edited');
  return result;
};

/** @returns the lines that differ: what went, and what came. */
function difference(before: string, now: string) {
  const [old, young] = [before.split('\n'), now.split('\n')];
  return { gone: old.filter((line) => !young.includes(line)), come: young.filter((line) => !old.includes(line)) };
}

const JIRA = {
  kind: 'jira',
  site: 'https://example.atlassian.net',
  project: 'ISMS',
  type: '10002',
  token: `\${env:JIRA_TOKEN}`,
  fields: { customfield_10417: '10220' },
  status: { open: '10000', done: '10002' },
};

describe('a new entry', () => {
  it('stands behind the last one and its comments; every other character stays', () => {
    const result = written(FILE, { path: ['trackers', 'jira'], value: JIRA });
    const entry = `  jira:
    kind: jira
    site: "https://example.atlassian.net"
    project: ISMS
    type: 10002
    token: "\${env:JIRA_TOKEN}"
    fields: { customfield_10417: 10220 }
    status: { open: 10000, done: 10002 }
`;
    const [above, below] = result.split(entry);
    expect(`${above}${below}`).toBe(FILE);
    expect(above?.endsWith('    # deeper than all\n')).toBe(true);
  });

  it('fills a key that has nothing, or an empty map', () => {
    for (const key of ['empty', 'none']) {
      const result = written(FILE, { path: [key, 'jira'], value: JIRA });
      expect(difference(FILE, result).come.slice(key === 'none' ? 1 : 0)[0]).toBe('  jira:');
      expect(result).toContain(
        key === 'none' ? 'none:    # nothing yet\n  jira:\n    kind: jira\n' : 'empty:\n  jira:\n',
      );
    }
  });

  it('comes at the end where its section is not there, and into a file without anything', () => {
    expect(written(FILE, { path: ['new', 'jira', 'kind'], value: 'jira' })).toBe(
      `${FILE}\nnew:\n  jira: { kind: jira }\n`,
    );
    expect(written('# nothing\n', { path: ['trackers', 'a'], value: { kind: 'x' } })).toBe(
      '# nothing\ntrackers:\n  a: { kind: x }\n',
    );
  });

  it('is written within the line where the map is', () => {
    expect(written(FILE, { path: ['people', 'mara', 'jira'], value: '557058:f5-8' })).toBe(
      FILE.replace('"Mara: Lindt"}', '"Mara: Lindt", jira: "557058:f5-8"}'),
    );
    expect(written(FILE, { path: ['trackers', 'other', 'type'], value: '1' })).toBe(
      FILE.replace('"1",}, }', '"1",}, type: 1, }'),
    );
  });

  it('takes the line ends of the file', () => {
    const windows = FILE.replaceAll('\n', '\r\n');
    const result = written(windows, { path: ['trackers', 'jira'], value: JIRA });
    expect(result.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    expect(result.replaceAll('\r\n', '\n')).toBe(written(FILE, { path: ['trackers', 'jira'], value: JIRA }));
  });
});

describe('an entry that stands there', () => {
  it('has only the values changed that are named; others and comments stay', () => {
    const value = { kind: 'github', repository: 'example/two', token: `\${file:t}`, api: 'https://ghe.example.com' };
    expect(difference(FILE, written(FILE, { path: ['trackers', 'github'], value }))).toEqual({
      gone: [`    repository: 'example/isms'   # private`, `    token: "\${env:GITHUB_TOKEN}"`],
      come: [
        `    repository: example/two   # private`,
        `    token: "\${file:t}"`,
        '    api: "https://ghe.example.com"',
      ],
    });
  });

  it('keeps fields that are not named', () => {
    const edit = { path: ['trackers', 'other'], value: { fields: { customfield_2: { option: '1', child: '2' } } } };
    expect(written(FILE, edit)).toBe(
      FILE.replace('customfield_1: "1",}', 'customfield_1: "1", customfield_2: { option: 1, child: 2 },}'),
    );
  });

  it('loses a key with its line, or out of its line', () => {
    expect(difference(FILE, written(FILE, { path: ['trackers', 'github', 'token'], value: undefined }))).toEqual({
      gone: [`    token: "\${env:GITHUB_TOKEN}"`],
      come: [],
    });
    const one = written(FILE, { path: ['people', 'sam', 'mail'], value: undefined });
    expect(one).toBe(FILE.replace(', mail: sam@example.com', ''));
    const first = written(FILE, { path: ['people', 'sam', 'name'], value: undefined });
    expect(first).toBe(FILE.replace('name: Sam Okoro, ', ''));
    expect(written(FILE, { path: ['no', 'such'], value: undefined })).toBe(FILE);
  });

  it('replaces a text of several lines', () => {
    expect(written(FILE, { path: ['folded'], value: 'one' })).toContain('folded: one\ntrackers:');
  });
});

describe('a file that cannot be edited with certainty', () => {
  it.each([
    ['no YAML', 'a: [\n'],
    ['a list where a map is wanted', 'trackers:\n- x\n'],
    ['an alias', '{ trackers: &x { a: 1 }, b: *x }'],
    ['a key that stands there twice', 'trackers:\n  jira: { kind: jira }\n  jira: { kind: github }\n'],
  ])('%s: nothing is written', (_, text) => {
    expect(edited(text, [{ path: ['trackers', 'jira'], value: { kind: 'x' } }])).toBeUndefined();
  });
});

describe('any value', () => {
  it('is read again as it was, whatever it looks like', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const result = edited(FILE, [{ path: ['trackers', 'jira', 'note'], value: text }]);
        return result?.includes(printedText(text));
      }),
      { numRuns: 40 },
    );
    for (const text of [
      '',
      ' x',
      'a: b',
      'a #b',
      '- a',
      'null',
      '~',
      '{',
      "it's",
      '2027-04-12',
      '&a',
      '@x',
      'a\nb',
      '#',
    ])
      expect(readDocument(`a: ${printedText(text)}\n`).tree).toEqual({ a: text });
  });
});
