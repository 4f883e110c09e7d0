import { allEvents } from '../../register/events.ts';
import { allPages } from '../../register/records.ts';
import { approvalsIn, type ControlledDocument, versionsOf } from '../../rules/document/record.ts';
import { documentedStream } from '../../rules/event.ts';
import { about } from './about.ts';
import type { TableKind } from './table.ts';

/** Each version of each document with who owned it as it was approved: whoever owns it today may be the one who approved it then (7.5). */
export const documents: TableKind = {
  source: 'documented information: document',
  about: about.document,
  rows: async ({ register }) => {
    const all = await allPages((page) =>
      register.loadRows<ControlledDocument>('documented', { noun: 'document' }, page),
    );
    const rows = [];
    for (const { state } of all) {
      const events = await allEvents(register, { stream: documentedStream('document', state.id), kinds: ['approved'] });
      rows.push(...versionsOf(state, approvalsIn(events)));
    }
    return rows;
  },
};
