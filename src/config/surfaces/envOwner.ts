/** The process that gets the variables. */
export interface EnvOwner {
  /** Unique in the document. */
  readonly id: string;
  readonly image?: string;
  readonly singleBroker?: boolean;
  readonly severalBrokers?: boolean;
}
