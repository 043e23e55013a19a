import {
  type ConnectionDraft,
  connectionColors,
  type DraftField,
  type PickedField,
} from '../../src/protocol/connectionForm';

type Options = readonly (readonly [value: string, label: string])[];

/** One field of the form. It is there when `when` says so, of the choices that are made. */
export interface FormField {
  readonly name: DraftField;
  readonly label: string;
  readonly kind: 'text' | 'secret' | 'area' | 'check' | 'choice' | 'secretFile';
  readonly options?: Options;
  readonly placeholder?: string;
  /** A sentence below the field. */
  readonly hint?: string;
  readonly pick?: PickedField;
  readonly when?: (draft: ConnectionDraft) => boolean;
}

export interface FormSection {
  readonly title: string;
  readonly fields: readonly FormField[];
}

const withPassword = ({ mechanism }: ConnectionDraft): boolean =>
  mechanism === 'PLAIN' || mechanism === 'SCRAM-SHA-256' || mechanism === 'SCRAM-SHA-512';
const withOAuth = ({ mechanism }: ConnectionDraft): boolean => mechanism === 'OAUTHBEARER';
const withIam = ({ mechanism }: ConnectionDraft): boolean => mechanism === 'AWS_MSK_IAM';
const withAws =
  (kind: ConnectionDraft['aws']) =>
  (draft: ConnectionDraft): boolean =>
    withIam(draft) && draft.aws === kind;
const withTls = ({ tls }: ConnectionDraft): boolean => tls;
const withClient =
  (...kinds: readonly ConnectionDraft['client'][]) =>
  ({ tls, client }: ConnectionDraft): boolean =>
    tls && kinds.includes(client);
const withRegistry = ({ registryUrl }: ConnectionDraft): boolean => registryUrl.trim() !== '';

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const pemBegin = '-----BEGIN CERTIFICATE-----';

export const formSections: readonly FormSection[] = [
  {
    title: 'Cluster',
    fields: [
      {
        name: 'servers',
        label: 'Bootstrap servers',
        kind: 'text',
        placeholder: 'localhost:9092',
        hint: 'host:port, several separated by commas.',
      },
      { name: 'name', label: 'Name', kind: 'text', hint: 'As the cluster is called in the tree.' },
      {
        name: 'environment',
        label: 'Environment',
        kind: 'text',
        placeholder: 'Production',
        hint: 'Shown beside the name. Optional.',
      },
      {
        name: 'color',
        label: 'Color of the icon',
        kind: 'choice',
        options: [['none', 'None'], ...connectionColors.map((color) => [color, capital(color)] as const)],
      },
      { name: 'readOnly', label: 'Read-only: refuse everything that would change the cluster', kind: 'check' },
    ],
  },
  {
    title: 'TLS',
    fields: [
      { name: 'tls', label: 'Use TLS', kind: 'check' },
      {
        name: 'ca',
        label: 'CA certificate',
        kind: 'area',
        placeholder: pemBegin,
        hint: 'PEM, or the path of a PEM file. Empty: the authorities that Node.js knows.',
        pick: 'ca',
        when: withTls,
      },
      {
        name: 'client',
        label: 'Client certificate',
        kind: 'choice',
        options: [
          ['none', 'None'],
          ['pem', 'PEM'],
          ['pkcs12', 'PKCS12'],
        ],
        hint: 'For mutual TLS. A JKS keystore becomes PKCS12 by keytool -importkeystore; choose it to see the command.',
        when: withTls,
      },
      {
        name: 'certificate',
        label: 'Certificate',
        kind: 'area',
        placeholder: pemBegin,
        pick: 'certificate',
        when: withClient('pem'),
      },
      { name: 'clientKey', label: 'Private key', kind: 'secretFile', pick: 'clientKey', when: withClient('pem') },
      {
        name: 'clientStore',
        label: 'PKCS12 store',
        kind: 'secretFile',
        pick: 'clientStore',
        when: withClient('pkcs12'),
      },
      { name: 'keyPassphrase', label: 'Passphrase of the key', kind: 'secret', when: withClient('pem', 'pkcs12') },
      { name: 'anyHostname', label: 'Accept a certificate for another host name', kind: 'check', when: withTls },
    ],
  },
  {
    title: 'Login',
    fields: [
      {
        name: 'mechanism',
        label: 'SASL mechanism',
        kind: 'choice',
        options: [
          ['none', 'None'],
          ['PLAIN', 'PLAIN'],
          ['SCRAM-SHA-256', 'SCRAM-SHA-256'],
          ['SCRAM-SHA-512', 'SCRAM-SHA-512'],
          ['OAUTHBEARER', 'OAUTHBEARER (client credentials)'],
          ['AWS_MSK_IAM', 'AWS MSK IAM'],
        ],
      },
      { name: 'username', label: 'User name', kind: 'text', when: withPassword },
      { name: 'password', label: 'Password', kind: 'secret', when: withPassword },
      {
        name: 'tokenEndpoint',
        label: 'Token endpoint',
        kind: 'text',
        placeholder: 'https://identity.example/oauth2/token',
        when: withOAuth,
      },
      { name: 'clientId', label: 'Client ID', kind: 'text', when: withOAuth },
      { name: 'clientSecret', label: 'Client secret', kind: 'secret', when: withOAuth },
      { name: 'scope', label: 'Scope', kind: 'text', hint: 'Optional.', when: withOAuth },
      {
        name: 'extensions',
        label: 'SASL extensions',
        kind: 'text',
        placeholder: 'logicalCluster=lkc-1',
        hint: 'name=value, several separated by commas. Optional.',
        when: withOAuth,
      },
      { name: 'region', label: 'AWS region', kind: 'text', placeholder: 'eu-west-1', when: withIam },
      {
        name: 'aws',
        label: 'AWS identity',
        kind: 'choice',
        options: [
          ['default', 'Of this machine (environment, SSO, instance)'],
          ['profile', 'A profile'],
          ['role', 'A role to assume'],
          ['keys', 'An access key'],
        ],
        when: withIam,
      },
      { name: 'awsProfile', label: 'Profile', kind: 'text', when: withAws('profile') },
      {
        name: 'roleArn',
        label: 'Role ARN',
        kind: 'text',
        placeholder: 'arn:aws:iam::123456789012:role/reader',
        when: withAws('role'),
      },
      { name: 'roleSession', label: 'Session name', kind: 'text', hint: 'Optional.', when: withAws('role') },
      { name: 'accessKeyId', label: 'Access key ID', kind: 'text', when: withAws('keys') },
      { name: 'awsSecretAccessKey', label: 'Secret access key', kind: 'secret', when: withAws('keys') },
      { name: 'awsSessionToken', label: 'Session token', kind: 'secret', hint: 'Optional.', when: withAws('keys') },
    ],
  },
  {
    title: 'Schema registry',
    fields: [
      { name: 'registryUrl', label: 'URL', kind: 'text', placeholder: 'https://registry.example', hint: 'Optional.' },
      {
        name: 'registryAuth',
        label: 'Login',
        kind: 'choice',
        options: [
          ['none', 'None'],
          ['basic', 'User name and password'],
          ['bearer', 'Token'],
        ],
        when: withRegistry,
      },
      {
        name: 'registryUser',
        label: 'User name',
        kind: 'text',
        when: (draft) => withRegistry(draft) && draft.registryAuth === 'basic',
      },
      {
        name: 'registrySecret',
        label: 'Password or token',
        kind: 'secret',
        when: (draft) => withRegistry(draft) && draft.registryAuth !== 'none',
      },
    ],
  },
];
