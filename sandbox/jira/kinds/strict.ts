import type { Field, Kind, Status } from '../model.ts';
import { demanded, resolutionField, systemFields } from './fields.ts';

const toDo: Status = { id: '10100', name: 'Zu erledigen', category: 'new' };
const inProgress: Status = { id: '10101', name: 'In Arbeit', category: 'indeterminate' };
const inReview: Status = { id: '10102', name: 'In Prüfung', category: 'indeterminate' };
const approved: Status = { id: '10103', name: 'Freigegeben', category: 'indeterminate' };
const done: Status = { id: '10104', name: 'Fertig', category: 'done' };

const customFields: readonly Field[] = [
  {
    id: 'customfield_10417',
    name: 'Cost centre',
    type: 'select',
    isRequired: true,
    options: [
      { id: '10220', value: 'Operations' },
      { id: '10221', value: 'Security' },
    ],
  },
  { id: 'customfield_10418', name: 'Reference', type: 'text', isRequired: false },
  { id: 'customfield_10419', name: 'Audit date', type: 'date', isRequired: false },
  { id: 'customfield_10420', name: 'Approver', type: 'user', isRequired: false },
  {
    id: 'customfield_10421',
    name: 'Location',
    type: 'cascading',
    isRequired: false,
    options: [
      {
        id: '10230',
        value: 'Berlin',
        children: [
          { id: '10231', value: 'Mitte' },
          { id: '10232', value: 'Spandau' },
        ],
      },
      { id: '10233', value: 'Lisbon', children: [{ id: '10234', value: 'Alfama' }] },
    ],
  },
];

/** A mandatory custom field, and five steps one after the other, whose last screen demands a resolution. All is named in German. */
export const strict: Kind = {
  types: [
    { id: '10012', name: 'Aufgabe', isSubtask: false },
    { id: '10013', name: 'Unteraufgabe', isSubtask: true },
  ],
  statuses: [toDo, inProgress, inReview, approved, done],
  transitions: [
    { id: '111', name: 'Beginnen', from: [toDo.id], to: inProgress, screen: [] },
    { id: '121', name: 'Zur Prüfung', from: [inProgress.id], to: inReview, screen: [] },
    { id: '131', name: 'Freigeben', from: [inReview.id], to: approved, screen: [] },
    { id: '141', name: 'Abschließen', from: [approved.id], to: done, screen: [demanded(resolutionField)] },
    { id: '151', name: 'Zurückstellen', from: [inProgress.id], to: toDo, screen: [] },
    { id: '161', name: 'Nacharbeiten', from: [inReview.id, approved.id], to: inProgress, screen: [] },
    { id: '171', name: 'Wieder öffnen', from: [done.id], to: toDo, screen: [] },
  ],
  fields: [...systemFields, ...customFields],
};
