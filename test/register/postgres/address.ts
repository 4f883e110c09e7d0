import { describe, expect, it } from '@jest/globals';
import { parseAddress } from '../../../register/dialect/postgres/address.ts';
import { openRegister } from '../../../register/open.ts';
import { START } from '../fixture.ts';

const SECRET = 'hunter2';

/** What an address may be, and that its password stays in it. */
export function addressCases(): void {
  describe('an address', () => {
    it.each([
      [`postgres://mara:${SECRET}@db.example:5433/isms`, 'postgres://mara@db.example:5433/isms', 'public'],
      [`postgresql://mara:${SECRET}@db/isms?schema=team_b`, 'postgres://mara@db/isms?schema=team_b', 'team_b'],
      ['postgres://db/isms', 'postgres://db/isms', 'public'],
    ])('is shown without its password: %s', (url, place, schema) => {
      expect(parseAddress(url)).toMatchObject({ place, schema });
    });

    it('reaches the driver with its password and settings, without the schema', () => {
      const { connection } = parseAddress(`postgres://mara:${SECRET}@db/isms?schema=b&sslmode=verify-full`);
      expect(connection).toBe(`postgres://mara:${SECRET}@db/isms?sslmode=verify-full`);
    });

    it.each([
      ['a # in the password', `postgres://mara:12#${SECRET}@db/isms`, /special characters .* %XX/],
      ['a / in the password', `postgres://mara:12/${SECRET}@db/isms`, /special characters .* %XX/],
      ['a ? in the password', `postgres://mara:12?${SECRET}@db/isms`, /special characters .* %XX/],
      ['a port that is no number', `postgres://mara:x@db:${SECRET}/isms`, /special characters .* %XX/],
      ['no database', `postgres://mara:${SECRET}@db`, /write postgres:\/\/USER:PASSWORD@HOST:PORT\/DATABASE/],
      ['no host', 'postgres:///isms', /write postgres:\/\/USER/],
      ['a strange parameter', `postgres://mara:${SECRET}@db/isms?pool=9`, /parameter pool; allowed: schema, sslmode/],
      ['a schema to be quoted', `postgres://mara:${SECRET}@db/isms?schema=a"b`, /schema that is no plain name/],
    ])('is refused with %s, its password not shown', async (_, url, words) => {
      const opening = openRegister({ url, clock: () => START, projections: [] });
      await expect(opening).rejects.toMatchObject({ name: 'RegisterError', fault: 'misuse' });
      await expect(opening).rejects.toThrow(words);
      await expect(opening).rejects.not.toThrow(SECRET);
    });
  });
}
