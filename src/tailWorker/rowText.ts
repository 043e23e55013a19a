import type { CopiedText, CopyForm } from '../protocol/tailExport';
import { holeLine, recordLine, verdictLine } from '../tail/ndjsonLines';
import { type Content, contentOf, redactContent } from '../tail/redactRecord';
import { parseRedactRules, type RedactRules } from '../tail/redactRules';
import { decodeContent } from './export/decodeContent';
import { hiddenFacts, redactVerdict } from './export/redactedWords';
import type { TailRun } from './tailRun';

/** The clipboard is for people: more than this belongs into a file. */
const MAX_BYTES = 4 * 1024 * 1024;

/** What of a row goes onto the clipboard, without what the rules hide. A payload that has left memory is read again. */
export async function rowText(
  run: TailRun,
  place: number,
  form: CopyForm,
  rules: readonly string[],
): Promise<CopiedText> {
  const n = run.view.rowAt(place);
  const row = n === undefined ? undefined : run.session.row(n);
  if (n === undefined || !row) return refused('This row is no longer in memory.');
  const at = { partition: row.partition, offset: row.kind === 'hole' ? row.from : row.offset };
  if (form === 'place') {
    const { topic, partition } = run.placeOf(at.partition);
    return { text: `${topic}-${partition}:${at.offset}`, sentence: `Copied ${topic}-${partition}:${at.offset}.` };
  }
  if (form === 'kcat') return kcatText(run, at);
  const redact = parseRedactRules(rules);
  if (row.kind !== 'record')
    return form === 'row'
      ? { text: markerLine(run, n, redact), sentence: `Copied the ${row.kind} as JSON.` }
      : refused(`A ${row.kind} has no ${form}.`);
  const content = await contentAt(run, n, redact);
  if (!content) return refused('Key and value have left memory, and Kafka did not give them again.');
  if (content.bytes > MAX_BYTES)
    return refused('This is too much for the clipboard (more than 4 MiB): export it into a file instead.');
  if (form === 'row') {
    const { topic, partition } = run.placeOf(row.partition);
    const text = recordLine({ ...row, topic, partition, ...content.shown }).trimEnd();
    return { text, sentence: `Copied the record as JSON${content.note}.` };
  }
  const bytes = content.shown[form];
  return bytes
    ? { text: textOf(bytes), sentence: `Copied the ${form}${content.note}.` }
    : refused(`The ${form} is null: nothing was copied.`);
}

const refused = (sentence: string): CopiedText => ({ text: undefined, sentence });

function kcatText(run: TailRun, at: { readonly partition: number; readonly offset: number }): CopiedText {
  const found = run.kcat(at);
  if (!found) return refused('The topic of this record was deleted since: no command reads it again.');
  if (found.command === undefined)
    return refused('kcat has no AWS MSK IAM, by which this connection logs in: no command reads this record.');
  const isSecret = /="\$KAFKA_/.test(found.command);
  return {
    text: found.command,
    sentence: isSecret
      ? 'Copied as a kcat command. It takes what is secret from variables of the environment, named in it.'
      : 'Copied as a kcat command.',
  };
}

function markerLine(run: TailRun, n: number, rules: RedactRules): string {
  const { session } = run;
  const { topic, partition } = run.placeOf(session.row(n)?.partition ?? -1);
  const hole = session.holeAt(n);
  if (hole) return holeLine({ ...hole, partition }, { topic }).trimEnd();
  const verdict = session.verdictAt(n);
  const hidden = hiddenFacts(rules, session.counters().sequence.rule);
  return verdict ? verdictLine({ ...redactVerdict(verdict, hidden), partition }, { topic }).trimEnd() : '';
}

async function contentAt(
  run: TailRun,
  n: number,
  rules: RedactRules,
): Promise<{ readonly shown: Content; readonly bytes: number; readonly note: string } | undefined> {
  const payload = run.session.probe(n)?.payload;
  const raw = payload ? contentOf(payload) : await readAgain(run, n);
  if (!raw) return undefined;
  const whole = decodeContent(raw, run.decoder);
  const shown = redactContent(whole, rules);
  const bytes = (shown.key?.length ?? 0) + (shown.value?.length ?? 0);
  const isRedacted =
    shown.key !== whole.key ||
    shown.value !== whole.value ||
    shown.headers.some((header, i) => header.value !== whole.headers[i]?.value);
  return { shown, bytes, note: isRedacted ? ', redacted' : '' };
}

async function readAgain(run: TailRun, n: number): Promise<Content | undefined> {
  const row = run.session.row(n);
  if (row?.kind !== 'record') return undefined;
  const { partition, offset, timestamp } = row;
  const { records } = await run.readRange({ partition, from: offset, to: offset }, Number.MAX_SAFE_INTEGER);
  return records.find((record) => record.timestamp === timestamp);
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function textOf(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes);
  } catch {
    return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(' ');
  }
}
