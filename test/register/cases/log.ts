import { afterAll, describe, expect, it } from '@jest/globals';
import { hashOf } from '../../../register/canonical.ts';
import { StreamConflict } from '../../../register/errors.ts';
import { allEvents, type EventsOf } from '../../../register/events.ts';
import { eventHash } from '../../../register/log.ts';
import type { Engine } from '../engines/engine.ts';
import { event, registers, START, type Tally } from '../fixture.ts';

/** What holds of the log and of people's words in it. */
export function logCases(engine: Engine): void {
  const place = registers(engine);
  afterAll(place.end);

  describe('append', () => {
    it('numbers events through and per stream, and chains their hashes', async () => {
      const { register } = await place.open();
      const logged = await register.write((tx) => tx.append([event('task/a'), event('task/b'), event('task/a')]));

      expect(logged.map((e) => [e.sequence, e.stream, e.version])).toEqual([
        [1, 'task/a', 1],
        [2, 'task/b', 1],
        [3, 'task/a', 2],
      ]);
      expect(logged.map((e) => e.previous)).toEqual(['', logged[0]?.hash, logged[1]?.hash]);
      expect(logged.map((e) => e.hash)).toEqual(logged.map((e) => eventHash(e)));
      expect(logged.map((e) => e.hash)).toEqual(logged.map(({ hash: _, ...rest }) => hashOf(rest)));
      expect(new Set(logged.map((e) => e.hash)).size).toBe(3);
      expect(await register.head()).toEqual({ sequence: 3, hash: logged[2]?.hash });
      expect(await register.events({ limit: 10 })).toEqual(logged);
    });

    it('goes on behind the last event after reopening', async () => {
      const { register, url } = await place.open();
      const [first] = await register.write((tx) => tx.append([event('task/a')]));
      await register.close();
      const again = await place.open(url, false);
      const [second] = await again.register.write((tx) => tx.append([event('task/a')]));
      expect(second).toMatchObject({ sequence: 2, version: 2, previous: first?.hash });
    });

    it('records its own clock beside the instant of the act', async () => {
      const { register } = await place.open();
      place.at('2027-01-05T00:00:00.000Z');
      const [logged] = await register.write((tx) => tx.append([event('task/a')]));
      place.at(START);
      expect(logged).toMatchObject({ at: START, noticed: '2027-01-05T00:00:00.000Z' });
    });

    it('leaves nothing of a transaction that throws', async () => {
      const { register } = await place.open();
      await register.write((tx) => tx.append([event('task/a', { amount: 1 })]));
      const failing = register.write(async (tx) => {
        await tx.append([event('task/a', { amount: 2, note: { text: 'never said' } }), event('task/new')]);
        await tx.addEffects([{ key: 'e', record: 'a', tracker: 't', kind: 'comment', priority: 0, body: {} }]);
        throw new Error('changed my mind');
      });
      await expect(failing).rejects.toThrow('changed my mind');
      expect(await register.head()).toMatchObject({ sequence: 1 });
      expect(await register.load<Tally>('task', 'a')).toMatchObject({ streamVersion: 1, state: { total: 1 } });
      expect(await register.load('task', 'new')).toBeUndefined();
      expect(await register.effects({}, 10)).toEqual([]);
      expect(await register.verify()).toMatchObject({ ok: true });
    });

    it('refuses a write inside a write instead of waiting for ever, and works on', async () => {
      const { register } = await place.open();
      const nested = register.write(() => register.write((tx) => tx.append([event('task/a')])));
      await expect(nested).rejects.toMatchObject({ name: 'RegisterError', fault: 'misuse' });
      await register.write((tx) => tx.append([event('task/a')]));
      expect(await register.head()).toMatchObject({ sequence: 1 });
    });

    it('reads beside a write what was committed, and in it what was written', async () => {
      const { register } = await place.open();
      await register.write(async (tx) => {
        await tx.append([event('task/a')]);
        expect(await register.load('task', 'a')).toBeUndefined();
        expect(await tx.load('task', 'a')).toMatchObject({ streamVersion: 1 });
      });
      expect(await register.load('task', 'a')).toMatchObject({ streamVersion: 1 });
    });
  });

  describe('expect', () => {
    it('lets the version read pass and any other not', async () => {
      const { register } = await place.open();
      await register.write(async (tx) => {
        await tx.expect('task/a', 0);
        await tx.append([event('task/a')]);
        await tx.expect('task/a', 1);
      });
      const late = register.write((tx) => tx.expect('task/a', 0));
      await expect(late).rejects.toThrow(StreamConflict);
      await expect(late).rejects.toMatchObject({ stream: 'task/a', expected: 0, found: 1 });
      await expect(register.write((tx) => tx.expect('task/a', 2))).rejects.toThrow(StreamConflict);
    });
  });

  describe('events', () => {
    it('filters by stream and kind, in pages, either way round', async () => {
      const { register } = await place.open();
      await register.write((tx) =>
        tx.append([event('task/a'), event('task/b'), event('task/a', {}, 'ended'), event('task/b', {}, 'ended')]),
      );
      const sequences = async (query: Parameters<typeof register.events>[0]) =>
        (await register.events(query)).map((e) => e.sequence);
      expect(await sequences({ stream: 'task/a', limit: 9 })).toEqual([1, 3]);
      expect(await sequences({ kinds: ['ended'], limit: 9 })).toEqual([3, 4]);
      expect(await sequences({ kinds: [], limit: 9 })).toEqual([]);
      expect(await sequences({ after: 1, limit: 2 })).toEqual([2, 3]);
      expect(await sequences({ newestFirst: true, limit: 2 })).toEqual([4, 3]);
      expect(await sequences({ newestFirst: true, after: 3, limit: 9 })).toEqual([2, 1]);
    });
  });

  describe('a whole reading', () => {
    it('gives every event asked for once, in order, beyond a page', async () => {
      const { register } = await place.open();
      const many = Array.from({ length: 1_000 }, (_, n) => event(n % 2 ? 'task/a' : 'task/b'));
      await register.write((tx) => tx.append([...many, event('task/a', {}, 'ended')]));
      const sequences = async (of: EventsOf) => (await allEvents(register, of)).map((one) => one.sequence);
      expect(await sequences({})).toEqual(Array.from({ length: 1_001 }, (_, n) => n + 1));
      expect(await sequences({ stream: 'task/b' })).toEqual(Array.from({ length: 500 }, (_, n) => 2 * n + 1));
      expect(await sequences({ stream: 'task/a', kinds: ['ended'] })).toEqual([1_001]);
      expect(await sequences({ kinds: [] })).toEqual([]);
    });
  });

  describe('words', () => {
    it('stand in no event and no state, yet are read back', async () => {
      const { register, url } = await place.open();
      const body = { note: { text: 'Zaphod said so' }, list: [{ deep: { text: 'Zaphod again' } }] };
      await register.write((tx) => tx.append([event('task/a', body)]));

      const rows = ['event', 'task'].map((table) => engine.run(url, `select * from ${table}`));
      const stored = JSON.stringify(await Promise.all(rows));
      expect(stored).not.toContain('Zaphod');
      expect(stored).toContain('"blob');
      expect((await register.events({ limit: 1 }))[0]?.body).toEqual(body);
      expect((await register.load<Tally>('task', 'a'))?.state.note).toEqual({ text: 'Zaphod said so' });
      const bare = await register.events({ limit: 1, words: 'hashes' });
      expect(JSON.stringify(bare)).not.toContain('Zaphod');
    });

    it('hash differently each time, so that equal texts cannot be told', async () => {
      const { register } = await place.open();
      const said = [event('task/a', { note: { text: 'yes' } }), event('task/a', { note: { text: 'yes' } })];
      const [one, two] = await register.write((tx) => tx.append(said));
      expect(one?.body.note).not.toEqual(two?.body.note);
    });

    it.each([
      ['short', 'Zaphod said so'],
      ['long', 'Zaphod said so. '.repeat(2000)],
    ])('vanish when redacted, and the chain holds: %s', async (_, text) => {
      const { register } = await place.open();
      const [logged] = await register.write((tx) => tx.append([event('task/a', { note: { text } })]));
      const note = logged?.body.note as { blob: string };
      const by = { actor: 'person:mara', at: START, because: 'asked for by the person named' };
      await register.write((tx) => tx.redact(note.blob, by));

      expect((await register.load<Tally>('task', 'a'))?.state.note).toEqual({ redacted: true });
      expect((await register.events({ limit: 1 }))[0]?.body).toEqual({ note: { redacted: true } });
      expect(await register.blob(note.blob)).toMatchObject({ redacted: true, salt: '' });
      expect(await register.verify()).toMatchObject({ ok: true, breaks: [] });
      await expect(register.write((tx) => tx.redact('0'.repeat(64), by))).rejects.toMatchObject({ fault: 'unknown' });
    });

    it('leave evidence named in a body alone', async () => {
      const { register } = await place.open();
      const hash = await register.putBlob(Buffer.from('a log file'), 'text/plain');
      await register.write((tx) => tx.append([event('task/a', { note: { blob: hash } })]));
      expect((await register.load<Tally>('task', 'a'))?.state.note).toEqual({ blob: hash });
      const blob = await register.blob(hash);
      expect(blob).toMatchObject({ media: 'text/plain', redacted: false });
      expect(Buffer.from(blob?.bytes ?? []).toString()).toBe('a log file');
      expect(await register.blob('f'.repeat(64))).toBeUndefined();
    });
  });

  describe('bytes', () => {
    it('are stored with the event that names them, and never without one', async () => {
      const { register } = await place.open();
      const [named, other] = [register.seal(Buffer.from('named'), 'a/b'), register.seal(Buffer.from('other'), 'a/b')];
      const kept = [event('task/a', { kept: named.hash }), event('task/a', { list: [{ snapshot: named.hash }] })];
      const failing = register.write(async (tx) => {
        await tx.append(kept, [named, other]);
        throw new Error('after all not');
      });
      await expect(failing).rejects.toThrow('after all not');
      expect(await register.blob(named.hash)).toBeUndefined();
      await register.write((tx) => tx.append(kept, [named, other]));
      expect(Buffer.from((await register.blob(named.hash))?.bytes ?? []).toString()).toBe('named');
      expect(await register.blob(other.hash)).toBeUndefined();
      expect(await register.verify()).toMatchObject({ ok: true, breaks: [] });
    });
  });

  describe('the event table', () => {
    it.each(['update event set kind = kind', 'delete from event'])('refuses %s', async (statement) => {
      const { register, url } = await place.open();
      await register.write((tx) => tx.append([event('task/a')]));
      await expect(engine.run(url, statement)).rejects.toThrow('event is append-only');
      expect(await register.head()).toMatchObject({ sequence: 1 });
    });
  });
}
