export interface Address {
  readonly host: string;
  readonly port: number;
}

/** Takes `host:port` apart; an IPv6 host loses its brackets. */
export function splitAddress(address: string): Address {
  const at = address.lastIndexOf(':');
  return { host: address.slice(0, at).replace(/^\[|\]$/g, ''), port: Number(address.slice(at + 1)) };
}
