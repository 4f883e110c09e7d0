import type { Call, Route } from '../call.ts';
import { attach } from '../issues/attach.ts';
import { demand, issueOf } from '../locate.ts';
import { mediaAddress } from '../media.ts';
import type { Attachment } from '../model.ts';
import { bad, notFound, Refusal } from '../refusal.ts';
import { attachmentShape } from '../shapes/issue.ts';

const sizeLimit = 10 * 1024 * 1024;

export const attachmentRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/attachment/:attachment',
    handle(call) {
      const attachment = attachmentOf(call);
      return { status: 200, body: { ...attachmentShape(call.urls, attachment), id: attachment.id } };
    },
  },
  {
    method: 'GET',
    path: '/attachment/content/:attachment',
    handle(call) {
      const attachment = attachmentOf(call);
      if (call.query.get('redirect') !== 'false') {
        return { status: 303, headers: { location: mediaAddress(call.urls, attachment) } };
      }
      return { status: 200, body: attachment.bytes, headers: { 'content-type': attachment.type } };
    },
  },
  {
    method: 'POST',
    path: '/issue/:issue/attachments',
    writes: 'file',
    async handle(call) {
      const issue = issueOf(call);
      demand(call, 'CREATE_ATTACHMENTS', issue.project);
      if (call.header('x-atlassian-token') !== 'no-check') throw new Refusal(403, ['XSRF check failed']);
      const files = await call.files('file');
      if (files.length === 0) throw bad("The multipart field 'file' is missing.");
      if (files.some(({ bytes }) => bytes.length > sizeLimit))
        throw new Refusal(413, ['The file exceeds its maximum permitted size of 10485760 bytes.']);
      const kept = files.map((file) => attach(call.site, call.person, issue, file));
      return { status: 200, body: kept.map((each) => attachmentShape(call.urls, each)), issue };
    },
  },
];

function attachmentOf(call: Call): Attachment {
  const id = call.params.attachment ?? '';
  const attachment = call.site.attachments.get(Number(id));
  if (attachment && call.may('BROWSE_PROJECTS', attachment.issue.project)) return attachment;
  throw notFound(`The attachment with id '${id}' does not exist`);
}
