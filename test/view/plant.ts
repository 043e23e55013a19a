import type { Page } from 'playwright-core';
import type { Preview, RecordRow } from '../../src/protocol/tail';
import { previewBytes } from '../../src/tailWorker/previewBytes';
import { settle } from './tailPage';

const rowPreviewBytes = 256;
export const detailsBytes = 256 * 1024;

/** Puts a record with this key and value into row 20 and opens its details, as the worker would have told them. */
export async function plant(
  page: Page,
  bytes: Uint8Array,
  headers: { name: string; value: Preview }[] = [],
): Promise<void> {
  const inRow = previewBytes(bytes.subarray(0, rowPreviewBytes), bytes.length);
  const row: RecordRow = {
    kind: 'record',
    row: 20,
    partition: 2,
    offset: 3,
    timestamp: 1_769_860_800_000,
    key: inRow,
    value: inRow,
    valueBytes: bytes.length,
    headerCount: headers.length,
    producerId: -1,
    producerEpoch: 0,
    transaction: 'none',
    sequence: undefined,
    mark: undefined,
  };
  const whole = previewBytes(bytes.subarray(0, detailsBytes), bytes.length);
  await page.evaluate(
    async ({ row, whole, headers }) => {
      const { state } = window.acklensDev;
      state.special.set(20, row);
      state.details.set(20, {
        ...row,
        timestampType: 'create',
        key: whole,
        value: whole,
        keyBytes: row.valueBytes,
        headers,
        baseSequence: 0,
        payload: 'memory',
        explanation: undefined,
      });
      state.revision += 1;
      await window.acklensDev.poke();
    },
    { row, whole, headers },
  );
  await page.locator('.row[aria-rowindex="22"]').click();
  await page.locator('.details pre').first().waitFor();
  await settle(page);
}
