/** Whether something that came over a wire is a T. Looks at what T needs; members beyond that are let pass. */
export type Shape<T> = (value: unknown) => value is T;

/** The shapes of the arguments of each method of T: what a far side that is not trusted may call with. */
export type Door<T> = {
  readonly [K in keyof T]: T[K] extends (...args: infer A) => unknown
    ? { readonly [I in keyof A]-?: Shape<A[I]> }
    : never;
};

/** Undefined where the arguments do not fit. A wire of JSON carries an argument that is left out as null. */
export function fittingArguments(
  shapes: readonly Shape<unknown>[],
  args: readonly unknown[],
): readonly unknown[] | undefined {
  if (args.length > shapes.length) return undefined;
  const given = shapes.map((_, at) => args[at] ?? undefined);
  return shapes.every((shape, at) => shape(given[at])) ? given : undefined;
}

export const text: Shape<string> = (value) => typeof value === 'string';
export const flag: Shape<boolean> = (value) => typeof value === 'boolean';
/** Row numbers, offsets, places in a list. */
export const whole: Shape<number> = (value): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value);
export const finite: Shape<number> = (value): value is number => typeof value === 'number' && Number.isFinite(value);

export const oneOf =
  <const T extends readonly (string | number)[]>(...values: T): Shape<T[number]> =>
  (value): value is T[number] =>
    values.some((one) => one === value);

export const either =
  <A, B>(one: Shape<A>, other: Shape<B>): Shape<A | B> =>
  (value): value is A | B =>
    one(value) || other(value);

export const optional =
  <T>(shape: Shape<T>): Shape<T | undefined> =>
  (value): value is T | undefined =>
    value === undefined || shape(value);

export const listOf =
  <T>(shape: Shape<T>): Shape<readonly T[]> =>
  (value): value is readonly T[] =>
    Array.isArray(value) && value.every(shape);

/** Own members only: nothing is inherited over a wire. */
export const object =
  <T extends object>(members: { readonly [K in keyof T]-?: Shape<T[K]> | Shape<T[K] | undefined> }): Shape<T> =>
  (value): value is T =>
    typeof value === 'object' &&
    value !== null &&
    Object.entries<Shape<unknown>>(members).every(([name, shape]) =>
      shape(Object.hasOwn(value, name) ? Reflect.get(value, name) : undefined),
    );
