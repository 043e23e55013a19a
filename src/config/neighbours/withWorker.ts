import { propertiesUnits } from '../propertiesUnits';
import { type Extraction, findSetting, type Setting, type Unit } from '../unit';
import { foreignSetting, type Neighbour } from './neighbour';
import { workerFile } from './neighbourNames';

/**
 * Connectors as their worker runs them: a client of a connector gets the worker's `producer.` or `consumer.` keys, then
 * the connector's overrides, as far as the worker's policy lets them pass (KIP-458; since 3.0 the default is All, KIP-722).
 */
export function withWorker(extraction: Extraction, neighbours: readonly Neighbour[]): Extraction {
  const file = neighbours.find(({ name }) => workerFile.test(name));
  if (!file || !extraction.units.some(({ role }) => role === 'connector')) return extraction;
  const around = propertiesUnits({ path: file.name, text: file.text }).units;
  const worker = around.find(({ role }) => role === 'connectWorker') ?? silentWorker;
  const exactlyOnce = textOf(findSetting(worker, 'exactly.once.source.support')) === 'enabled';
  const policy = findSetting(worker, 'connector.client.config.override.policy');
  const passes = policy === undefined || /^all$/i.test(textOf(policy) ?? '');
  const units = extraction.units.map((unit): Unit => {
    const side = overridden.exec(unit.label)?.groups?.side;
    if (!passes || side === undefined) return unit;
    const keys = new Set(unit.settings.map(({ key }) => key));
    const below = around.find(({ label }) => label === `${side}.* settings`)?.settings ?? [];
    const inherited = below.filter(({ key }) => !keys.has(key)).map((setting) => foreignSetting(setting, file.name));
    const settings = [...inherited, ...unit.settings];
    return exactlyOnce && unit.frame === 'connect'
      ? { ...unit, settings, frame: 'connectExactlyOnce' }
      : { ...unit, settings };
  });
  // Only distributed workers check what a connector asks of them (DistributedHerder).
  return { ...extraction, units, around: /standalone/.test(file.name) ? [] : [worker] };
}

/** One that has nothing written that matters here. */
const silentWorker: Unit = {
  id: 'worker',
  role: 'connectWorker',
  client: { name: 'java' },
  surface: 'connect',
  label: 'worker',
  span: { start: 0, end: 0 },
  anchor: { start: 0, end: 0 },
  settings: [],
  misplaced: [],
  removedOptions: [],
  complete: true,
};

const overridden = /^(?<side>producer|consumer|admin)\.override\.\* settings$/;

const textOf = (setting: Setting | undefined): string | undefined =>
  setting?.value.known ? setting.value.text : undefined;
