/** The browser side and the host see the protocol only, so the words that cross the wire are named here once more. */
export type { ConnectionSecrets, SecretName } from '../kafka/secrets';
