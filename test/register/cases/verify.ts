import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Engine } from '../engines/engine.ts';
import { event, mirror, registers, START, type Tally, tally } from '../fixture.ts';

/** What a verification finds, and what it does not complain of. */
export function verifyCases(engine: Engine): void {
  const place = registers(engine);
  afterAll(place.end);

  /** A register of three events, a text, a file, and a programme version, closed. */
  async function sample() {
    const { register, url } = await place.open();
    const file = await register.putBlob(Buffer.from('evidence'), 'text/plain');
    await register.write(async (tx) => {
      await tx.append([
        event('task/a', { amount: 1, note: { text: 'first' } }),
        event('task/a', { amount: 2 }),
        event('task/b', { amount: 3, kept: file }, 'ended'),
      ]);
      const programme = {
        at: START,
        source: file,
        programme: { zone: 'UTC' },
        state: 'effective',
        actor: 'person:mara',
      };
      const { version, hash } = await tx.addProgramme(programme);
      await tx.append([event('programme', { version, hash })]);
    });
    expect(await register.verify()).toMatchObject({ ok: true, events: 4, breaks: [], broken: 0 });
    await register.close();
    return { url, file };
  }

  /** @returns where `verify` finds breaks after these statements were run behind the register's back. */
  async function breaksAfter(...statements: string[]): Promise<string[]> {
    const { url } = await sample();
    await engine.tamper(url, ...statements);
    const { register } = await place.open(url, false);
    const found = await register.verify();
    await register.close();
    expect(found.ok).toBe(found.breaks.length === 0);
    return found.breaks.map((one) => one.where);
  }

  describe('a changed event', () => {
    const second = 'where sequence = 2';
    it.each([
      ['noticed', `update event set noticed = '2020-01-01T00:00:00.000Z' ${second}`, 'event 2 hash'],
      ['at', `update event set at = '2020-01-01T00:00:00.000Z' ${second}`, 'event 2 hash'],
      ['stream', `update event set stream = 'task/z' ${second}`, 'event 2 hash'],
      ['version', `update event set version = 7 ${second}`, 'event 2 hash'],
      ['kind', `update event set kind = 'other' ${second}`, 'event 2 hash'],
      ['actor', `update event set actor = 'person:sam' ${second}`, 'event 2 hash'],
      ['body', `update event set body = '{"amount":9}' ${second}`, 'event 2 hash'],
      ['spelling of the body', `update event set body = '{ "amount":2}' ${second}`, 'event 2 body'],
      ['body that is no JSON', `update event set body = '{' ${second}`, 'event 2 body'],
      ['schema', `update event set schema = 9 ${second}`, 'event 2 hash'],
      ['previous', `update event set previous = '' ${second}`, 'event 2 previous'],
      ['hash', `update event set hash = 'f' ${second}`, 'event 2 hash'],
      ['sequence', 'update event set sequence = 40 where sequence = 4', 'event 40 sequence'],
      ['sequence below the first', 'update event set sequence = 0 where sequence = 1', 'event 0 sequence'],
    ])('is found: %s', async (_, statement, where) => {
      expect(await breaksAfter(statement)).toContain(where);
    });

    it('is named exactly: no other event is blamed for an actor', async () => {
      expect(await breaksAfter(`update event set actor = 'person:sam' ${second}`)).toEqual(['event 2 hash']);
    });
  });

  describe('a removed or added event', () => {
    it.each([
      ['the first', 'delete from event where sequence = 1', 'event 2 previous'],
      ['one between', 'delete from event where sequence = 2', 'event 3 sequence'],
      ['the last', 'delete from event where sequence = 4', 'chain_head sequence'],
      ['all', 'delete from event', 'chain_head sequence'],
      [
        'one added',
        "insert into event select 5, noticed, at, 'task/c', 1, kind, actor, body, schema, hash, 'f' from event where sequence = 4",
        'event 5 hash',
      ],
    ])('is found: %s', async (_, statement, where) => {
      expect(await breaksAfter(statement)).toContain(where);
    });

    it('is found even if the head was moved back: the record says more than the log', async () => {
      const cut = ['delete from event where sequence > 1'];
      const head = 'update chain_head set sequence = 1, hash = (select hash from event where sequence = 1)';
      expect(await breaksAfter(...cut, head)).toEqual(expect.arrayContaining(['task a.folded', 'task b']));
    });
  });

  describe('a changed head', () => {
    it.each([
      ['hash', "update chain_head set hash = 'f'", 'chain_head hash'],
      ['sequence', 'update chain_head set sequence = 3', 'chain_head sequence'],
      ['row', 'delete from chain_head', 'chain_head rows'],
    ])('is found: %s', async (_, statement, where) => {
      expect(await breaksAfter(statement)).toEqual([where]);
    });
  });

  describe('a changed blob', () => {
    it.each([
      ['words', `update blob set bytes = ${engine.bytes('00')} where kind = 'words'`],
      ['bytes', `update blob set bytes = ${engine.bytes('00')} where kind = 'bytes'`],
      ['salt', "update blob set salt = 'x' where kind = 'words'"],
      ['removed words', "delete from blob where kind = 'words'"],
      ['removed evidence', "delete from blob where kind = 'bytes'"],
      [
        'emptied, without an event',
        `update blob set bytes = ${engine.bytes('')}, salt = '', redacted = 1 where kind = 'bytes'`,
      ],
    ])('is found: %s', async (_, statement) => {
      const breaks = await breaksAfter(statement);
      expect(breaks).toHaveLength(1);
      expect(breaks[0]).toMatch(/^blob [0-9a-f]{64}/);
    });

    it('is found beyond what is read in pages', async () => {
      const { register, url } = await place.open();
      const large = await register.putBlob(Buffer.alloc(200_000, 'x'), 'text/plain');
      await register.write((tx) => tx.append([event('task/a', { kept: large })]));
      expect(await register.verify()).toMatchObject({ ok: true });
      await engine.tamper(url, `update blob set salt = 'x' where hash = '${large}'`);
      expect((await register.verify()).breaks.map((one) => one.where)).toEqual([`blob ${large}`]);
    });

    it('is found when a redacted one was filled again', async () => {
      const { url } = await sample();
      const { register } = await place.open(url, false);
      const file = await register.putBlob(Buffer.from('private'), 'text/plain');
      await register.write((tx) => tx.append([event('task/a', { kept: file })]));
      await register.write((tx) => tx.redact(file, { actor: 'person:mara', at: START, because: 'private' }));
      await register.close();
      await engine.tamper(url, `update blob set bytes = ${engine.bytes('00')}, redacted = 0 where hash = '${file}'`);
      const again = (await place.open(url, false)).register;
      expect((await again.verify()).breaks.map((one) => one.where)).toEqual([
        `blob ${file} redacted`,
        `blob ${file} bytes`,
      ]);
    });
  });

  describe('a changed projection', () => {
    it.each([
      ['state', `update task set folded = replace(folded, '"total":3', '"total":4') where key = 'a'`, 'task a.folded'],
      ['column', "update task set assignee = 'sam' where key = 'a'", 'task a.assignee'],
      ['column that the projection leaves empty', "update task set due = '2030' where key = 'a'", 'task a.due'],
      ['version', "update task set stream_version = 1 where key = 'a'", 'task a.stream_version'],
      ['updated', "update task set updated = '2030' where key = 'a'", 'task a.updated'],
      ['missing row', "delete from task where key = 'a'", 'task a'],
      ['extra row', "insert into task (key, stream_version, folded, updated) values ('c', 1, '{}', '')", 'task c'],
      [
        'row of a table without projection',
        "insert into nonconformity (key, stream_version, folded, updated) values ('c', 1, '{}', '')",
        'nonconformity c',
      ],
    ])('is found: %s', async (_, statement, where) => {
      expect(await breaksAfter(statement)).toEqual([where]);
    });

    it('is no break where it is a hint', async () => {
      const hints = "update task set wake_at = '2030', read_at = '2030', seen_through = '2030', written = '[]'";
      expect(await breaksAfter(hints)).toEqual([]);
    });
  });

  describe('a changed programme', () => {
    it.each([
      ['text', `update programme set programme = '{"zone":"CET"}'`, 'programme 1 hash'],
      ['hash', "update programme set hash = 'f'", 'programme 1 hash'],
      ['row', 'delete from programme', 'programme 1'],
    ])('is found: %s', async (_, statement, where) => {
      expect(await breaksAfter(statement)).toContain(where);
    });
  });

  describe('verify', () => {
    it('says what was found and what was expected', async () => {
      const { url } = await sample();
      await engine.tamper(url, "update task set assignee = 'sam' where key = 'a'");
      const { register } = await place.open(url, false);
      expect((await register.verify()).breaks).toEqual([{ where: 'task a.assignee', found: 'sam', expected: 'p3' }]);
    });

    it('finds a missing guard', async () => {
      const { url } = await sample();
      const { register } = await place.open(url, false);
      await engine.tamper(url, 'select 1');
      expect(await register.verify()).toMatchObject({ ok: true });
      await engine.run(url, engine.dropGuard('event_no_delete'));
      expect((await register.verify()).breaks).toEqual([
        { where: 'trigger event_no_delete', found: 'missing or changed', expected: 'as it was made' },
      ]);
    });

    it('finds a guard that was changed into one that stops nobody', async () => {
      const { url } = await sample();
      const { register } = await place.open(url, false);
      for (const statement of engine.hollowGuard('event_no_update')) await engine.run(url, statement);
      expect((await register.verify()).breaks).toEqual([
        { where: 'trigger event_no_update', found: 'missing or changed', expected: 'as it was made' },
      ]);
    });

    it('lists a hundred breaks at most and counts all', async () => {
      const { register, url } = await place.open();
      await register.write((tx) => tx.append(Array.from({ length: 150 }, (_, n) => event(`task/${n}`))));
      await register.close();
      await engine.tamper(url, "update event set actor = 'person:sam'");
      const found = await (await place.open(url, false)).register.verify();
      expect(found.breaks).toHaveLength(100);
      expect(found).toMatchObject({ ok: false, broken: 150, events: 150 });
    });

    it('covers each event, record, and text beyond a page', async () => {
      const { register, url } = await place.open();
      const events = Array.from({ length: 1201 }, (_, n) => event(`task/${n}`, { note: { text: `note ${n}` } }));
      await register.write((tx) => tx.append(events));
      expect(await register.verify()).toMatchObject({ ok: true, events: 1201 });
      await register.close();
      await engine.tamper(
        url,
        "update event set actor = 'x' where sequence = 1201",
        "update task set missed = 9 where key = '998'",
      );
      const found = await (await place.open(url, false)).register.verify();
      expect(found.breaks.map((one) => one.where)).toEqual(['event 1201 hash', 'task 998.missed']);
    });
  });

  describe('any sequence of events', () => {
    const all = registers(engine, [tally, mirror('occurrence')]);
    let open: Awaited<ReturnType<typeof all.open>>;
    beforeAll(async () => {
      open = await all.open();
    });
    afterAll(all.end);

    const body = fc.record(
      {
        amount: fc.oneof(fc.integer(), fc.double({ noNaN: true, min: -1e300, max: 1e300 })),
        note: fc.record({ text: fc.string({ unit: 'grapheme' }) }),
        extra: fc.jsonValue().map((value) => JSON.parse(JSON.stringify(value))),
      },
      { requiredKeys: [] },
    );
    const made = fc.record({
      stream: fc.constantFrom('task/a', 'task/b', 'task/c', 'engine', 'unfolded/x'),
      kind: fc.constantFrom('noted', 'ended'),
      body,
    });

    it('verifies, and reads back as it was written', async () => {
      const expected: Record<string, Tally> = {};
      await fc.assert(
        fc.asyncProperty(fc.array(fc.array(made, { maxLength: 5 }), { maxLength: 5 }), async (batches) => {
          for (const batch of batches) {
            const events = batch.map(({ stream, kind, body: given }) => event(stream, given, kind));
            const after = (await open.register.head()).sequence;
            await open.register.write((tx) => tx.append(events));
            const stored = await open.register.events({ after, limit: 10 });
            expect(stored.map(({ stream, kind, body: read }) => ({ stream, kind, body: read }))).toEqual(
              JSON.parse(JSON.stringify(batch)),
            );
            for (const [index, one] of stored.entries()) {
              const recorded = { ...one, body: events[index]?.body ?? {} };
              expected[one.stream] = tally.evolve(expected[one.stream], recorded);
            }
          }
          for (const key of ['a', 'b', 'c']) {
            const state = expected[`task/${key}`];
            const plain = state && JSON.parse(JSON.stringify(state));
            expect((await open.register.load('task', key))?.state).toEqual(plain);
          }
          expect(await open.register.verify()).toMatchObject({ ok: true, breaks: [] });
        }),
        { numRuns: 30 },
      );
    });
  });
}
