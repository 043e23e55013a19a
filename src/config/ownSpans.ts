import type { Span } from '../base/span';
import type { Extraction, Setting, Unit } from './unit';

/** The same with spans of its own, which stay where they are when the sections of a text move (see `SectionMemo`). */
export const ownSpans = ({ units, consumerCommands, bootstrapServers }: Extraction): Extraction => ({
  units: units.map(ofUnit),
  consumerCommands: consumerCommands.map((command) => ({ ...command, span: own(command.span) })),
  bootstrapServers: bootstrapServers.map((servers) => ({ ...servers, span: own(servers.span) })),
});

const ofUnit = (unit: Unit): Unit => ({
  ...unit,
  span: own(unit.span),
  anchor: own(unit.anchor),
  settings: unit.settings.map(ofSetting),
  misplaced: unit.misplaced.map((one) => ({ ...one, setting: ofSetting(one.setting) })),
  removedOptions: unit.removedOptions.map((option) => ({ ...option, span: own(option.span) })),
});

const ofSetting = (setting: Setting): Setting => ({
  ...setting,
  keySpan: own(setting.keySpan),
  valueSpan: own(setting.valueSpan),
  removals: setting.removals.map(own),
});

const own = ({ start, end }: Span): Span => ({ start, end });
