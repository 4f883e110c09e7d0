import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { pages } from '../../script/reference/pages.ts';
import { defaults, leastProgramme } from '../../script/reference/programme-defaults.ts';
import { programmeKeys } from '../../script/reference/programme-keys.ts';
import { meanings } from '../../script/reference/programme-meanings.ts';

const REFERENCE = fileURLToPath(new URL('../../docs/reference/', import.meta.url));

describe('the generated reference', () => {
  it.each(pages())(
    '$file is what its source says now; else run: script/node script/reference/main.ts',
    ({ file, text }) => {
      expect(readFileSync(`${REFERENCE}${file}`, 'utf8')).toBe(text);
    },
  );

  it('names every key of the schema that holds a value, and no other', () => {
    expect(Object.keys(meanings).sort()).toEqual(
      valueKeys()
        .map((key) => key.path)
        .sort(),
    );
  });

  it('finds keys through maps by id, lists, and short forms', () => {
    const paths = programmeKeys().map((key) => key.path);
    expect(paths).toEqual(
      expect.arrayContaining(['zone', 'roles.ID', 'ladders.ID.rungs[].repeat', 'duties.ID.evidence.ID.kept']),
    );
  });

  it('says what holds without each key that may be left out', () => {
    const known = defaults(leastProgramme());
    const silent = valueKeys().filter(
      ({ path, required }) => !required && !known[path] && typeof meanings[path] === 'string',
    );
    expect(silent).toEqual([]);
  });

  it('computes no default for a key that is not there', () => {
    const paths = programmeKeys().map((key) => key.path);
    expect(Object.keys(defaults(leastProgramme())).filter((path) => !paths.includes(path))).toEqual([]);
  });
});

/** Keys that hold a value of their own: maps and lists of maps only hold further keys. */
function valueKeys() {
  const keys = programmeKeys();
  return keys.filter(
    ({ path }) => !keys.some((other) => other.path.startsWith(`${path}.`) || other.path.startsWith(`${path}[]`)),
  );
}
