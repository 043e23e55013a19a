import { connectionColors } from '../kafka/profile';
import { secretNames } from '../kafka/secrets';
import type { ConnectionDraft, ConnectionFormHost, ConnectionSecrets } from './connectionForm';
import { type Door, flag, object, oneOf, optional, type Shape, text } from './shapes';

const draft = object<ConnectionDraft>({
  name: text,
  servers: text,
  environment: text,
  color: oneOf('none', ...connectionColors),
  readOnly: flag,
  tls: flag,
  ca: text,
  anyHostname: flag,
  client: oneOf('none', 'pem', 'pkcs12'),
  certificate: text,
  mechanism: oneOf('none', 'PLAIN', 'SCRAM-SHA-256', 'SCRAM-SHA-512', 'OAUTHBEARER', 'AWS_MSK_IAM'),
  username: text,
  tokenEndpoint: text,
  clientId: text,
  scope: text,
  extensions: text,
  region: text,
  aws: oneOf('default', 'profile', 'role', 'keys'),
  awsProfile: text,
  roleArn: text,
  roleSession: text,
  accessKeyId: text,
  registryUrl: text,
  registryAuth: oneOf('none', 'basic', 'bearer'),
  registryUser: text,
});

/** Names that are no secret's are nobody's business here: they would be kept beside the others. */
const secrets: Shape<ConnectionSecrets> = (value): value is ConnectionSecrets =>
  typeof value === 'object' &&
  value !== null &&
  Object.entries(value).every(([name, secret]) => secretNames.some((one) => one === name) && optional(text)(secret));

/** What the page of the connection form may ask of the extension host. */
export const connectionFormDoor: Door<ConnectionFormHost> = {
  state: [],
  check: [draft, secrets],
  pick: [oneOf('ca', 'certificate', 'clientKey', 'clientStore')],
  importFile: [],
  test: [draft, secrets],
  cancelTest: [],
  save: [draft, secrets],
  close: [],
};
