import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readDocument } from '../../config/document.ts';
import { formatMistakes, parseProgramme } from '../../config/programme.ts';
import { readSpan } from '../../config/span.ts';
import { parseAddress } from '../../register/dialect/postgres/address.ts';
import { RegisterError } from '../../register/errors.ts';

const example = (name: string) => readFileSync(join(import.meta.dirname, '../../examples', name), 'utf8');
const STARTER = example('starter.yaml');
/** A place in a programme with each kind of tracker. */
const anywhere = fc
  .constantFrom(STARTER, example('two-trackers.yaml'))
  .chain((text) => fc.nat(text.length).map((at) => ({ before: text.slice(0, at), after: text.slice(at) })));
const runs = { numRuns: 150, seed: 27001 };
const SECRET = 'ghp_PlantedToken1Of4Secrets234567890abcd';

function mistakesIn(text: string): string[] {
  const parsed = parseProgramme(text, 'isms.yaml');
  return 'mistakes' in parsed ? parsed.mistakes.map((m) => `${m.path}: ${m.message}`) : [];
}

/** Pieces that mean something to YAML, or to what reads it. */
const piece = fc.oneof(
  fc.constantFrom(
    '&a ',
    '*a',
    '<<: *a',
    '!!js/function x',
    '!!binary aGk=',
    '? ',
    '- ',
    ': ',
    '{',
    '}',
    '[',
    ']',
    '|\n',
    '>\n',
  ),
  fc.constantFrom(
    '---\n',
    '...\n',
    '%YAML 1.2\n',
    '\t',
    '\n  ',
    '"',
    "'",
    '#',
    '\u0000',
    '\ufeff',
    '\u2028',
    '\ud800',
    '\\',
  ),
  fc.constantFrom(
    '__proto__: { polluted: true }\n',
    'constructor: { prototype: { polluted: true } }\n',
    'toString: x\n',
  ),
  fc.constantFrom(
    '1e999',
    '-0',
    '0x1F',
    '0o17',
    '.inf',
    '2027-02-30',
    '2027-01-01T25:00:00Z',
    'null',
    '~',
    'yes',
    '1_000',
  ),
  fc.string({ unit: 'binary', maxLength: 10 }),
);

describe('a programme', () => {
  it('of any text is read or refused, never more, and changes no object', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), (parts) => {
        expect(Array.isArray(mistakesIn(parts.join('')))).toBe(true);
        expect('polluted' in {}).toBe(false);
      }),
      runs,
    );
  });

  it('with anything put anywhere into it is read or refused, with a place', () => {
    fc.assert(
      fc.property(anywhere, piece, fc.nat(30), ({ before, after }, inserted, left) => {
        const text = before + inserted + after.slice(left);
        const parsed = parseProgramme(text, 'isms.yaml');
        if ('programme' in parsed) return;
        expect(parsed.mistakes.length).toBeGreaterThan(0);
        const lines = text.split('\n').length;
        for (const { line, column } of parsed.mistakes) expect(line >= 1 && line <= lines && column >= 1).toBe(true);
      }),
      runs,
    );
  });

  it('shows no secret that slipped into it, wherever it slipped', () => {
    fc.assert(
      fc.property(anywhere, fc.constantFrom('', ' ', '\n', ': ', '"', '\n  - ', '['), ({ before, after }, mark) => {
        const parsed = parseProgramme(`${before}${mark}${SECRET}${after}`, 'isms.yaml');
        if ('mistakes' in parsed) expect(formatMistakes(parsed.mistakes)).not.toContain(SECRET.slice(4, 20));
      }),
      runs,
    );
  });

  it.each([
    [
      'aliases of aliases',
      `a: &a [x]\n${Array.from({ length: 40 }, (_, i) => `b${i}: &b${i} [*a, *a, *a]`).join('\n')}`,
      /alias/,
    ],
    ['a merge', 'a: &a { b: 1 }\nc: { <<: *a }\n', /alias/],
    ['a tag', 'organisation: !!js/function "function () { return 1 }"\n', /tag/],
    ['a key of every object', '__proto__: { polluted: true }\n', /cannot be a key/],
    ['a key that is a map', '? { a: b }\n: c\n', /cannot be a key/],
    ['a key twice', 'organisation: a\norganisation: b\n', /twice/],
    ['a second document', 'a: b\n---\nc: d\n', /one document/],
    ['lists 50,000 deep', '['.repeat(50_000), /./],
    ['maps 50,000 deep', '{a: '.repeat(50_000), /./],
    ['lists 50,000 deep, line by line', Array.from({ length: 300 }, (_, i) => `${' '.repeat(i)}-`).join('\n'), /./],
    ['a number of a million digits', `pace: { planner: ${'9'.repeat(1_000_000)} s }`, /./],
    ['a text of a million letters', `organisation: ${'v'.repeat(1_000_000)}`, /./],
  ])('with %s is refused', (_, text, words) => {
    expect(mistakesIn(text).join('\n')).toMatch(words);
    expect('polluted' in {}).toBe(false);
  });

  it('says everything as text: nothing in it is made to be a number, a date, or an object', () => {
    const { tree } = readDocument('a: 1\nb: 2027-01-01\nc: true\nd: ~\ne: 0x10\nf: .nan\nconstructor: x\n');
    expect(tree).toEqual({ a: '1', b: '2027-01-01', c: 'true', d: '~', e: '0x10', f: '.nan', constructor: 'x' });
  });

  it('refuses a key that every object has where an id belongs', () => {
    for (const key of ['constructor', 'toString', 'hasOwnProperty', '__proto__'])
      expect(mistakesIn(STARTER.replace(/^people:.*$/m, `people:\n  ${key}: { name: X }`)).length).toBeGreaterThan(0);
  });
});

describe('a length of time', () => {
  it('is a finite one or none, whatever the text', () => {
    const text = fc.oneof(
      fc.string(),
      fc.stringMatching(/^[+-]?\d{0,8} ?(days?|months|working days|s|constructor|__proto__)?$/),
      fc.stringMatching(/^PT?[\dHMS.-]{0,12}$/),
    );
    fc.assert(
      fc.property(text, (written) => {
        const span = readSpan(written);
        if (span !== undefined) expect(Number.isSafeInteger(span.n)).toBe(true);
      }),
      { ...runs, numRuns: 1_000 },
    );
  });
});

describe('the address of a register', () => {
  it('is read or refused as one, and its password is in no message and no place', () => {
    const bit = fc.constantFrom(
      '@',
      ':',
      '/',
      '?',
      '#',
      '%',
      '%zz',
      '&',
      '=',
      ' ',
      '\\',
      '[',
      ']',
      '\n',
      'db',
      'schema=',
      'sslmode=disable',
      '5432',
      'isms',
      '"',
      "'",
      ';',
    );
    fc.assert(
      fc.property(fc.array(bit, { maxLength: 6 }), fc.array(bit, { maxLength: 6 }), (before, after) => {
        const url = `postgres://isms:${before.join('')}hunter2${after.join('')}@db:5432/isms`;
        try {
          const { place, schema } = parseAddress(url);
          expect(schema).toMatch(/^[a-z_][a-z0-9_]*$/);
          expect(place).not.toContain(':hunter2');
        } catch (error) {
          expect(error).toBeInstanceOf(RegisterError);
          expect(String(error)).not.toContain('hunter2');
        }
      }),
      { ...runs, numRuns: 1_000 },
    );
  });
});
