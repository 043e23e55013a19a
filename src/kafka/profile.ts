/** Where a cluster is and how to get in, without secrets: those live in SecretStorage under the profile's id. */
export interface ConnectionProfile {
  readonly id: string;
  readonly name: string;
  /** `host:port` each; at least one. */
  readonly bootstrapServers: readonly string[];
}
