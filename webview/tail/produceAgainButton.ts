import { makeButton } from '../shared/controls';
import { element } from '../shared/element';

/** The way from a record to the form that sends it once more. Nothing is sent by it. */
export const produceAgainButton = (open: () => Promise<void>): HTMLElement =>
  element(
    'section',
    'produce-again',
    makeButton('Produce again, edited…', 'Open the form to produce, filled with this record (e)', () => void open()),
  );
