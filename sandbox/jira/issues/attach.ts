import type { Person } from '../../store/model.ts';
import type { Attachment, Issue } from '../model.ts';
import type { Site } from '../site.ts';
import { record } from './change.ts';

const types: Readonly<Record<string, string>> = {
  csv: 'text/csv',
  txt: 'text/plain',
  md: 'text/markdown',
  json: 'application/json',
  pdf: 'application/pdf',
  png: 'image/png',
  jpg: 'image/jpeg',
  zip: 'application/zip',
};

/** Attaches a file to the issue; the history tells it. */
export function attach(
  site: Site,
  actor: Person,
  issue: Issue,
  file: { readonly name: string; readonly bytes: Uint8Array },
): Attachment {
  const type = types[file.name.split('.').at(-1)?.toLowerCase() ?? ''] ?? 'application/octet-stream';
  const attachment = { id: site.store.nextId(), issue, author: actor, createdAt: site.store.now(), type, ...file };
  issue.attachments.push(attachment);
  site.attachments.set(attachment.id, attachment);
  const added = {
    field: 'Attachment',
    fieldId: 'attachment',
    fieldtype: 'jira',
    from: null,
    fromString: null,
  } as const;
  const item = { ...added, to: String(attachment.id), toString: attachment.name };
  record(site, issue, actor, [item], { name: 'issue_updated' });
  return attachment;
}
