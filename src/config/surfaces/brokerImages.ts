import { canonicalKey } from '../canonicalKeys';
import type { KeyedEntry } from '../keyedUnits';
import { makeUnit } from '../makeUnit';
import type { MisplacedSetting, Unit } from '../unit';
import { envPath } from './envNames';
import type { EnvOwner } from './envOwner';

/**
 * Brokers that are configured by environment. The images of Apache, Confluent and most others read `KAFKA_*`, Bitnami's
 * reads `KAFKA_CFG_*` and nothing else of a broker's keys.
 */
export function brokerUnits(
  variables: readonly KeyedEntry[],
  owner: EnvOwner,
): { readonly units: readonly Unit[]; readonly claimed: readonly KeyedEntry[] } {
  const named = variables.flatMap((variable) => {
    const match = /^KAFKA_(?<cfg>CFG_)?(?<name>[A-Z0-9_]+)$/.exec(variable.key);
    const canonical = match?.groups?.name === undefined ? undefined : canonicalKey(envPath(match.groups.name));
    const ofBroker = canonical && (canonical.side === 'broker' || canonical.side === 'topic') && !canonical.generic;
    return ofBroker ? [{ variable, key: canonical.key, cfg: match?.groups?.cfg !== undefined }] : [];
  });
  const flavour = flavourOf(
    owner.image,
    named.some(({ cfg }) => cfg),
  );
  const settings = named.filter(({ cfg }) => cfg === (flavour === 'bitnami'));
  const lost = owner.image === undefined ? [] : named.filter(({ cfg }) => cfg !== (flavour === 'bitnami'));
  const misplaced = knownBroker(owner.image) ? lost : [];
  const unit = makeUnit({
    id: `${owner.id}:broker`,
    role: 'broker',
    surface: 'environment',
    label: 'broker environment',
    settings: settings.map(({ variable, key }) => variable.setting(key)),
    misplaced: misplaced.map(({ variable, key, cfg }): MisplacedSetting => {
      const name = variable.key.replace(/^KAFKA_(?:CFG_)?/, cfg ? 'KAFKA_' : 'KAFKA_CFG_');
      const image = flavour === 'bitnami' ? 'the Bitnami image' : 'this image';
      return { setting: variable.setting(key), advice: `${image} reads ${name}` };
    }),
    ...(owner.singleBroker ? { singleBroker: true } : {}),
    ...(owner.severalBrokers ? { severalBrokers: true } : {}),
  });
  return {
    units: [...(unit ? [unit] : []), ...createdTopics(variables, owner)],
    claimed: named.map(({ variable }) => variable),
  };
}

/** `KAFKA_CREATE_TOPICS: "orders:3:1,audit:1:1:compact"` of wurstmeister's image: name, partitions, replicas. */
function createdTopics(variables: readonly KeyedEntry[], owner: EnvOwner): readonly Unit[] {
  return variables
    .filter(({ key }) => key === 'KAFKA_CREATE_TOPICS')
    .flatMap((variable) => {
      const whole = variable.setting('replication.factor');
      if (!whole.value.known || whole.value.defaultOf !== undefined) return [];
      const text = whole.value.text;
      return [...text.matchAll(/(?<=^|,)\s*[^:,]+:\d+:(\d+)/g)].flatMap((topic, index) => {
        const factor = topic[1] ?? '';
        const start = whole.valueSpan.start + topic.index + topic[0].length - factor.length;
        const unit = makeUnit({
          id: `${owner.id}:topic${index}`,
          role: 'topic',
          surface: 'environment',
          label: 'KAFKA_CREATE_TOPICS',
          settings: [
            {
              ...whole,
              value: { known: true, text: factor, type: 'text' },
              valueSpan: { start, end: start + factor.length },
              removals: [],
            },
          ],
          ...(owner.singleBroker ? { singleBroker: true } : {}),
        });
        return unit ?? [];
      });
    });
}

/** Images that start a broker. Tools, proxies and other programs with Kafka in their names are none. */
export const knownBroker = (image: string | undefined): boolean =>
  image !== undefined &&
  (bitnami.test(image) ||
    /(?:^|\/)(?:apache\/kafka(?:-native)?|cp-kafka|cp-server|cp-enterprise-kafka|confluent-local|wurstmeister\/kafka)(?:[:@]|$)/.test(
      image,
    ));

const bitnami = /(?:^|\/)bitnami(?:legacy|secure)?\/kafka(?:[:@]|$)/;

function flavourOf(image: string | undefined, cfg: boolean): 'bitnami' | 'plain' {
  if (image !== undefined && bitnami.test(image)) return 'bitnami';
  return !knownBroker(image) && cfg ? 'bitnami' : 'plain';
}

/** Whether a block of variables starts a broker, and not a controller alone. */
export function startsBroker(names: ReadonlyMap<string, string>, image: string | undefined): boolean {
  const of = (name: string): string | undefined => names.get(`KAFKA_${name}`) ?? names.get(`KAFKA_CFG_${name}`);
  const roles = of('PROCESS_ROLES');
  if (roles !== undefined && !roles.includes('broker')) return false;
  if (knownBroker(image)) return true;
  return brokerNames.some((name) => of(name) !== undefined);
}

const brokerNames = ['BROKER_ID', 'NODE_ID', 'PROCESS_ROLES', 'ADVERTISED_LISTENERS', 'ZOOKEEPER_CONNECT'];
