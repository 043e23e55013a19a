import Ajv, { type AnySchemaObject, type Options, type ValidateFunction } from 'ajv';
import Ajv2019 from 'ajv/dist/2019';
import Ajv2020 from 'ajv/dist/2020';
import AjvDraft04 from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import { SchemaError } from '../kafka/schemas';

/** Answers what is wrong with a value, in one sentence; undefined where it fits. */
export type Validate = (value: unknown) => string | undefined;

/** `references` are other schemas, by the name that this one uses for them. Throws a SchemaError for what is no schema. */
export function compileJsonSchema(
  text: string,
  references: readonly (readonly [name: string, text: string])[],
): Validate {
  const schema = parse(text, 'The JSON schema');
  const ajv = validatorFor(schema);
  try {
    for (const [name, reference] of references) ajv.addSchema(parse(reference, `The schema ${name}`), name);
    const validate = ajv.compile(schema);
    // Of a promise nobody would hear that it was rejected.
    if ('$async' in validate) throw new SchemaError('The JSON schema is asynchronous, which only programs can use.');
    return (value) => {
      if (isValid(validate, value)) return undefined;
      const [error] = validate.errors ?? [];
      const place = error?.instancePath ? error.instancePath.slice(1).replaceAll('/', '.') : 'The value';
      return `${place} ${error?.message ?? 'does not fit the schema'}${detailOf(error?.params)}.`;
    };
  } catch (error) {
    if (error instanceof SchemaError) throw error;
    throw new SchemaError(
      `The JSON schema cannot be used: ${error instanceof Error ? error.message : String(error)}.`,
      {
        cause: error,
      },
    );
  }
}

/** What is wrong in a schema may show only when a value comes to it. */
function isValid(validate: ValidateFunction, value: unknown): boolean {
  try {
    return validate(value);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new SchemaError('The JSON schema cannot be used: a part of it is of another type than it should be.', {
      cause: error,
    });
  }
}

function validatorFor(schema: AnySchemaObject): Ajv {
  // Registries hold schemas of every style; what a validator does not know it must ignore, as the standard says.
  const options: Options = { strict: false, validateSchema: false, logger: false };
  const dialect = typeof schema.$schema === 'string' ? schema.$schema : '';
  const ajv = dialect.includes('draft-04')
    ? new AjvDraft04(options)
    : dialect.includes('2019-09')
      ? new Ajv2019(options)
      : dialect.includes('2020-12')
        ? new Ajv2020(options)
        : new Ajv(options);
  addFormats(ajv);
  return ajv;
}

function parse(text: string, what: string): AnySchemaObject {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
    if (typeof value === 'boolean') return value ? {} : { not: {} };
  } catch (error) {
    throw new SchemaError(`${what} is no JSON.`, { cause: error });
  }
  throw new SchemaError(`${what} is no object.`);
}

function detailOf(params: unknown): string {
  const extra: unknown =
    typeof params === 'object' && params !== null ? Reflect.get(params, 'additionalProperty') : undefined;
  const allowed: unknown =
    typeof params === 'object' && params !== null ? Reflect.get(params, 'allowedValues') : undefined;
  if (typeof extra === 'string') return `: ${extra}`;
  return Array.isArray(allowed)
    ? `: ${allowed
        .slice(0, 20)
        .map((value) => JSON.stringify(value))
        .join(', ')}`
    : '';
}
