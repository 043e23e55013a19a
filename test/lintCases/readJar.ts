import { readFileSync } from 'node:fs';
import { inflateRawSync } from 'node:zlib';

export interface JarEntry {
  readonly path: string;
  read(): Buffer;
}

/** The entries of a zip file, from its central directory (APPNOTE.TXT 4.3.12); those of other methods than deflate and store are left out. */
export function readJar(file: string): readonly JarEntry[] {
  const bytes = readFileSync(file);
  const end = bytes.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  if (end < 0) throw new Error(`${file} is no zip file`);
  const entries: JarEntry[] = [];
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [method, size] = [bytes.readUInt16LE(at + 10), bytes.readUInt32LE(at + 20)];
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((place) => bytes.readUInt16LE(at + place));
    const header = bytes.readUInt32LE(at + 42);
    const path = bytes.toString('utf8', at + 46, at + 46 + (nameLength ?? 0));
    if (method === 0 || method === 8) {
      entries.push({
        path,
        read: () => {
          const start = header + 30 + bytes.readUInt16LE(header + 26) + bytes.readUInt16LE(header + 28);
          const data = bytes.subarray(start, start + size);
          return method === 8 ? inflateRawSync(data) : data;
        },
      });
    }
    at += 46 + (nameLength ?? 0) + (extraLength ?? 0) + (commentLength ?? 0);
  }
  return entries;
}
