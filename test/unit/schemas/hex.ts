/** Bytes from pairs of digits, as specifications print them. */
export const bytes = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex.replace(/\s/g, ''), 'hex'));

export const hex = (of: Uint8Array): string => Buffer.from(of).toString('hex');
