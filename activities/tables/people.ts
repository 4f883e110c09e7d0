import { allPages } from '../../register/records.ts';
import type { Acknowledgements } from '../../rules/campaign/record.ts';
import { entriesOf } from '../../rules/campaign/record.ts';
import type { TableKind } from './table.ts';

/** Everybody of the programme, with what they acknowledged or were trained in; a line without a campaign where that is nothing (7.2, 7.3; Q12). */
export const people: TableKind = {
  source: 'people of the programme in force, acknowledgements',
  about: 'everybody, with what they acknowledged or were trained in, and when; also who has nothing',
  rows: async ({ register, org }) => {
    const where = { noun: 'acknowledgement' };
    const kept = await allPages((page) => register.loadRows<Acknowledgements>('documented', where, page));
    const nothing = {
      campaign: '',
      title: '',
      period: '',
      acknowledged: '',
      expires: '',
      task: '',
      brought_along: '',
      taken_back: '',
    };
    return org.programme.people.flatMap(({ id, name, manager }) => {
      const entries = kept.flatMap(({ state }) => (state.id === id ? entriesOf(state) : []));
      const lines = entries.length > 0 ? entries : [{ person: id, ...nothing }];
      return lines.map(({ person, ...line }) => ({ person, name, manager: manager ?? '', ...line }));
    });
  },
};
