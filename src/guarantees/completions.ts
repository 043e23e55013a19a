import type { Unit } from '../config/unit';
import { codeProperties } from './codeCompletions';
import { codeKeys } from './codeKeys';
import type { Completion, CompletionRequest } from './completion';
import { keyItems, valueItems } from './completionItems';
import { overriding, type Probe, probeKey, probeValue } from './completionProbe';
import { guideFor } from './settingGuide';

/** Longer texts would need longer than a person waits between two keys. */
const textLimit = 256 * 1024;

/**
 * Keys and values that could stand at a place. The readers themselves are asked: a setting is put there by way of trial,
 * and items are offered only if the unit that it lands in is known. So comments, strings and foreign files get none.
 */
export function completionsAt(request: CompletionRequest): readonly Completion[] {
  const { text, offset, surface } = request;
  if (text.length > textLimit || offset > text.length) return [];
  if (surface.kind === 'code') {
    const { language } = surface;
    const properties = language === 'typescript' || language === 'tsx' ? codeProperties(request) : [];
    return properties.length > 0 ? properties : codeKeys(request, language);
  }
  if (surface.kind !== 'shell') return plainItems(request);
  const { container } = surface;
  return container === 'markdown' || container === 'dockerfile' ? plainItems(request) : ofCommand(request);
}

function plainItems(request: CompletionRequest): readonly Completion[] {
  const value = probeValue(request);
  if (value) return valueItems(value, request);
  const key = probeKey(request);
  return key ? keyItems(key, withPrefixes(key), request) : [];
}

/** A command tells all about itself: only its lines are read, however long the script is. */
function ofCommand(request: CompletionRequest): readonly Completion[] {
  const { text, offset, read } = request;
  let start = lineStart(text, offset);
  while (start > 0 && /[\\^]\r?\n$/.test(text.slice(Math.max(0, start - 3), start))) start = lineStart(text, start - 1);
  let end = text.indexOf('\n', offset);
  if (end < 0) end = text.length;
  const command = text.slice(start, end);
  const units = read({ span: { start: 0, end: 0 }, newText: '' }, command);
  return plainItems({ ...request, text: command, offset: offset - start, units }).map((one) => ({
    ...one,
    replace: { start: one.replace.start + start, end: one.replace.end + start },
  }));
}

const lineStart = (text: string, at: number): number => text.lastIndexOf('\n', at - 1) + 1;

/** Keys of the unit, and those of the clients that a Connect worker or a Streams application configures by a prefix. */
function withPrefixes({ unit, prefix }: Probe): readonly { readonly prefix: string; readonly unit: Unit }[] {
  const own = { prefix, unit };
  const of = (role: 'producer' | 'consumer', more = '') => ({
    prefix: `${prefix === overriding ? '' : prefix}${role}.${more}`,
    unit: { ...unit, role },
  });
  // A connector overrides what its worker gives to both clients.
  if (prefix === overriding) return [own, of('consumer', 'override.')];
  if (unit.role !== 'connectWorker' && unit.role !== 'streams') return [own];
  return guideFor(unit.role).length > 0 ? [own, of('producer'), of('consumer')] : [own];
}
