import { describe, expect, it } from '@jest/globals';
import { NotUtf8, textOfBytes } from '../../config/utf8.ts';

describe('the text of a file', () => {
  it.each(['', 'owner: Søren\n', '\uFEFFid,title\n', 'a \uFFFD that stands there', '𝄞'])(
    'is read as it is: %j',
    (text) => {
      expect(textOfBytes(Buffer.from(text))).toBe(text);
    },
  );

  it.each([
    ['Latin-1', Buffer.from('a: b\nname: S\xf8m\n', 'latin1'), 2, 8],
    ['Latin-1 at the end', Buffer.from('ab\xe9', 'latin1'), 1, 3],
    ['UTF-16 with its mark', Buffer.from('\uFEFFa: b\n', 'utf16le'), 1, 1],
    ['UTF-16 without', Buffer.from('a: b\n', 'utf16le'), 1, 2],
    ['a letter cut short', Buffer.from('naïve\nü').subarray(0, -1), 2, 1],
  ])('is refused where it is %s, with the place', (_, bytes, line, column) => {
    const read = () => textOfBytes(bytes);
    expect(read).toThrow(NotUtf8);
    expect(read).toThrow(expect.objectContaining({ line, column }));
  });
});
