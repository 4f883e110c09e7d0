/** Controls of Annex A of ISO/IEC 27001:2022, by theme. */
const THEMES: Record<string, number> = { '5': 37, '6': 8, '7': 14, '8': 34 };

/** @returns whether Annex A of the 2022 edition has this control: `A.5.1` to `A.8.34`. */
export function isOfAnnexA(text: string): boolean {
  const [, theme = '', control] = /^A\.(\d)\.([1-9]\d?)$/.exec(text) ?? [];
  return Number(control) <= (THEMES[theme] ?? 0);
}

/** @returns whether a text names a control: one of Annex A, or one of the organisation's own (6.1.3 b), such as `X-3`. */
export function isControl(text: string): boolean {
  return isOfAnnexA(text) || (/^[A-Z][\w-]*(\.[\w-]+)*$/.test(text) && text.length <= 24 && !/^A\./.test(text));
}

/** @returns controls in the order of the annex, then those of one's own. */
export function inOrder(controls: Iterable<string>): string[] {
  return [...controls].sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
}
