/** What a management review considers (9.3.2) and what comes of it (9.3.3), by the letter that the word `decide` names it by. */
export const TOPICS = {
  a: 'earlier actions',
  b: 'external and internal issues',
  c: 'needs and expectations of interested parties',
  d: 'performance and trends',
  e: 'feedback',
  f: 'risk results and treatment status',
  g: 'opportunities for improvement',
  i: 'result: improvement',
  m: 'result: changes to the ISMS',
} as const;

export type Topic = keyof typeof TOPICS;

/** The inputs of 9.3.2, for which the pack is made. */
export const INPUTS = ['a', 'b', 'c', 'd', 'e', 'f', 'g'] as const;
export type Input = (typeof INPUTS)[number];

/** The item that says who was there. */
export const PRESENT = 'present';

/** Whether an item of a review's task is one of the topics. */
export function isTopic(id: string): id is Topic {
  return Object.hasOwn(TOPICS, id);
}
