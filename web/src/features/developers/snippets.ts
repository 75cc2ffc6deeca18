import { curl, example, requestOf, type Document, type Operation } from './openapi';

export const LANGUAGES = ['curl', 'Python', 'ccxt'] as const;
export type Language = (typeof LANGUAGES)[number];

/** The call in a language; undefined where that has none. */
export function snippet(language: Language, document: Document, operation: Operation, origin: string): string | undefined {
    switch (language) {
        case 'curl':
            return curl(document, operation, origin);
        case 'Python':
            return python(document, operation, origin);
        case 'ccxt':
            return ccxt(operation, origin);
    }
}

/** By the venue's own client: RIALTO_TOKEN is in the environment. What comes before a token goes by hand. */
function python(document: Document, operation: Operation, origin: string): string {
    const body = example(document, requestOf(document, operation));
    if (!operation.security?.length) {
        const json = body === undefined ? '' : `, json=${literal(body)}`;
        const path = operation.path.replaceAll(/\{(\w+)\}/g, '…');
        return `import requests\n\nprint(requests.${operation.method.toLowerCase()}("${origin}${path}"${json}).text)`;
    }
    const parameters = (operation.parameters ?? [])
        .filter((each) => each.in === 'path' || (each.in === 'query' && each.required))
        .map((each) => `"${each.name}": "${each.schema.examples?.[0] ?? '…'}"`);
    const words = [
        `"${operation.operationId}"`,
        ...(parameters.length > 0 || body !== undefined ? [`{${parameters.join(', ')}}`] : []),
        ...(body === undefined ? [] : [literal(body)]),
    ];
    return `from rialto import Client\n\nwith Client("${origin}") as venue:\n    print(venue.call(${words.join(', ')}))`;
}

/** JSON as Python writes it. */
function literal(value: unknown): string {
    if (value === null || value === undefined) return 'None';
    if (typeof value === 'boolean') return value ? 'True' : 'False';
    if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
    if (typeof value === 'object') {
        return `{${Object.entries(value).map(([key, of]) => `"${key}": ${literal(of)}`).join(', ')}}`;
    }
    return JSON.stringify(value);
}

/** What of the venue ccxt reaches, by its class for Binance. */
const CCXT: Record<string, string> = {
    listMarkets: 'loadMarkets()',
    getBook: "fetchOrderBook('BTC/USD')",
    listMarketTrades: "fetchTrades('BTC/USD')",
    listCandles: "fetchOHLCV('BTC/USD', '1m')",
    getTicker: "fetchTicker('BTC/USD')",
    listTickers: 'fetchTickers()',
    listBalances: 'fetchBalance()',
    placeOrder: "createOrder('BTC/USD', 'limit', 'buy', 1.5, 100)",
    amendOrder: "editOrder(id, 'BTC/USD', 'limit', 'buy', 1, 101)",
    getOrder: "fetchOrder(id, 'BTC/USD')",
    cancelOrder: "cancelOrder(id, 'BTC/USD')",
    cancelAllOrders: "cancelAllOrders('BTC/USD')",
    listOrders: "fetchOpenOrders('BTC/USD')",
    listTrades: "fetchMyTrades('BTC/USD')",
};

function ccxt(operation: Operation, origin: string): string | undefined {
    const call = CCXT[operation.operationId];
    if (call === undefined) return undefined;
    const api = ['public', 'private', 'v1'].map((each) => `${each}: '${origin}/api/v3'`).join(', ');
    return [
        "import ccxt from 'ccxt';",
        '',
        '// An API key of your own: Account and security.',
        'const exchange = new ccxt.binance({',
        "    apiKey: process.env.RIALTO_KEY, secret: process.env.RIALTO_SECRET,",
        `    urls: { api: { ${api}, sapi: '${origin}/sapi/v1' } },`,
        "    options: { fetchMarkets: { types: ['spot'] }, fetchMargins: false, fetchCurrencies: false },",
        '});',
        `console.log(await exchange.${call});`,
    ].join('\n');
}
