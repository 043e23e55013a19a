/** The settings under the names that the Java client has for them, whoever's they were: Spring's or librdkafka's. */
export function javaNames(entries: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const forAll: (readonly [string, string])[] = [];
  const forOne: (readonly [string, string])[] = [];
  for (const [key, value] of entries) {
    const spring = /^spring\.kafka\.(?<rest>.+)$/.exec(key)?.groups?.rest;
    if (spring === undefined) forAll.push([renamed.get(key) ?? key, value]);
    else (ofOneClient.test(spring) ? forOne : forAll).push([springName(spring), value]);
  }
  // What counts for all clients of an application wins over what one of them has for itself.
  return new Map([...forOne, ...forAll]);
}

const ofOneClient = /^(?:producer|consumer|admin|streams)\./;

/** Spring Boot's `KafkaProperties`: Java's own names stand below `properties`. */
function springName(key: string): string {
  const own = key.replace(ofOneClient, '');
  const passed = /^properties\.(?<name>.+)$/.exec(own)?.groups?.name;
  return passed ?? springNames.get(own.replace(/-/g, '')) ?? own;
}

const springNames: ReadonlyMap<string, string> = new Map([
  ['bootstrapservers', 'bootstrap.servers'],
  ['ssl.truststorelocation', 'ssl.truststore.location'],
  ['ssl.truststoretype', 'ssl.truststore.type'],
  ['ssl.truststorepassword', 'ssl.truststore.password'],
  ['ssl.truststorecertificates', 'ssl.truststore.certificates'],
  ['ssl.keystorelocation', 'ssl.keystore.location'],
  ['ssl.keystoretype', 'ssl.keystore.type'],
  ['ssl.keystorepassword', 'ssl.keystore.password'],
  ['ssl.keystorekey', 'ssl.keystore.key'],
  ['ssl.keystorecertificatechain', 'ssl.keystore.certificate.chain'],
  ['ssl.keypassword', 'ssl.key.password'],
]);

/** librdkafka's aliases; its other names are its own and are read as such. Source: its CONFIGURATION.md. */
const renamed: ReadonlyMap<string, string> = new Map([
  ['metadata.broker.list', 'bootstrap.servers'],
  ['sasl.mechanisms', 'sasl.mechanism'],
]);
