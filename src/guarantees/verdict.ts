import { findSetting, type Unit } from '../config/unit';
import type { Verdict, VerdictClass } from './analysis';
import { type Effective, effectiveOf, valueText } from './effective';
import { guaranteeNames, inSentence } from './guaranteeNames';
import { inFlightRefused } from './inFlightRefused';

/** What one `send()` of this producer promises. Undefined for units that are no producer. */
export function verdictOf(
  unit: Unit,
  javaVersion: string,
  effective: Effective = effectiveOf(unit, javaVersion),
): Verdict | undefined {
  return unit.role === 'producer' ? judgeProducer(unit, effective, javaVersion) : undefined;
}

/** `rest` follows the name of the promise. */
const verdict = (kind: VerdictClass, rest: string, ...reasons: readonly string[]): Verdict => ({
  class: kind,
  text: `Delivery: ${inSentence(guaranteeNames[kind].title)}${rest}`,
  reasons,
});

/** The first row that fits wins, as in a decision table. */
function judgeProducer(unit: Unit, effective: Effective, javaVersion: string): Verdict {
  const guarantee = findSetting(unit, 'delivery.guarantee');
  // Flink decides first: without a guarantee its sink forgets what is in flight at a checkpoint.
  if (unit.frame === 'flink' && (guarantee ? valueText(guarantee) === 'none' : unit.complete)) {
    // The short name: with acks=0 below, nothing is usually at least once.
    return {
      class: 'noGuarantee',
      text: `Delivery: ${inSentence(guaranteeNames.noGuarantee.short)} when the job fails · delivery guarantee none`,
      reasons: ['The sink does not wait for its producer at a checkpoint.'],
    };
  }
  const { acks, idempotence, retries, inFlight } = effective;
  const demanded = idempotence === 'on-explicit' || idempotence === 'on-forced' || effective.transactional;
  if (acks === 'invalid')
    return verdict('invalid', ', acks is not accepted', 'The client or the broker refuses this value of acks.');
  if (unit.frame === 'beats' && retries === 0)
    return verdict('invalid', ', the output does not start · max_retries=0', 'Beats refuse max_retries=0.');
  if (acks === 'unknown')
    return verdict('notJudged', ', acks is not written here', 'The value of acks comes from somewhere else.');
  if (demanded && (acks !== 'all' || retries === 0)) {
    const cause = acks === 'all' ? 'retries=0' : `acks=${acks}`;
    const how = unit.client.name === 'kafkajs' && acks !== 'all' ? 'every send fails' : 'the producer does not start';
    return verdict(
      'invalid',
      `, ${how} · ${cause} with idempotence on`,
      'Idempotence and transactions need acks=all and retries.',
    );
  }
  if (effective.transactional && idempotence === 'off-explicit') {
    return verdict(
      'invalid',
      ', the producer does not start · transactional.id with idempotence off',
      'transactional.id cannot be used with enable.idempotence=false.',
    );
  }
  if (inFlightRefused(unit, effective, javaVersion)) {
    return verdict(
      'invalid',
      `, the producer does not start · ${inFlight} requests in flight`,
      `With idempotence at most ${effective.defaults.inFlightLimit} requests in flight are accepted.`,
    );
  }
  if (acks === '0')
    return verdict('atMostOnce', ' · acks=0', 'No broker answer: lost records are never reported or retried.');
  if (retries === 'unknown' || idempotence === 'unknown') {
    return verdict('notJudged', ` · acks=${acks}`, 'A value that decides about duplicates comes from somewhere else.');
  }
  const once = inFlight === 1;
  if (acks === '1') {
    const lost = 'An acknowledged record is lost if the leader fails before a follower has copied it.';
    if (retries === 0)
      return verdict('atMostOnce', ', even acknowledged records can be lost · acks=1, retries=0', lost);
    const twice = once ? 'Retries can write a record twice.' : 'Retries can write a record twice and out of order.';
    return verdict('noGuarantee', ': loss and duplicates possible · acks=1', lost, twice);
  }
  const durable = 'Survives the loss of the leader only if min.insync.replicas is 2 or more.';
  if (effective.transactional) {
    return verdict('transactional', ' · needs read_committed consumers', durable);
  }
  if (idempotence.startsWith('on')) {
    const scope =
      'Retries of this client are written once, per partition, for the life of this producer; resends by the application are not recognised.';
    return verdict(
      'idempotent',
      ', no duplicates within a session · survives leader loss only if min.insync.replicas ≥ 2',
      scope,
      durable,
    );
  }
  if (retries === 0) return verdict('atMostOnce', ', failures are reported · acks=all, retries=0', durable);
  const risk = once ? 'duplicates possible' : 'duplicates and reordering possible';
  return verdict(
    'atLeastOnce',
    `, ${risk} · acks=all, idempotence off`,
    'A retry after a lost answer writes the record again.',
    durable,
  );
}
