import { describe, expect, it } from '@jest/globals';
import { inJson, patternOf, plain } from '../../register/redaction/spelling.ts';

const texts = ['Zaphod said "no"', 'C:\\temp [x] (1+1=2)?', 'Müller & Söhne', 'ja', 'a/b-c.d', 'two\nlines\tand more'];

describe('a text that is looked for', () => {
  it.each(texts)('is found as it is, within others, and broken into lines: %j', (text) => {
    for (const held of [text, `He wrote: ${text}.`, `x\n${text}\ny`, text.replaceAll(/\s+/g, '\n  ')]) {
      expect(held.search(patternOf(text, plain))).toBeGreaterThanOrEqual(0);
      for (const json of [JSON.stringify({ held }), JSON.stringify(JSON.stringify({ held }))]) {
        expect(json.search(patternOf(text, inJson))).toBeGreaterThanOrEqual(0);
      }
    }
  });

  const long = 'Zaphod Beeblebrox "the\nsecond" took C:\\keys home';
  it.each(['Zaphod B', 'Zaphod Beeb', 'Zaphod Beeblebrox "the second" took C:\\k'])(
    'is found in a title that has only its beginning: %j',
    (left) => {
      const held = `Incident INC-2027-001: ${left}…`;
      expect(held.replaceAll(patternOf(long, plain), '-')).toBe('Incident INC-2027-001: -');
      expect(JSON.stringify({ held }).search(patternOf(long, inJson))).toBeGreaterThanOrEqual(0);
    },
  );

  it.each(['Zaphod Beeb', 'Zaphod…', 'aZaphod Beeb…', 'Zaphod Beez…', 'Zaphod Beeblebrox, who …'])(
    'is not found in other words with the same beginning: %j',
    (held) => expect(held.search(patternOf(long, plain))).toBe(-1),
  );

  it.each([
    ['ja', 'jammer Ninja äja 1ja'],
    ['a.b', 'aXb'],
    ['Zaphod said no', 'Zaphod never said no'],
    ['n a', '\\n amber'],
  ])('is not found inside another word or in other words: %j in %j', (text, held) => {
    expect(held.search(patternOf(text, plain))).toBe(-1);
    expect(JSON.stringify(held).search(patternOf(text, inJson))).toBe(-1);
  });
});
