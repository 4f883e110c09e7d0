import { afterAll, describe, expect, it } from '@jest/globals';
import { tripped } from '../../../rules/breaker.ts';
import { clipped } from '../../../rules/clipped.ts';
import { plusMs } from '../../../rules/time.ts';
import type { Engine } from '../engines/engine.ts';
import { event, registers, START } from '../fixture.ts';

const SAID = 'Zaphod 100% "said"\nno_more \\ words';
const by = { actor: 'person:mara', at: START, because: 'asked for' };

/** Where a redacted text stands besides the blob, and where it must not. */
export function redactionCases(engine: Engine): void {
  const place = registers(engine);
  afterAll(place.end);

  async function said() {
    const { register, url } = await place.open();
    const [logged] = await register.write((tx) => tx.append([event('task/a', { note: { text: SAID } })]));
    return { register, url, hash: (logged?.body.note as { blob: string } | undefined)?.blob ?? '' };
  }

  describe('a redaction', () => {
    it('takes the text out of messages, of the ticket as last written, and of purposes, and of nothing else', async () => {
      const { register, url, hash } = await said();
      const effect = { record: 'a', tracker: 'gh', kind: 'comment' as const, priority: 1 };
      const body = { text: [[`x ${SAID}.`], ['kept']] };
      await register.write(async (tx) => {
        await tx.addEffects([
          { ...effect, key: 'sent', body },
          { ...effect, key: 'waiting', tracker: 'mail', body: { ...body, lines: [SAID.replaceAll('\n', ' ')] } },
          { ...effect, key: 'other', tracker: 'chat', body: { text: 'Zaphod 100% "said" something; no_more' } },
          { ...effect, key: 'failing', tracker: 'x', body: {} },
        ]);
        await tx.finishEffect('sent', { echoed: SAID });
        await tx.hint('task', 'a', { written: JSON.stringify({ block: [SAID] }) });
        await tx.addProgramme({ at: START, source: 's', programme: {}, state: 'effective', actor: 'm', because: SAID });
      });
      const [lease] = await register.leaseEffects({ owner: 'w', leaseMs: 1, limit: 1, now: START, tracker: 'x' });
      if (!lease) throw new Error('no lease');
      const retry = { kind: 'retry' as const, error: `refused: ${SAID}`, notBefore: plusMs(START, 1) };
      await register.write((tx) => tx.releaseEffect(lease, retry));

      await register.write((tx) => tx.redact(hash, by));
      const effects = Object.fromEntries((await register.effects({}, 9)).map((e) => [e.key, e]));
      expect(effects.sent).toMatchObject({ body: { redacted: true }, result: { echoed: '[redacted]' }, state: 'done' });
      expect(effects.waiting?.body).toEqual({ text: [['x [redacted].'], ['kept']], lines: ['[redacted]'] });
      expect(effects.other?.body).toEqual({ text: 'Zaphod 100% "said" something; no_more' });
      expect(effects.failing?.lastError).toBe('refused: [redacted]');
      expect((await register.load('task', 'a'))?.hints.written).toBe('{"block":["[redacted]"]}');
      expect((await register.programmeHistory())[0]?.because).toBe('[redacted]');
      for (const table of ['event', 'task', 'effect', 'programme', 'blob']) {
        const rows = JSON.stringify(await engine.run(url, `select * from ${table}`));
        expect(rows.replaceAll('something; no_more', '')).not.toContain('no_more');
      }
      expect(await register.verify()).toMatchObject({ ok: true, breaks: [] });
    });

    it('finds a title that was too short for the text, and takes that out of messages and of what is known of an outage', async () => {
      const { register } = await place.open();
      const text = 'The supplier lost the papers of Zaphod Beeblebrox and of all who share a flat with him in town';
      const title = `INC-2027-001: ${clipped(text, 44)}`;
      expect(title).toMatch(/Zaphod Beeb…$/);
      const [, logged] = await register.write((tx) =>
        tx.append([event('task/a', { note: { text } }), event('task/b', { title: { text: title } })]),
      );
      const hash = (logged?.body.title as { blob: string } | undefined)?.blob ?? '';
      const found = await register.holding(text);
      expect(found).toContainEqual({ kind: 'words', hash, whole: false });
      const effect = { record: 'b', tracker: 'mail', kind: 'notice' as const, priority: 1, key: 'n' };
      await register.write(async (tx) => {
        await tx.addEffects([{ ...effect, body: { subject: `Late: ${title}`, lines: ['The sup…'] } }]);
        await tx.setBreaker('gh', tripped(undefined, { kind: 'unauthorised', why: `refused: ${text}` }, START));
      });
      const whole = found.find((one) => one.kind === 'words' && one.whole);
      await register.write((tx) => tx.redact(whole?.kind === 'words' ? whole.hash : '', by));
      expect((await register.effects({}, 9))[0]?.body).toEqual({
        subject: 'Late: INC-2027-001: [redacted]',
        lines: ['The sup…'],
      });
      expect((await register.breaker('gh'))?.why).toBe('refused: [redacted]');
    });

    it('finds who else holds the text, whole or within more, and which events name it', async () => {
      const { register, hash } = await said();
      const file = await register.putBlob(Buffer.from(JSON.stringify({ comment: `/x\n${SAID}` })), 'application/json');
      const events = [
        event('task/b', { note: { text: SAID } }),
        event('task/b', { note: { text: `${SAID}, he added` }, kept: file }),
        event('task/b', { note: { text: 'Zaphod' } }),
      ];
      const logged = await register.write((tx) => tx.append(events));
      const hashes = logged.map((e) => (e.body.note as { blob: string }).blob);
      const found = await register.holding(SAID);
      const words = found.flatMap((one) => (one.kind === 'words' ? [[one.hash, one.whole]] : []));
      const expected = [
        [hash, true],
        [hashes[0], true],
        [hashes[1], false],
      ];
      expect(new Set(words.map(String))).toEqual(new Set(expected.map(String)));
      expect(found.filter((one) => one.kind === 'bytes')).toEqual([
        { kind: 'bytes', hash: file, media: 'application/json' },
      ]);
      expect((await register.eventsNaming(file)).map((e) => e.sequence)).toEqual([3]);
      expect(await register.hashesLike(hash.slice(0, 20))).toEqual([hash]);
      expect(await register.hashesLike('nothing')).toEqual([]);
      expect(await register.holding(' \n')).toEqual([]);
    });

    it('finds every event that names a file, however many do', async () => {
      const { register } = await said();
      const file = await register.putBlob(Buffer.from('users'), 'text/csv');
      const many = Array.from({ length: 120 }, () => event('task/b', { kept: file }));
      const logged = await register.write((tx) => tx.append(many));
      expect((await register.eventsNaming(file)).map((e) => e.sequence)).toEqual(logged.map((e) => e.sequence));
    });

    it('finds other files of the same bytes, also those that no event names, and no words', async () => {
      const { register } = await said();
      const put = (text: string) => register.putBlob(Buffer.from(text), 'text/plain');
      const [first, same, gone] = [await put(SAID), await put(SAID), await put(SAID)];
      const [none, empty] = [await put(''), await put('')];
      await put(`${SAID}, he added`);
      await put(SAID.toUpperCase());
      expect(await register.copies(first)).toEqual(
        [same, gone].sort().map((hash) => ({ kind: 'bytes', hash, media: 'text/plain' })),
      );
      await register.write((tx) => tx.redact(gone, by));
      expect((await register.copies(first)).map(({ hash }) => hash)).toEqual([same]);
      expect(await register.copies(gone)).toEqual([]);
      expect([await register.copies(none), await register.copies(empty)]).toEqual([[], []]);
    });

    it('that fails leaves everything as it was', async () => {
      const { register, hash } = await said();
      const failing = register.write(async (tx) => {
        await tx.redact(hash, by);
        await tx.redact('0'.repeat(64), by);
      });
      await expect(failing).rejects.toMatchObject({ fault: 'unknown' });
      expect((await register.events({ limit: 1 }))[0]?.body).toEqual({ note: { text: SAID } });
      expect(await register.redacted([hash])).toEqual(new Set());
    });

    it('says what may still hold the text in files of the engine', async () => {
      const { register } = await said();
      const stays = await register.purge();
      if (engine.name === 'SQLite') expect(stays).toBeUndefined();
      else expect(stays).toMatch(/vacuum full on blob/);
    });
  });

  describe('a programme whose file was redacted', () => {
    it('is empty, and a break if it is not', async () => {
      const { register, url } = await place.open();
      const add = async (text: string) => {
        const source = await register.putBlob(Buffer.from(text), 'application/yaml');
        const kept = { at: START, source, programme: { text }, state: 'effective', actor: 'person:mara' };
        await register.write(async (tx) => {
          const { version, hash } = await tx.addProgramme(kept);
          await tx.append([event('programme', { version, hash, source })]);
        });
        return source;
      };
      const [old, current] = [await add('Zaphod does it'), await add('Sam does it')];
      await expect(register.write((tx) => tx.redact(current, by))).rejects.toThrow(
        /^programme version 2 is in force: apply/,
      );
      await register.write((tx) => tx.redact(old, by));
      expect((await register.programme(1))?.programme).toEqual({ redacted: true });
      expect(await register.verify()).toMatchObject({ ok: true, breaks: [] });
      await engine.tamper(url, `update programme set programme = '{"text":"Zaphod does it"}' where version = 1`);
      expect((await register.verify()).breaks.map((one) => one.where)).toEqual(['programme 1 redacted']);
    });
  });
}
