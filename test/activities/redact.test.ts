import { afterAll, describe, expect, it } from '@jest/globals';
import { candidatesOf, planRedaction } from '../../activities/redact.ts';
import type { Register } from '../../register/register.ts';
import { WORDS_MEDIA } from '../../register/words.ts';
import { sqliteEngine } from '../register/engines/sqlite.ts';
import { event, registers } from '../register/fixture.ts';

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
