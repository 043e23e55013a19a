import type { Span } from '../base/span';

/** Which part of Kafka a configuration speaks to. `client` is one that a file shares between producers and consumers. */
export type Role =
  | 'producer'
  | 'consumer'
  | 'client'
  | 'admin'
  | 'broker'
  | 'topic'
  | 'connectWorker'
  | 'connector'
  | 'mirrorMaker'
  | 'streams';

export type ClientName =
  | 'java'
  | 'librdkafka'
  | 'kafkajs'
  | 'confluent-kafka-javascript'
  | 'platformatic'
  | 'kafka-node'
  | 'sarama'
  | 'kafka-go'
  | 'franz-go'
  | 'kafka-python'
  | 'aiokafka'
  | 'ruby-kafka'
  | 'brod'
  | 'lua-resty-kafka'
  | 'faust'
  | 'kafka-rust'
  | 'phpkafka';

/** The client library that will read a unit. `version` is absent where the text does not tell it. */
export interface ClientModel {
  readonly name: ClientName;
  readonly version?: string;
  /** Where the version is written when not in the text itself: `pom.xml`. */
  readonly versionFrom?: string;
}

/** What stands around a client and changes its defaults or overrides its settings. */
export type Frame =
  | 'consoleProducer'
  | 'consoleConsumer'
  | 'performanceTest'
  | 'kcat'
  | 'connect'
  | 'connectExactlyOnce'
  | 'streams'
  | 'streamsExactlyOnce'
  | 'smallrye'
  | 'springCloudStream'
  | 'beats'
  | 'logstash'
  | 'fluentd'
  | 'telegraf'
  | 'openTelemetry'
  | 'jaeger'
  | 'redpandaConnect'
  | 'apisix'
  | 'kong'
  | 'dapr'
  | 'seatunnel'
  | 'flink'
  | 'fs2'
  | 'writerConfig';

export type SurfaceName =
  | 'properties'
  | 'shell'
  | 'kafkajs'
  | 'spring'
  | 'smallrye'
  | 'micronaut'
  | 'application'
  | 'environment'
  | 'connect'
  | 'kubernetes'
  | 'terraform'
  | 'pipeline'
  | 'code';

/** What is known about a value: the text as the client would see it, or nothing that a verdict could rest on. */
export type SettingValue =
  | {
      readonly known: true;
      /** Trimmed and unquoted. Numbers and booleans of code as they would be printed. */
      readonly text: string;
      readonly type: 'text' | 'number' | 'boolean';
      /** Name of the placeholder whose default this is: `ACKS` of `${ACKS:-0}`. */
      readonly defaultOf?: string;
      /** The variable that the value was taken from, and its file: `ACKS in .env`. Not to be edited here. */
      readonly from?: string;
    }
  | { readonly known: false };

/** How a setting is written down, which decides how an edit writes it. */
export type SettingForm =
  | 'propertiesLine'
  | 'shellPair'
  | 'shellFlag'
  | 'objectProperty'
  | 'shorthandProperty'
  /** The text of a value, with or without quotes around it: YAML, env files, quoted strings of other formats. */
  | 'plainValue'
  /** A value of JSON, TOML or Terraform without quotes: numbers and booleans may stand like this, words may not. */
  | 'bareValue'
  /** A key of YAML with nothing behind its colon. */
  | 'absentValue'
  /** An expression of a programming language: words of Kafka are quoted there, words of the client are not. */
  | 'expression'
  /** A call whose presence is the setting: it can be taken out, not given another value. */
  | 'marker';

/** One key that somebody wrote. Settings that nobody wrote are not here: defaults belong to the guarantees. */
export interface Setting {
  /** Kafka's own name of the setting, for example `acks`, whatever the client calls it. */
  readonly key: string;
  /** The key as written, prefix included: `producer.acks`, `--request-required-acks`, `idempotent`. */
  readonly writtenKey: string;
  readonly keySpan: Span;
  readonly value: SettingValue;
  /** Where the value stands, without quotes. Empty where nothing is written. */
  readonly valueSpan: Span;
  /**
   * What disappears when the setting is deleted: the line, the flag with its argument, the property with its comma.
   * Several where the key is written more than once; none where nothing can be cut out safely.
   */
  readonly removals: readonly Span[];
  readonly form: SettingForm;
  /** How the surface spells Kafka's values where it has words or numbers of its own: `-1` for `all`. */
  readonly spellings?: Readonly<Record<string, string>>;
  /** Written for another unit and joined into this one by the client. Judged with it, reported where it was written. */
  readonly inherited?: boolean;
  /** The file that it is written in where that is another one: spans are places there. Inherited then, too. */
  readonly file?: string;
}

/** Something written where the client does not read it. */
export interface MisplacedSetting {
  readonly setting: Setting;
  /** True where the client refuses it: it is not only without effect. */
  readonly refused?: boolean;
  /** Completes "<key> has no effect here; ...": `kafkajs reads acks from each send() and sendBatch()`. */
  readonly advice: string;
}

/** An option that the tool no longer has. */
export interface RemovedOption {
  readonly tool: string;
  readonly option: string;
  readonly replacement: string;
  readonly deprecatedIn: string;
  readonly removedIn: string;
  readonly span: Span;
}

/** One effective client configuration: one file or prefix group of it, one command line, one call. */
export interface Unit {
  /** Unique in its document and the same after an edit elsewhere. */
  readonly id: string;
  readonly role: Role;
  readonly client: ClientModel;
  readonly frame?: Frame;
  readonly surface: SurfaceName;
  /** What a person would call it: `producer. settings`, `kafka-console-producer`, `producer.send`. */
  readonly label: string;
  readonly span: Span;
  /** Where a line of text about the unit is drawn above. */
  readonly anchor: Span;
  /** Each canonical key at most once: the one that wins. */
  readonly settings: readonly Setting[];
  readonly misplaced: readonly MisplacedSetting[];
  readonly removedOptions: readonly RemovedOption[];
  /** True when everything the client gets stands here, so that an absent key means the default. */
  readonly complete: boolean;
  /** Sends of this producer that begin before others to the same topic have ended, as far as the text proves it. */
  readonly overlappingSends?: readonly Span[];
  /** The text proves that the cluster has one broker. */
  readonly singleBroker?: boolean;
  /** The text shows that the cluster has more than one broker. */
  readonly severalBrokers?: boolean;
}

/** A console consumer call that a tail can repeat. */
export interface ConsumerCommand {
  readonly span: Span;
  readonly topic: string;
  /** `host:port,...` where the command says it and it is no variable. */
  readonly bootstrapServers: string | undefined;
  readonly start: 'beginning' | 'end' | { readonly partition: number; readonly offset: number };
  readonly maxMessages: number | undefined;
}

/** A place where broker addresses are written out. */
export interface BootstrapServers {
  readonly span: Span;
  readonly servers: string;
}

/** What a surface reads out of a text. */
export interface Extraction {
  readonly units: readonly Unit[];
  readonly consumerCommands: readonly ConsumerCommand[];
  readonly bootstrapServers: readonly BootstrapServers[];
  /** Units of other files that say something about these. */
  readonly around?: readonly Unit[];
}

export const nothing: Extraction = { units: [], consumerCommands: [], bootstrapServers: [] };

export const findSetting = (unit: Unit, key: string): Setting | undefined =>
  unit.settings.find((setting) => setting.key === key);

/** Without what stands around them. */
export const joinExtractions = (parts: readonly Extraction[]): Extraction => ({
  units: parts.flatMap((part) => part.units),
  consumerCommands: parts.flatMap((part) => part.consumerCommands),
  bootstrapServers: parts.flatMap((part) => part.bootstrapServers),
});
