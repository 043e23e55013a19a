import type { Buffer } from 'node:buffer';
import { promisify } from 'node:util';
import * as zlib from 'node:zlib';
import type { ProducerCodec } from '../producer';

type Compress = (bytes: Buffer) => Promise<Buffer>;
type ZstdCompress = (bytes: Buffer, done: (error: Error | null, result: Buffer) => void) => void;

/** Node has zstd from 22.15 and 23.8 on. */
const zstd = (zlib as { readonly zstdCompress?: ZstdCompress }).zstdCompress;

const codecs: { readonly [K in ProducerCodec]?: Compress } = {
  none: async (bytes) => bytes,
  gzip: promisify(zlib.gzip) as Compress,
  ...(zstd ? { zstd: promisify(zstd) as Compress } : {}),
};

/** What this Node can compress with. snappy and lz4 are left out: there is no maintained encoder in plain JavaScript. */
export const producerCodecs = Object.keys(codecs) as readonly ProducerCodec[];

export async function compress(bytes: Buffer, codec: ProducerCodec): Promise<Buffer> {
  const run = codecs[codec];
  if (!run) throw new Error(`This version of Node cannot compress with ${codec}.`);
  return run(bytes);
}
