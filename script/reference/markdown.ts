/** @returns a table of Markdown; a pipe in a cell would end the cell. */
export function tableOf(head: string[], rows: string[][]): string {
  const line = (cells: string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** @returns the text as code, empty for an empty text. */
export function code(text: string): string {
  return text === '' ? '' : `\`${text}\``;
}

/** @returns a page with the note that nobody edits it by hand. */
export function pageOf(title: string, source: string, ...parts: string[]): string {
  const note = `<!-- Made from ${source} by: script/node script/reference/main.ts -->`;
  return `${[`# ${title}`, note, ...parts].join('\n\n')}\n`;
}
