/** Latin letters that Unicode does not take apart into a plain letter and a mark. */
const PLAIN: Record<string, string> = {
  ...{ ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', đ: 'd', ð: 'd', þ: 'th', ł: 'l', ħ: 'h', ı: 'i', ĸ: 'k', ŋ: 'n', ŧ: 't' },
  ...{ ƒ: 'f', ɓ: 'b', ɖ: 'd', ɗ: 'd', ə: 'e', ɛ: 'e', ɣ: 'g', ɨ: 'i', ɔ: 'o', ʉ: 'u', ƴ: 'y' },
};

/**
 * @param longest how many characters at most. @returns the text as a short name of a-z, 0-9, and hyphens:
 * `strassen-sohne` of `Straßen & Söhne`; undefined where nothing of it can stand in one, such as `株式会社`.
 */
export function shortNameOf(text: string, longest: number): string | undefined {
  const plain = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const latin = plain.replace(/\p{L}/gu, (letter) => PLAIN[letter] ?? letter);
  const short = latin.replace(/[^a-z0-9]+/g, '-').replace(/^-+/, '');
  return short.slice(0, longest).replace(/-+$/, '') || undefined;
}
