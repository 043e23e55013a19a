import type { KeyedEntry } from './keyedUnits';
import type { Setting } from './unit';

/** An entry of an application's configuration and the profile that it counts for. */
export interface LayeredEntry extends KeyedEntry {
  /** Undefined for what counts always. */
  readonly layer: string | undefined;
}

/** A setting with the place that it has when the framework puts a client's configuration together. */
export interface Ranked {
  readonly setting: Setting;
  readonly layer: string | undefined;
  /** A higher rank wins over a lower one, whatever the layer. */
  readonly rank: number;
}

export interface LayeredSettings {
  readonly layer: string | undefined;
  /** In the order of rank and layer. What the layer takes from the base is marked as inherited. */
  readonly settings: readonly Setting[];
}

/**
 * What a client gets without a profile, and what it gets with each profile that changes something of it. A profile is
 * joined with the base only: whether two are active together is not written here.
 */
export function joinLayers(items: readonly Ranked[]): readonly LayeredSettings[] {
  const layers = [...new Set(items.map((item) => item.layer))];
  const ordered = [...items].sort((a, b) => a.rank - b.rank || Number(!!a.layer) - Number(!!b.layer));
  return layers.map((layer) => ({
    layer,
    settings: ordered
      .filter((item) => item.layer === undefined || item.layer === layer)
      .map(({ setting, layer: of }) => (of === layer ? setting : { ...setting, inherited: true })),
  }));
}
