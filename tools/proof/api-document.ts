/** What the tests that walk over every operation read of the OpenAPI document, as the server itself serves it. */
export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly schema: Schema;
}

export interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
}

export interface Operation {
  readonly method: string;
  readonly path: string;
  readonly id: string;
  /** Scope, `root`, `hook` or `public`. */
  readonly access: string;
  readonly parameters: readonly Parameter[];
  readonly body: Schema | undefined;
  /** Documented statuses; `default` stands for any problem. */
  readonly statuses: readonly string[];
  readonly isStream: boolean;
}

interface Described {
  readonly operationId: string;
  readonly 'x-access': string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, unknown>> }>>;
}

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Described>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

export async function readDocument(
  url: string,
): Promise<{ operations: readonly Operation[]; codes: readonly string[] }> {
  const document = (await (await fetch(`${url}/openapi.json`)).json()) as Document;
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, described]): Operation => {
      const { operationId, parameters = [], requestBody, responses } = described;
      return {
        method: method.toUpperCase(),
        path,
        id: operationId,
        access: described['x-access'],
        parameters,
        body: requestBody?.content['application/json']?.schema,
        statuses: Object.keys(responses),
        isStream: operationId.startsWith('follow'),
      };
    }),
  );
  return { operations, codes: (document.components.schemas.ErrorCode?.enum ?? []) as string[] };
}

export interface Answer {
  readonly status: number;
  readonly text: string;
  /** Of a problem. */
  readonly code: string | undefined;
}

/** Calls an operation as a stranger would: the path filled in, nothing checked before it is sent. */
export async function callOperation(
  url: string,
  { method, path }: Pick<Operation, 'method' | 'path'>,
  call: {
    readonly key?: string;
    readonly path?: Readonly<Record<string, string>>;
    readonly query?: Readonly<Record<string, string>>;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: unknown;
  },
): Promise<Answer> {
  const filled = path.replace(/\{([^}]+)\}/g, (_all, name: string) => encodeURIComponent(call.path?.[name] ?? ''));
  const query = new URLSearchParams(call.query).toString();
  const ended = new AbortController();
  const response = await fetch(`${url}${filled}${query === '' ? '' : `?${query}`}`, {
    method,
    headers: {
      ...(call.key === undefined ? {} : { authorization: `Bearer ${call.key}` }),
      ...(call.body === undefined ? {} : { 'content-type': 'application/json' }),
      ...call.headers,
    },
    ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
    signal: ended.signal,
  });
  if (response.headers.get('content-type')?.startsWith('text/event-stream')) {
    ended.abort();
    return { status: response.status, text: '', code: undefined };
  }
  const text = await response.text();
  const isProblem = response.headers.get('content-type')?.startsWith('application/problem+json');
  return { status: response.status, text, code: isProblem ? (JSON.parse(text) as { code: string }).code : undefined };
}
