/** @returns the bytes of a stream; undefined once they are more than `most`: the rest is not read. */
export async function capped(stream: ReadableStream<Uint8Array> | null, most: number): Promise<Buffer | undefined> {
  if (stream === null) return Buffer.alloc(0);
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream) {
    size += chunk.byteLength;
    if (size > most) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
