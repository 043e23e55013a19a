import type { TestStep } from '../kafka/connectionTest';
import type { ConnectionColor, RegistryProfile } from '../kafka/profile';
import type { ConnectionSecrets, SecretName } from '../kafka/secrets';
import type { AwsCredentials, SaslMechanism, Tls } from '../kafka/security';

/** The browser side sees the protocol only, so the words that cross the wire are named here once more. */
export type { TestStep } from '../kafka/connectionTest';
export { testSteps } from '../kafka/connectionTest';
export { connectionColors } from '../kafka/profile';
export type { ConnectionSecrets, SecretName } from '../kafka/secrets';

/** A connection as a person fills it in: texts as typed, also those of choices that are not made just now. */
export interface ConnectionDraft {
  readonly name: string;
  readonly servers: string;
  readonly environment: string;
  readonly color: ConnectionColor | 'none';
  readonly readOnly: boolean;
  readonly tls: boolean;
  readonly ca: string;
  readonly anyHostname: boolean;
  readonly client: NonNullable<Tls['client']>['kind'] | 'none';
  readonly certificate: string;
  readonly mechanism: SaslMechanism | 'none';
  readonly username: string;
  readonly tokenEndpoint: string;
  readonly clientId: string;
  readonly scope: string;
  /** `name=value`, several separated by commas. */
  readonly extensions: string;
  readonly region: string;
  readonly aws: AwsCredentials['kind'];
  readonly awsProfile: string;
  readonly roleArn: string;
  readonly roleSession: string;
  readonly accessKeyId: string;
  readonly registryUrl: string;
  readonly registryAuth: RegistryProfile['auth']['kind'];
  readonly registryUser: string;
}

export type DraftField = keyof ConnectionDraft | SecretName;

/** One sentence for each field that cannot stay as it is. */
export type DraftProblems = { readonly [K in DraftField]?: string };

export interface FormState {
  readonly title: string;
  readonly draft: ConnectionDraft;
  /** Secrets that are there already; the form says so and never shows them. */
  readonly held: readonly SecretName[];
  /** What an import could not take over. */
  readonly notes: readonly string[];
  /** The connection stands in a settings file: only its secrets are asked for here. */
  readonly secretsOnly: boolean;
}

/** What can be taken out of a file. */
export type PickedField = 'ca' | 'certificate' | 'clientKey' | 'clientStore';

/** A public text comes along; a secret stays with the host and only its file is named. */
export type Picked =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'held'; readonly file: string }
  | { readonly kind: 'problem'; readonly sentence: string };

/** Served by the extension host. `typed` are the secrets that the user has just entered: they are kept by nobody but SecretStorage. */
export type ConnectionFormHost = {
  state(): FormState;
  check(draft: ConnectionDraft, typed: ConnectionSecrets): DraftProblems;
  /** Undefined when the user chose no file. */
  pick(field: PickedField): Picked | undefined;
  /** Fills the form from a client configuration; undefined when nothing was chosen. */
  importFile(): FormState | { readonly problem: string } | undefined;
  /** Answers when the last step is told; problems instead where the form is not complete. */
  test(draft: ConnectionDraft, typed: ConnectionSecrets): DraftProblems;
  cancelTest(): void;
  /** Without a problem it is saved, and the form closes. */
  save(draft: ConnectionDraft, typed: ConnectionSecrets): DraftProblems;
  close(): void;
};

/** Served by the webview. */
export type ConnectionFormView = {
  step(step: TestStep): void;
};
