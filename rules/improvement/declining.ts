/** Why an opportunity for improvement may be declined, as it is typed and as it reads. */
export const CLASSES = {
  'out-of-scope': 'out of scope',
  'within-risk-tolerance': 'within risk tolerance',
  'not-an-improvement': 'not an improvement',
  'cost-outweighs-benefit': 'cost outweighs benefit',
  other: 'other',
} as const;

export type Class = keyof typeof CLASSES;

const form = new RegExp(
  `^(${Object.keys(CLASSES)
    .map((c) => c.replaceAll('-', '[- ]'))
    .join('|')})(?![\\w-])[\\s,;:.]*(?:because\\b)?\\s*([\\s\\S]*)$`,
  'i',
);

/** @returns the class and the reason that a text states, or what is wrong with it. */
export function readDecline(text: string): { why: Class; reason: string } | { wrong: string } {
  const [, written, reason = ''] = form.exec(text) ?? [];
  const why = written?.toLowerCase().replaceAll(' ', '-');
  if (why === undefined || !isClass(why)) return { wrong: `it begins with one of ${Object.keys(CLASSES).join(', ')}` };
  if (!/[\p{L}\p{N}]/u.test(reason)) return { wrong: 'it needs a reason' };
  return { why, reason };
}

function isClass(text: string): text is Class {
  return Object.hasOwn(CLASSES, text);
}
