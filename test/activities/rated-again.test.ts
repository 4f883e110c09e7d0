import { beforeEach, describe, expect, it } from '@jest/globals';
import { openAsked } from '../../activities/openings/trigger.ts';
import { treatments } from './treatments.ts';

const company = treatments();
const RATING = 'risks of Sam';
const REPORT = 'the results';

const rates = (level: number) =>
  company.done('sam-okoro', RATING, `/risk R-1 consequence=${level / 4} likelihood=4\n/risk none because no`);
const rejects = () => company.told('mara-lindt', RATING, '/reject because R-1 is not that');
const reports = () => company.done('mara-lindt', REPORT, '/evidence report sent to all');
const treated = async () => (await company.begun()).filter((o) => o.startsWith('treating'));

/** R-1 is rated, and the report is drafted from that. */
async function assessed(level: number): Promise<void> {
  await company.recorded('identified', { title: { text: 'Theft' }, owner: 'sam' });
  const asked = { duty: 'assessing', because: 'it is time', actor: 'engine' };
  await company.scene.deps.register.write((tx) => openAsked(tx, asked, 'trigger:1', company.scene.now()));
  await company.scene.settle();
  await company.told('elena-costa', 'the criteria', '/approve');
  await company.done('mara-lindt', 'prepare', '/evidence scope all of it\n/risk none because the list is whole');
  await rates(level);
  company.numberOf(REPORT);
}

describe('a rating that is rejected once the report is drafted', () => {
  describe('from a level that can be retained', () => {
    beforeEach(() => assessed(4));

    it('has what is too high treated as soon as it is rated again, and not twice', async () => {
      await rejects();
      expect(await treated()).toEqual([]);
      await rates(20);
      expect(await company.risk()).toMatchObject({ level: 20, standing: 'unacceptable' });
      expect(await treated()).toHaveLength(1);
      await reports();
      expect(await treated()).toHaveLength(1);
    });

    it('does so, too, once the report is over', async () => {
      await reports();
      await rejects();
      await rates(20);
      expect(await treated()).toHaveLength(1);
    });
  });

  describe('from a level that the report lists as too high', () => {
    beforeEach(() => assessed(20));

    it('has nothing treated that can be retained by the time that the report is accepted', async () => {
      await rejects();
      await rates(4);
      await reports();
      expect(await company.risk()).toMatchObject({ level: 4, standing: 'retainable' });
      expect(await treated()).toEqual([]);
    });

    it('has it treated once, where it is too high still', async () => {
      await rejects();
      await rates(16);
      await reports();
      expect(await treated()).toHaveLength(1);
    });

    it('has it treated anew, where its treatment is over by then', async () => {
      await reports();
      await company.done('sam-okoro', 'Treat R-1', '/treat retain because there is no money');
      await company.told('sam-okoro', 'accept it?', '/accept 2037-12-31 because there is no money');
      await company.told('elena-costa', 'concession until', '/approve');
      expect(await company.risk()).toMatchObject({ standing: 'conceded' });
      await rejects();
      await rates(20);
      expect(await treated()).toHaveLength(2);
    });
  });
});
