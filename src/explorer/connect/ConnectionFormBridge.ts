import type { Disposable } from '../../base/disposable';
import type { ConnectionTest, TestStep } from '../../kafka/connectionTest';
import { importConnection } from '../../kafka/importConnection';
import { certificatesIn, keyFile, keyIn, keystoreHelp, truststoreHelp } from '../../kafka/imports/keyFile';
import type { FileReader } from '../../kafka/imports/readKeyMaterial';
import type { ConnectionProfile } from '../../kafka/profile';
import { type ConnectionSecrets, secretNames } from '../../kafka/secrets';
import type {
  ConnectionDraft,
  ConnectionFormHost,
  ConnectionFormView,
  DraftProblems,
  FormState,
  Picked,
  PickedField,
} from '../../protocol/connectionForm';
import { connectionFormDoor } from '../../protocol/connectionFormDoor';
import { type Connection, connect, type Port } from '../../protocol/rpc';
import { checkDraft } from './checkDraft';
import { draftOf, profileOf, secretsOf } from './connectionDraft';

export interface FormSubject {
  readonly title: string;
  readonly profile: Omit<ConnectionProfile, 'id'>;
  /** Those that are saved; they stay on this side. */
  readonly secrets: ConnectionSecrets;
  /** What is to be said when the form opens. */
  readonly notes: readonly string[];
  readonly secretsOnly: boolean;
}

export interface FormServices {
  readonly test: ConnectionTest;
  /** A file of the user's choice; undefined when none was chosen. */
  chooseFile(
    title: string,
  ): Promise<{ readonly path: string; readonly base64: string; readonly text: string } | undefined>;
  /** A file that a configuration names. */
  readFile(path: string, beside: string): ReturnType<FileReader>;
  save(profile: Omit<ConnectionProfile, 'id'>, secrets: ConnectionSecrets): Promise<void>;
  close(): void;
}

/** Stands behind one form: checks, tests and saves what it says. Secrets come in through it and never go back. */
export class ConnectionFormBridge implements Disposable {
  private readonly subject: FormSubject;
  private readonly services: FormServices;
  private view: Connection<ConnectionFormView> | undefined;
  private draft: ConnectionDraft;
  private notes: readonly string[];
  /** Saved ones, and those that were read out of files. */
  private held: ConnectionSecrets;
  private testing: AbortController | undefined;

  constructor(subject: FormSubject, services: FormServices) {
    this.subject = subject;
    this.services = services;
    this.draft = draftOf(subject.profile);
    this.notes = subject.notes;
    this.held = subject.secrets;
  }

  attach(port: Port): void {
    this.view?.dispose();
    this.view = connect<ConnectionFormHost, ConnectionFormView>(
      port,
      {
        state: () => this.state(),
        check: (draft, typed) => this.check(draft, typed),
        pick: (field) => this.pick(field),
        importFile: () => this.importFile(),
        test: (draft, typed) => this.test(draft, typed),
        cancelTest: () => this.testing?.abort(),
        save: (draft, typed) => this.save(draft, typed),
        close: () => this.services.close(),
      },
      connectionFormDoor,
    );
  }

  dispose(): void {
    this.testing?.abort();
    this.view?.dispose();
    this.held = {};
  }

  private state(): FormState {
    const { title, secretsOnly } = this.subject;
    const held = secretNames.filter((name) => this.held[name]);
    return { title, draft: this.draft, held, notes: this.notes, secretsOnly };
  }

  private check(draft: ConnectionDraft, typed: ConnectionSecrets): DraftProblems {
    return checkDraft(draft, (name) => Boolean(typed[name] || this.held[name]));
  }

  /** What was just entered counts more than what was there. */
  private secretsFor(draft: ConnectionDraft, typed: ConnectionSecrets): ConnectionSecrets {
    const pairs = secretsOf(draft).map((name) => [name, typed[name] || this.held[name]] as const);
    return Object.fromEntries(pairs.filter(([, secret]) => secret));
  }

  private async pick(field: PickedField): Promise<Picked | undefined> {
    const chosen = await this.services.chooseFile(pickTitles[field]);
    if (!chosen) return undefined;
    const file = keyFile(chosen.base64);
    const name = chosen.path.replace(/^.*[\\/]/, '');
    const held = (secret: string): Picked => {
      this.held = { ...this.held, [field]: secret };
      return { kind: 'held', file: name };
    };
    if (field === 'clientStore')
      return file.kind === 'pkcs12' ? held(chosen.base64) : { kind: 'problem', sentence: keystoreHelp(name) };
    const pem = file.kind === 'pem' ? file.text : '';
    if (field === 'clientKey') {
      const key = keyIn(pem);
      if (key !== undefined) return held(key);
      const sentence = `${name} has no private key in PEM: it begins with -----BEGIN PRIVATE KEY-----.`;
      return { kind: 'problem', sentence };
    }
    const text = certificatesIn(pem);
    if (text !== '') return { kind: 'text', text };
    return {
      kind: 'problem',
      sentence: field === 'ca' ? truststoreHelp(name) : `${name} has no certificate in PEM.`,
    };
  }

  private async importFile(): Promise<FormState | { readonly problem: string } | undefined> {
    const chosen = await this.services.chooseFile('Import a client configuration');
    if (!chosen) return undefined;
    // With parsers of several formats, which nobody needs before.
    const { clientEntries } = await import('../../config/clientEntries');
    const entries = clientEntries(chosen.path, chosen.text);
    const found = await importConnection(entries, (path) => this.services.readFile(path, chosen.path));
    const name = chosen.path.replace(/^.*[\\/]/, '');
    if ('problem' in found) return { problem: `${name}: ${found.problem}` };
    const { servers, security, registry, secrets, notes } = found;
    this.draft = {
      ...draftOf({
        name: this.draft.name || (servers[0] ?? ''),
        bootstrapServers: servers,
        ...(security ? { security } : {}),
        ...(registry ? { registry } : {}),
      }),
      environment: this.draft.environment,
      color: this.draft.color,
      readOnly: this.draft.readOnly,
    };
    this.held = secrets;
    this.notes = notes.map((note) => `${name}: ${note}`);
    return this.state();
  }

  private async test(draft: ConnectionDraft, typed: ConnectionSecrets): Promise<DraftProblems> {
    const problems = this.check(draft, typed);
    if (Object.keys(problems).length > 0) return problems;
    this.testing?.abort();
    const testing = new AbortController();
    this.testing = testing;
    const tell = (step: TestStep): void => void this.view?.remote.step(step).catch(() => undefined);
    const profile = { id: 'tested', ...profileOf(draft) };
    await this.services.test(profile, this.secretsFor(draft, typed), tell, testing.signal);
    return {};
  }

  private async save(draft: ConnectionDraft, typed: ConnectionSecrets): Promise<DraftProblems> {
    const problems = this.check(draft, typed);
    if (Object.keys(problems).length > 0) return problems;
    await this.services.save(profileOf(draft), this.secretsFor(draft, typed));
    return {};
  }
}

const pickTitles: { readonly [K in PickedField]: string } = {
  ca: 'CA certificate (PEM)',
  certificate: 'Client certificate (PEM)',
  clientKey: 'Private key of the client (PEM)',
  clientStore: 'Certificate and key of the client (PKCS12)',
};
