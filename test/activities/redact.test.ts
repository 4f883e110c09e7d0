import { afterAll, describe, expect, it } from '@jest/globals';
import { candidatesOf, planRedaction, redact } from '../../activities/redact.ts';
import type { Register } from '../../register/register.ts';
import { WORDS_MEDIA } from '../../register/words.ts';
import { sqliteEngine } from '../register/engines/sqlite.ts';
import { event, registers, START } from '../register/fixture.ts';

const SAID = 'Zaphod said so';

const engine = sqliteEngine();
const place = registers(engine);
afterAll(async () => {
  await place.end();
  await engine.stop();
});

/** Somebody's words, and a file that says the same, with the content type that words are stored under. */
async function alike(): Promise<{ register: Register; words: string; file: string }> {
  const { register } = await place.open();
  const file = await register.putBlob(Buffer.from(SAID), WORDS_MEDIA);
  const [logged] = await register.write((tx) =>
    tx.append([event('task/a', { note: { text: SAID } }), event('task/a', { kept: file })]),
  );
  return { register, words: (logged?.body.note as { blob: string } | undefined)?.blob ?? '', file };
}

describe('a file', () => {
  it('is taken out with its copies, unless they are to be left alone', async () => {
    const { register } = await place.open();
    const put = (text: string) => register.putBlob(Buffer.from(text), 'text/csv');
    const [named, other, orphan] = [await put('a,b'), await put('a,b'), await put('a,b')];
    await put('a,c');
    await register.write((tx) =>
      tx.append([event('task/a', { kept: named }), event('nonconformity/n', { kept: other })]),
    );
    const only = await planRedaction(register, named, true);
    expect(only?.hashes).toEqual([named]);
    expect(new Set(only?.remaining.map((held) => held.kind === 'bytes' && held.hash))).toEqual(
      new Set([other, orphan]),
    );
    const plan = await planRedaction(register, named, false);
    expect([plan?.hashes[0], new Set(plan?.hashes), plan?.remaining]).toEqual([
      named,
      new Set([named, other, orphan]),
      [],
    ]);
    expect(plan?.events.map(({ stream }) => stream)).toEqual(['task/a', 'nonconformity/n']);
    if (plan) await redact(register, plan, { actor: 'person:mara', because: 'asked for', at: START });
    expect(await register.redacted([named, other, orphan])).toEqual(new Set([named, other, orphan]));
    expect(await register.verify()).toMatchObject({ ok: true, breaks: [] });
  });
});

describe('a file with the content type of words', () => {
  it('is listed as a file', async () => {
    const { register, words, file } = await alike();
    const listed = (await candidatesOf(register, 'task/a')).map(({ hash, text }) => [hash, text]);
    expect(listed).toEqual([
      [words, SAID],
      [file, undefined],
    ]);
  });

  it('is taken out as a file: no words go with it', async () => {
    const { register, words, file } = await alike();
    const plan = await planRedaction(register, file, false);
    expect([plan?.text, plan?.hashes]).toEqual([undefined, [file]]);
    const ofWords = await planRedaction(register, words, false);
    expect([ofWords?.text, ofWords?.hashes]).toEqual([SAID, [words]]);
    expect(ofWords?.remaining).toEqual([{ kind: 'bytes', hash: file, media: WORDS_MEDIA }]);
  });
});
