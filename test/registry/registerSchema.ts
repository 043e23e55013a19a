import type { SchemaReference, SchemaType } from '../../src/kafka/schemas';

export interface NewSchema {
  readonly schema: string;
  readonly schemaType?: SchemaType;
  readonly references?: readonly SchemaReference[];
}

/** Registers a schema as Confluent's serializers do, and gives its id. */
export async function registerSchema(url: string, subject: string, schema: NewSchema): Promise<number> {
  const { id } = (await request(url, 'POST', `subjects/${encodeURIComponent(subject)}/versions`, schema)) as {
    id: number;
  };
  return id;
}

export async function request(url: string, method: string, path: string, body?: unknown): Promise<unknown> {
  const response = await fetch(`${url}/${path}`, {
    method,
    headers: { 'content-type': 'application/vnd.schemaregistry.v1+json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`${method} ${path}: HTTP ${response.status} ${await response.text()}`);
  return response.json();
}
