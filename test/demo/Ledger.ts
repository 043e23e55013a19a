/** What a producer knows that it did to one topic. */
export class Ledger {
  readonly topic: string;
  /** Messages that are in the topic at least once. */
  written = 0;
  /** Second copies in the topic. */
  duplicated = 0;
  /** Messages that the producer believes sent and that never reached a broker. */
  lost = 0;

  /** Messages of sends that failed: each may be written or not. Zero unless the cluster itself was away. */
  unknown = 0;

  constructor(topic: string) {
    this.topic = topic;
  }

  toString(): string {
    const number = (value: number): string => value.toLocaleString('en-US');
    const facts = [
      `written ${number(this.written)}`,
      `duplicated ${number(this.duplicated)}`,
      `lost ${number(this.lost)}`,
    ];
    if (this.unknown > 0) facts.push(`unknown ${number(this.unknown)}`);
    return `${this.topic}: ${facts.join(' · ')}`;
  }
}
