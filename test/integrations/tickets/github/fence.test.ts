import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { planEdit } from '../../../../integrations/tickets/github/edit-plan.ts';
import { fenced, parseFence } from '../../../../integrations/tickets/github/markdown/fence.ts';
import { draftOf, progressed } from '../../../contract/draft.ts';

const issue = { title: 'x', labels: [], assignees: [], state: 'open' as const, state_reason: null };

function bodyAfter(body: string, draft = draftOf()): string | undefined {
  return planEdit({ ...issue, body }, draft).patch?.body;
}

describe('the end marker', () => {
  it('reads as written in the form that people know', () => {
    const body = fenced('line', 'AR-7K2', 'abc-1', '');
    expect(body).toMatch(/^line\n<!-- dutybound:end AR-7K2 · write below this line · abc-1\.[0-9a-f]{12} -->$/);
    expect(parseFence(body)).toEqual({ key: 'abc-1', display: 'AR-7K2', block: 'line', below: '', intact: true });
  });

  it("takes the editor's CRLF for no change, and gives the rest back byte for byte", () => {
    const body = fenced('one\n\ntwo', 'AR-1', 'k', '\n\nmine  \n\ttab').replaceAll('\n', '\r\n');
    expect(parseFence(body)).toMatchObject({ block: 'one\n\ntwo', below: '\r\n\r\nmine  \r\n\ttab', intact: true });
  });

  it('tells a changed block and a lost marker', () => {
    const body = fenced('one\n\ntwo', 'AR-1', 'k', '');
    expect(parseFence(body.replace('two', 'three'))?.intact).toBe(false);
    expect(parseFence(body.replace('dutybound:end', 'dutybound: end'))).toBeUndefined();
    expect(parseFence('')).toBeUndefined();
  });

  it('finds the real marker where somebody pasted another one', () => {
    const body = fenced('one', 'AR-1', 'k', '\n\nnotes');
    const pasted = fenced('other', 'AR-2', 'k2', '');
    expect(parseFence(`${body}\n${pasted}`)).toMatchObject({ key: 'k', block: 'one' });
    expect(parseFence(`${body}\n${pasted}`)?.below).toBe(`\n\nnotes\n${pasted}`);
    const inside = `${pasted.split('\n')[1]}\n${body}`;
    expect(parseFence(inside)?.intact).toBe(false);
    expect(parseFence(inside, 'k')).toMatchObject({ key: 'k', below: '\n\nnotes', intact: false });
    expect(parseFence(inside, 'k3')).toBeUndefined();
  });
});

describe('rewriting a body', () => {
  const draft = draftOf();
  const written = bodyOf(draft);

  it('writes nothing where all is as drafted, CRLF or not', () => {
    expect(bodyAfter(written, draft)).toBeUndefined();
    expect(bodyAfter(`${written}\n\nmine`.replaceAll('\n', '\r\n'), draft)).toBeUndefined();
  });

  it("does not take the engine's older words for people's where the block is intact", () => {
    const { lastWritten: _, ...next } = progressed(draft);
    expect(parseFence(bodyAfter(written, next) ?? '')?.below).toBe('');
  });

  it('moves a line that was changed in place, as it was changed', () => {
    const changed = written.replace('Remove what must go.', 'Remove what must go, says Jonas.');
    const body = bodyAfter(changed, progressed(draft)) ?? '';
    expect(parseFence(body)).toMatchObject({ intact: true, below: '\n\n2. Remove what must go, says Jonas.' });
  });

  it("leaves a body with another task's marker alone", () => {
    const plan = planEdit({ ...issue, body: written }, draftOf());
    expect(plan.fenceMissing).toBe(true);
    expect(plan.patch?.body).toBeUndefined();
  });

  it("moves another task's marker that was pasted inside below the own one", () => {
    const foreign = fenced('', 'AR-2', 'k2', '').trim();
    const body = bodyAfter(`${foreign}\n${written}`, draft) ?? '';
    expect(parseFence(body)).toMatchObject({ key: draft.key, intact: true, below: `\n\n${foreign}` });
  });

  it('never loses a line that people wrote, wherever they wrote it', () => {
    const words = fc.stringMatching(/^[a-z0-9 .,*>#-]{1,30}$/).filter((line) => line.trim() !== '');
    fc.assert(
      fc.property(words, fc.nat(), fc.boolean(), words, (line, at, isCrlf, below) => {
        const marked = `${line} mine`;
        const lines = written.split('\n');
        const end = lines.findIndex((each) => each.startsWith('<!-- '));
        const typed = `${lines.toSpliced(at % (end + 1), 0, marked).join('\n')}\n\n${below}`;
        const body = bodyAfter(isCrlf ? typed.replaceAll('\n', '\r\n') : typed, progressed(draft)) ?? '';
        const found = parseFence(body);
        expect(found?.intact).toBe(true);
        expect(found?.block).not.toContain(marked);
        expect(found?.below.split(marked)).toHaveLength(2);
        expect(found?.below.endsWith(below)).toBe(true);
      }),
      { numRuns: 200, seed: 7 },
    );
  });
});

function bodyOf(draft: ReturnType<typeof draftOf>): string {
  const empty = fenced('nothing yet', draft.display, draft.key, '');
  return bodyAfter(empty, draft) ?? '';
}
