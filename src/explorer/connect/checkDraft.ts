import { parseBootstrapServers } from '../../kafka/profile';
import type { SecretName } from '../../kafka/secrets';
import { splitUserInfo } from '../../kafka/splitUserInfo';
import type { ConnectionDraft, DraftField, DraftProblems } from '../../protocol/connectionForm';
import { parseExtensions, secretsOf } from './connectionDraft';

/** Secrets that a connection may do without. */
const optional: ReadonlySet<SecretName> = new Set(['keyPassphrase', 'awsSessionToken']);

/** What is missing or cannot be right, of the fields that the draft's choices show. `has` knows the secrets. */
export function checkDraft(draft: ConnectionDraft, has: (secret: SecretName) => boolean): DraftProblems {
  const problems: { [K in DraftField]?: string } = {};
  const need = (field: DraftField, text: string, sentence: string): void => {
    if (text.trim() === '') problems[field] = sentence;
  };
  need('name', draft.name, 'Enter a name.');
  const servers = parseBootstrapServers(draft.servers);
  if ('problem' in servers) problems.servers = servers.problem;
  if (draft.tls) checkTls(draft, problems);
  switch (draft.mechanism) {
    case 'none':
      break;
    case 'OAUTHBEARER':
      checkUrl('tokenEndpoint', draft.tokenEndpoint, problems);
      need('clientId', draft.clientId, 'Enter the client ID.');
      if (parseExtensions(draft.extensions) === undefined)
        problems.extensions = 'Write name=value, several separated by commas; names have letters only.';
      break;
    case 'AWS_MSK_IAM':
      if (!/^[a-z]{2}(?:-[a-z]+)+-\d+$/.test(draft.region.trim()))
        problems.region = 'Enter a region such as eu-west-1.';
      if (draft.aws === 'profile') need('awsProfile', draft.awsProfile, 'Enter the name of a profile.');
      if (draft.aws === 'role' && !/^arn:aws[\w-]*:iam::\d{12}:role\/.+$/.test(draft.roleArn.trim()))
        problems.roleArn = 'Enter an ARN such as arn:aws:iam::123456789012:role/reader.';
      if (draft.aws === 'keys') need('accessKeyId', draft.accessKeyId, 'Enter the access key ID.');
      break;
    default:
      need('username', draft.username, 'Enter the user name.');
  }
  if (draft.registryUrl.trim() !== '') {
    checkUrl('registryUrl', draft.registryUrl, problems);
    if (draft.registryAuth === 'basic') need('registryUser', draft.registryUser, 'Enter the user name.');
  }
  for (const secret of secretsOf(draft))
    if (!optional.has(secret) && !has(secret)) problems[secret] = missing[secret] ?? 'Enter it.';
  return problems;
}

function checkTls(draft: ConnectionDraft, problems: { [K in DraftField]?: string }): void {
  const ca = draft.ca.trim();
  if (ca.includes('\n') && !ca.includes('-----BEGIN CERTIFICATE-----'))
    problems.ca = 'This is not PEM: it begins with -----BEGIN CERTIFICATE-----.';
  if (draft.client === 'pem' && !draft.certificate.includes('-----BEGIN CERTIFICATE-----'))
    problems.certificate = 'Add the client certificate in PEM; it begins with -----BEGIN CERTIFICATE-----.';
}

/** Addresses are kept and exported in the open: a login has fields of its own. */
function checkUrl(field: DraftField, text: string, problems: { [K in DraftField]?: string }): void {
  if (!/^https?:\/\/[^\s/]+/.test(text.trim())) problems[field] = 'Enter an http or https URL.';
  else if (splitUserInfo(text.trim()).url !== text.trim())
    problems[field] = 'Leave user and password out of the URL: they have fields of their own.';
}

const missing: { readonly [K in SecretName]?: string } = {
  password: 'Enter the password.',
  clientSecret: 'Enter the client secret.',
  clientKey: 'Choose the file with the private key.',
  clientStore: 'Choose the PKCS12 file.',
  awsSecretAccessKey: 'Enter the secret access key.',
  registrySecret: 'Enter the password or token.',
};
