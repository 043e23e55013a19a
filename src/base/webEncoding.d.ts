/**
 * These exist in Node and in browsers but are in neither of TypeScript's language libraries.
 * Declared here so that the pure zones can use them without opening the door to the DOM or to Node.
 */
declare class TextDecoder {
  constructor(label?: string, options?: { fatal?: boolean; ignoreBOM?: boolean });
  decode(input?: ArrayBufferView | ArrayBuffer): string;
}
declare class TextEncoder {
  encode(input?: string): Uint8Array;
}
declare function atob(base64: string): string;
declare function btoa(characters: string): string;
