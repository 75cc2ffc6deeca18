/** As much of an OpenAPI 3.1 document as the page shows. */
export interface Document {
    info: { description?: string };
    paths: Record<string, Record<string, RawOperation>>;
    components: { schemas: Record<string, Schema> };
}

export interface Schema {
    $ref?: string;
    type?: string;
    description?: string;
    enum?: string[];
    examples?: unknown[];
    properties?: Record<string, Schema>;
    required?: string[];
    items?: Schema;
}

interface RawOperation {
    operationId: string;
    summary: string;
    parameters?: { name: string; in: string; required: boolean; description: string; schema: Schema }[];
    requestBody?: { content: Record<string, { schema: Schema }> };
    responses: Record<string, { content?: Record<string, { schema: Schema }> }>;
    security?: unknown[];
}

export interface Operation extends RawOperation {
    method: string;
    path: string;
}

/** All operations, in the document's order. */
export function operations(document: Document): Operation[] {
    return Object.entries(document.paths).flatMap(([path, methods]) =>
        Object.entries(methods).map(([method, operation]) => ({
            ...operation,
            method: method.toUpperCase(),
            path,
        })),
    );
}

/** What the place in the path says an operation is about. */
export function section(operation: Operation): string {
    const [, , , first, second] = operation.path.split('/');
    if (!operation.path.startsWith('/api/')) return 'System';
    const name = first === 'admin' ? `Administration` : (first ?? second ?? '');
    return name.charAt(0).toUpperCase() + name.slice(1);
}

/** The schema itself, where it is named elsewhere. */
export function resolve(document: Document, schema: Schema | undefined): Schema | undefined {
    const name = schema?.$ref?.split('/').at(-1);
    return name === undefined ? schema : document.components.schemas[name];
}

export function requestOf(document: Document, operation: Operation): Schema | undefined {
    const content = operation.requestBody?.content;
    return resolve(document, content ? Object.values(content)[0]?.schema : undefined);
}

/** The answer when all went well. */
export function answerOf(document: Document, operation: Operation): [string, Schema | undefined] {
    const found = Object.entries(operation.responses).find(([status]) => status !== 'default');
    if (!found) return ['', undefined];
    const content = found[1].content;
    return [found[0], resolve(document, content ? Object.values(content)[0]?.schema : undefined)];
}

/** Optional by the schema, as an order may be of several kinds, and yet part of a first try. */
const USUAL = ['price', 'quantity'];

/** An example made of the examples of its parts: what is required, and what is usual. */
export function example(document: Document, schema: Schema | undefined): unknown {
    const of = resolve(document, schema);
    if (!of) return undefined;
    if (of.examples?.length) return of.examples[0];
    if (of.enum?.length) return of.enum[0];
    if (of.items) return [example(document, of.items)];
    if (of.properties) {
        const all = Object.keys(of.properties);
        const names = of.required?.length
            ? all.filter((name) => of.required?.includes(name) || USUAL.includes(name))
            : all;
        return Object.fromEntries(
            names.map((name) => [name, example(document, of.properties?.[name])]),
        );
    }
    return undefined;
}

/** The call in a shell. The token comes from the environment: it belongs into no history. */
export function curl(document: Document, operation: Operation, origin: string): string {
    const words = [`curl -sS`];
    if (operation.method !== 'GET') words.push(`-X ${operation.method}`);
    if (operation.security?.length) words.push(`-H "Authorization: Bearer $RIALTO_TOKEN"`);
    const body = example(document, requestOf(document, operation));
    if (body !== undefined) {
        words.push(`-H "Content-Type: application/json"`, `-d '${JSON.stringify(body)}'`);
    }
    const path = operation.path.replace(/\{(\w+)\}/g, (_, name: string) => `$${name.toUpperCase()}`);
    return [...words, `"${origin}${path}"`].join(' \\\n  ');
}
