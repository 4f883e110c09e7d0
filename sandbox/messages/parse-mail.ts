interface Part {
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string;
}

export interface ParsedMail {
  readonly id: string;
  readonly subject: string;
  readonly from: string;
  readonly text: string;
}

/** Message-ID, subject, sender and plain text of a raw message (its bytes as latin1), as mail programs of our days write it. */
export function parseMail(raw: string): ParsedMail {
  const message = split(raw);
  return {
    id: message.headers.get('message-id') ?? '',
    subject: decodeWords(message.headers.get('subject') ?? ''),
    from: decodeWords(message.headers.get('from') ?? ''),
    text: plainText(message) ?? '',
  };
}

function split(raw: string): Part {
  const end = raw.search(/\r?\n\r?\n/);
  const head = end < 0 ? raw : raw.slice(0, end);
  const headers = new Map<string, string>();
  for (const line of head.replaceAll(/\r?\n[ \t]+/g, ' ').split(/\r?\n/)) {
    const colon = line.indexOf(':');
    if (colon > 0) headers.set(line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim());
  }
  return { headers, body: end < 0 ? '' : raw.slice(end).replace(/^\r?\n\r?\n/, '') };
}

function plainText(part: Part): string | undefined {
  const type = part.headers.get('content-type') ?? 'text/plain';
  const boundary = /boundary="?([^";]+)"?/i.exec(type)?.[1];
  if (boundary === undefined) return type.toLowerCase().startsWith('text/plain') ? decodeBody(part, type) : undefined;
  for (const piece of part.body.split(`--${boundary}`).slice(1, -1)) {
    const text = plainText(split(piece.replace(/^\r?\n/, '').replace(/\r?\n$/, '')));
    if (text !== undefined) return text;
  }
  return undefined;
}

function decodeBody(part: Part, type: string): string {
  const charset = /charset="?([^";\s]+)"?/i.exec(type)?.[1] ?? 'utf-8';
  const encoding = part.headers.get('content-transfer-encoding')?.toLowerCase() ?? '7bit';
  return decode(bytesOf(encoding, part.body), charset).replaceAll('\r\n', '\n').trimEnd();
}

function bytesOf(encoding: string, body: string): Buffer {
  if (encoding === 'base64') return Buffer.from(body, 'base64');
  if (encoding !== 'quoted-printable') return Buffer.from(body, 'latin1');
  return quotedPrintable(body.replaceAll(/=[ \t]*\r?\n/g, ''));
}

function quotedPrintable(text: string): Buffer {
  const plain = text.replaceAll(/=([0-9A-F]{2})/gi, (_all, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return Buffer.from(plain, 'latin1');
}

function decodeWords(text: string): string {
  const word = /=\?([^?]+)\?([BQ])\?([^?]*)\?=/gi;
  return decode(Buffer.from(text, 'latin1'), 'utf-8')
    .replaceAll(/(\?=)\s+(?==\?)/g, '$1')
    .replaceAll(word, (_all, charset: string, kind: string, value: string) => {
      const bytes =
        kind.toUpperCase() === 'B' ? Buffer.from(value, 'base64') : quotedPrintable(value.replaceAll('_', ' '));
      return decode(bytes, charset);
    });
}

function decode(bytes: Buffer, charset: string): string {
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    return bytes.toString('latin1');
  }
}
