import type * as vscode from 'vscode';
import { type CrossCheckAccess, registerCrossCheck } from './crossCheck/registerCrossCheck';
import { type Explorer, registerExplorer } from './explorer/registerExplorer';
import { createLog } from './host/log';
import { processorClock } from './host/processorClock';
import { readGrammar } from './host/readGrammar';
import { createSecretStore } from './host/secrets';
import { producerCodecs } from './kafka/kafkajs/compress';
import { kafkaClients } from './kafkaClients';
import { registerLab } from './lab/registerLab';
import { registerLint } from './lint/registerLint';
import type { ProduceServices } from './produce/openProduce';
import { registerSettingsPanel, type SettingsFeature } from './settingsPanel/registerSettingsPanel';
import { registerTail } from './tailPanel/registerTail';

/** What `activate` answers, for the editor tests: VS Code lets nobody look at a tree from outside. No stable API. */
export interface AckLensExports {
  readonly explorer: Pick<Explorer, 'tree' | 'connections'>;
  readonly producers: Pick<SettingsFeature, 'scan' | 'tree'>;
}

/** Composition root of the editor. What is large (the analyser, the Kafka client) is loaded when first needed. */
export function activate(context: vscode.ExtensionContext): AckLensExports {
  const { extensionUri, globalState, workspaceState } = context;
  const own = <T extends vscode.Disposable>(thing: T): T => {
    context.subscriptions.push(thing);
    return thing;
  };
  const log = own(createLog());
  const secrets = createSecretStore(context.secrets);
  const clients = kafkaClients(secrets, log);

  const lint = own(
    registerLint({
      loadAnalyser: async () => {
        const { createAnalyser } = await import('./guarantees/analyse');
        return createAnalyser({ loadGrammar: (file) => readGrammar(extensionUri, file), now: processorClock() });
      },
      log,
    }),
  );
  const tail = own(
    registerTail({
      extensionUri,
      log: (level, message) => log[level](message),
      secrets: (connection) => secrets.read(connection),
      find: (connection) => explorer.connections.find(connection),
      pollInterval: (folder) => producers.pollInterval(folder),
      producers: ({ bootstrapServers }, topic, isAsked) =>
        producers.findProducers({ topic, bootstrapServers }, isAsked),
      showProducer: (id) => producers.showProducer(id),
    }),
  );
  const explorer: Explorer = own(
    registerExplorer({
      memento: globalState,
      secrets,
      form: { extensionUri, testConnection: clients.testConnection },
      log,
      openAdmin: clients.openAdmin,
      openRegistry: clients.openRegistry,
      topicNotes: (connection, topic) => crossCheck.topicNotes(connection, topic),
      openTail: tail.open,
      openProduce: async (...wish) => {
        const { openProduce } = await import('./produce/openProduce');
        openProduce(produce, ...wish);
      },
    }),
  );
  const { access, connections } = explorer;
  const find = (connection: string) => connections.find(connection);
  const produce: ProduceServices = {
    extensionUri,
    access,
    find,
    openProducer: clients.openProducer,
    codecs: producerCodecs,
    openRegistry: clients.openRegistry,
    openCodec: async (...of) => (await import('./schemas/openCodec')).openCodec(...of),
    log: (message) => log.error(message),
  };
  const crossCheck: CrossCheckAccess = own(registerCrossCheck({ ...lint, ...explorer, memento: workspaceState, log }));
  const producers: SettingsFeature = own(
    registerSettingsPanel(extensionUri, {
      ...lint,
      clusterFindings: crossCheck.findings,
      onDidChangeClusterFindings: crossCheck.onDidChange,
    }),
  );
  own(
    registerLab({
      extensionUri,
      memento: globalState,
      choose: explorer.choose,
      find,
      access,
      openKit: clients.openTrialKit,
      log: (message) => log.error(message),
    }),
  );
  return { explorer, producers };
}
