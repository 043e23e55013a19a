import { visibleText } from '../../src/base/visibleText';
import type { LikelyProducer, ProducerList, ProducerQueries } from '../../src/protocol/producers';
import type { Remote } from '../../src/protocol/rpc';
import type { RecordRow, Row, TailDetails } from '../../src/protocol/tail';
import { makeButton } from '../shared/controls';
import { element } from '../shared/element';

/** Whether a retry of the client may have made the row: written without idempotence, and a copy of another record. */
export const mayBeRetry = (row: Row | undefined, { producerId }: Pick<TailDetails, 'producerId'>): boolean =>
  producerId === -1 && row?.kind === 'record' && isCopy(row);

const isCopy = ({ mark }: RecordRow): boolean =>
  mark !== undefined && /^D[1-4]$/.test(mark.code) && mark.state !== 'retracted';

/**
 * The producers of the workspace that can have written a record: at once for what may be a retry, for others when asked.
 */
export function producersSection(host: Remote<ProducerQueries>, topic: string, atOnce: boolean): HTMLElement {
  const title = atOnce ? 'Producers that can cause it' : 'Producers without idempotence';
  const answer = element('div', 'producers-found');
  answer.setAttribute('role', 'status');
  const section = element('section', 'producers', element('h3', '', title), answer);
  const look = (scan: boolean): void => {
    answer.replaceChildren(element('p', 'muted', 'Looking through the workspace…'));
    host.producers(topic, scan).then(
      (list) => answer.replaceChildren(...found(list, topic, host, () => look(true))),
      (error: unknown) => {
        answer.replaceChildren(element('p', '', visibleText(error instanceof Error ? error.message : String(error))));
      },
    );
  };
  if (atOnce) look(false);
  else
    answer.append(
      makeButton('Find in workspace', 'List the producers of the workspace that write without idempotence', () =>
        look(false),
      ),
    );
  return section;
}

function found(
  { producers, more, note, canScan }: ProducerList,
  topic: string,
  host: Remote<ProducerQueries>,
  scan: () => void,
): readonly Node[] {
  const list = element('ul', 'producer-list', ...producers.map((producer) => lineOf(producer, host)));
  const nothing = `The workspace has no producer without idempotence that writes to ${topic}, as far as its files tell.`;
  return [
    ...(producers.length > 0 ? [list] : note === undefined ? [element('p', 'muted', visibleText(nothing))] : []),
    ...(more > 0 ? [element('p', 'muted', `${more} more fit less well.`)] : []),
    ...(note === undefined ? [] : [element('p', 'muted', visibleText(note))]),
    ...(canScan ? [makeButton('Scan workspace', 'Read the files of the workspace now', scan)] : []),
  ];
}

function lineOf(
  { id, file, line, label, reasons, isLikely }: LikelyProducer,
  host: Remote<ProducerQueries>,
): HTMLElement {
  const link = element('button', 'link', visibleText(`${file}:${line}`));
  link.type = 'button';
  link.title = 'Open the file at the setting';
  link.addEventListener('click', () => void host.showProducer(id));
  return element(
    'li',
    isLikely ? 'likely' : '',
    element('div', '', link, element('span', 'muted', visibleText(` ${label}`))),
    element('div', 'reasons', visibleText(reasons.join(', '))),
  );
}
