import { WHATS, type What } from '../../activities/doctor/finding.ts';
import { inside } from './findings/inside.ts';
import { outside } from './findings/outside.ts';
import type { Row } from './findings/row.ts';
import { code, pageOf, tableOf } from './markdown.ts';

/** Everything that `doctor` may find amiss; the compiler asks for each. */
export const rows: Record<What, Row> = { ...outside, ...inside };

const parts: [heading: string, names: string[]][] = [
  ['Tracker, people, webhook, notices', Object.keys(outside)],
  ['Programme, register, folder, engine', Object.keys(inside)],
];

/** @returns the page of everything that `doctor` finds, a row each. */
export function findingsPage(): string {
  return pageOf(
    'What doctor finds',
    'script/reference/findings/',
    `\`dutybound doctor\` looks at everything that \`apply\` and the engine rely on. It writes nothing and sends nothing. Each look stands by itself and has a
time-out: one that fails or gets no answer is a finding of its own and hides no other. One line each says the place, what was found, the next step, and what is allowed;
no line carries a secret.`,
    `**problem** (✗): to be mended; the exit code is 1, or 4 if a credential is among them. **note** (!): to be known. \`apply\` makes the same looks at tracker, people, and
notices, and refuses while one of these is a problem. It goes ahead where only the running engine suffers: the last column says so, \`--json\` by \`operational\`.`,
    `On one machine \`doctor\` finds by itself what \`up\` runs. Where the parts run apart, give it the same \`--data\`, \`DUTYBOUND_REGISTER\`, \`--temporal\`, \`--namespace\`,
\`--redis\`, and \`DUTYBOUND_REDIS_PASSWORD\` as they get. A token that may only read and write issues cannot look at webhooks, and need not: the intake notes when it last took a
delivery and when it last refused one, at most once a minute, and the sweep notes changes that no delivery told of.`,
    ...parts.map(([heading, names]) => `## ${heading}\n\n${table(WHATS.filter((what) => names.includes(what)))}`),
  );
}

function table(whats: What[]): string {
  const cells = whats
    .map((what) => [what, rows[what]] as const)
    .map(([what, row]) => [
      code(what),
      row.says.map((text) => `“${text}”`).join('; '),
      row.means,
      row.next,
      verdictOf(row),
    ]);
  return tableOf(['`what`', 'Says', 'Means', 'Do', 'Level; apply'], cells);
}

function verdictOf({ levels, stops }: Row): string {
  const apply = stops ? 'refuses' : 'goes ahead';
  if (!levels.includes('problem')) return 'note';
  return `${levels.includes('note') ? 'problem or note' : 'problem'}; ${apply}`;
}
