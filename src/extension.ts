import * as vscode from 'vscode';
import { type CrossCheckAccess, registerCrossCheck } from './crossCheck/registerCrossCheck';
import { type Explorer, registerExplorer } from './explorer/registerExplorer';
import { createLog } from './host/log';
import { processorClock } from './host/processorClock';
import { readGrammar } from './host/readGrammar';
import { createSecretStore } from './host/secrets';
import { onSettingChange, readSetting, readSettingLevels } from './host/settings';
import { startWorkerPort } from './host/workerPort';
import { producerCodecs } from './kafka/kafkajs/compress';
import type { ConnectionProfile } from './kafka/profile';
import { readClusterFacts } from './kafka/readClusterFacts';
import { createRegistry } from './kafka/registry/createRegistry';
import { registerLab } from './lab/registerLab';
import { registerLint } from './lint/registerLint';
import { openProduce, type ProduceServices } from './produce/openProduce';
import { readTopicFacts } from './produce/readTopicFacts';
import { registerSettingsPanel, type SettingsFeature } from './settingsPanel/registerSettingsPanel';
import { DebugSessions } from './tailPanel/DebugSessions';
import { openTail, type TailServices } from './tailPanel/openTail';
import { defaultPollInterval } from './tailPanel/pauseWarning';
import { registerTail } from './tailPanel/registerTail';
import { restoreTails } from './tailPanel/restoreTails';

/** What `activate` answers, for the editor tests: VS Code lets nobody look at a tree from outside. No stable API. */
export interface AckLensExports {
  readonly explorer: Pick<Explorer, 'tree' | 'connections'>;
  readonly producers: Pick<SettingsFeature, 'scan' | 'tree'>;
}

/** Composition root of the editor. What is large (the analyser, the Kafka client) is loaded when first needed. */
export function activate({
  subscriptions,
  globalState,
  workspaceState,
  secrets,
  extensionUri,
}: vscode.ExtensionContext): AckLensExports {
  const log = createLog();
  subscriptions.push(log);

  const secretStore = createSecretStore(secrets);

  const loadAnalyser = async () => {
    const { createAnalyser } = await import('./guarantees/analyse');
    return createAnalyser({ loadGrammar: (file) => readGrammar(extensionUri, file), now: processorClock() });
  };
  const lint = registerLint({ loadAnalyser, log });
  subscriptions.push(lint);

  const debugging = new DebugSessions({
    pollInterval: (folder) => producers.pollInterval(folder) ?? defaultPollInterval,
  });
  subscriptions.push(debugging);
  const tail: TailServices = {
    debugging,
    extensionUri,
    startWorker: () => startWorkerPort(vscode.Uri.joinPath(extensionUri, 'dist', 'tailWorker.js').fsPath),
    log: (level, message) => log[level](message),
    secrets: (connection) => secretStore.read(connection),
    producers: ({ bootstrapServers }, topic, isAsked) => producers.findProducers({ topic, bootstrapServers }, isAsked),
    showProducer: (id) => producers.showProducer(id),
    bounds: () => ({
      maxRows: readSetting('acklens.tail.maxRows'),
      maxPayloadBytes: readSetting('acklens.tail.maxMegabytes') * 1_048_576,
    }),
    redaction: () => ({
      // What one level hides no other shows.
      rules: [...new Set(readSettingLevels('acklens.tail.redact').flatMap(({ value }) => value))],
      inView: readSetting('acklens.tail.redactInView'),
    }),
    onRedactionChange: (listener) => onSettingChange(['acklens.tail.redact', 'acklens.tail.redactInView'], listener),
  };
  const openRegistry = async (profile: ConnectionProfile) =>
    createRegistry(profile, {
      secrets: await secretStore.read(profile.id),
      timeoutMs: readSetting('acklens.explorer.timeoutSeconds') * 1_000,
    });
  const produce: ProduceServices = {
    extensionUri,
    openProducer: async (profile) => {
      const { createKafkaJsProducer } = await import('./kafka/kafkajs/producer');
      return createKafkaJsProducer(profile, { secrets: await secretStore.read(profile.id) });
    },
    topicFacts: (profile, topic) => explorer.access.use(profile, (admin) => readTopicFacts(admin, topic)),
    find: (connection) => explorer.connections.find(connection),
    codecs: producerCodecs,
    openRegistry,
    openCodec: async (registry, schema) => (await import('./schemas/openCodec')).openCodec(registry, schema),
    log: (message) => log.error(message),
  };
  const explorer: Explorer = registerExplorer({
    memento: globalState,
    secrets: secretStore,
    form: {
      extensionUri,
      testConnection: async (...attempt) => {
        const { testConnection } = await import('./kafka/kafkajs/testConnection');
        return testConnection(...attempt);
      },
    },
    log,
    openAdmin: async (profile) => {
      const { createKafkaJsAdmin } = await import('./kafka/kafkajs/admin');
      // Shorter than the tree's own patience: the client can say which broker keeps silent.
      const patience = readSetting('acklens.explorer.timeoutSeconds') * 800;
      return createKafkaJsAdmin(profile, {
        secrets: await secretStore.read(profile.id),
        connectionTimeoutMs: patience,
        requestTimeoutMs: patience,
        log: (level, message) => log[level](message),
      });
    },
    openRegistry,
    topicNotes: (connection, topic) => crossCheck.topicNotes(connection, topic),
    openTail: (profile, options) => openTail(tail, { profile, options }),
    openProduce: (profile, topic, record) => openProduce(produce, profile, topic, record),
  });
  subscriptions.push(explorer);
  const crossCheck: CrossCheckAccess = registerCrossCheck({
    analyse: (document) => lint.analyse(document),
    onDidPublish: lint.onDidPublish,
    selector: lint.selector,
    connections: () => explorer.connections.list(),
    isConnected: (connection) => explorer.access.isConnected(connection),
    onDidChangeConnected: explorer.onDidChangeConnected,
    onDidRefresh: explorer.onDidRefresh,
    readFacts: (profile, topics, signal) =>
      explorer.access.use(profile, (admin) => readClusterFacts(admin, topics, signal)),
    connect: async (id) => {
      const profile = explorer.connections.find(id);
      if (profile) await explorer.access.use(profile, (admin) => admin.overview());
    },
    choice: {
      get: () => workspaceState.get<string>('acklens.workspaceCluster'),
      set: (connection) => workspaceState.update('acklens.workspaceCluster', connection),
    },
    log,
  });
  subscriptions.push(crossCheck);
  const producers = registerSettingsPanel(extensionUri, {
    analyse: lint.analyse,
    reader: lint.reader,
    onDidChangeVersions: lint.onDidChangeVersions,
    onDidChangeNeighbours: lint.onDidChangeNeighbours,
    clusterFindings: crossCheck.findings,
    onDidChangeClusterFindings: crossCheck.onDidChange,
  });
  subscriptions.push(producers);
  subscriptions.push(registerTail());
  subscriptions.push(restoreTails(tail, (id) => explorer.connections.find(id)));
  const lab = registerLab({
    extensionUri,
    memento: globalState,
    choose: (connection) => explorer.choose(connection),
    find: (connection) => explorer.connections.find(connection),
    access: explorer.access,
    openKit: async (profile) => {
      const { openTrialKit } = await import('./kafka/kafkajs/trial/openTrialKit');
      const controlAddress = process.env.ACKLENS_BROKER_CONTROL;
      return openTrialKit(profile, { secrets: await secretStore.read(profile.id), controlAddress });
    },
    log: (message) => log.error(message),
  });
  subscriptions.push(lab);
  return { explorer, producers };
}
