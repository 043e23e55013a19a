import { SchemaError } from '../kafka/schemas';

/** Of a value that the schema does not take; `path` leads to it and is empty for the whole. */
export const wanted = (path: string, what: string): SchemaError =>
  new SchemaError(`${path === '' ? 'The value' : path}: ${what} is wanted here.`);
