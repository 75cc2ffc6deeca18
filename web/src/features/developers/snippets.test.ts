import { expect, it } from 'vitest';
import type { Document, Operation } from './openapi';
import { snippet } from './snippets';

const document: Document = { info: {}, paths: {}, components: { schemas: {} } };
const order: Operation = {
    operationId: 'placeOrder',
    summary: 'Places an order',
    method: 'POST',
    path: '/api/v1/orders',
    responses: {},
    security: [{}],
    requestBody: {
        content: {
            'application/json': {
                schema: {
                    properties: { market: { examples: ['BTC-USD'] }, postOnly: { examples: [true] } },
                    required: ['market', 'postOnly'],
                },
            },
        },
    },
};
const cancel: Operation = {
    ...order,
    operationId: 'cancelOrderByClientOrderId',
    method: 'DELETE',
    path: '/api/v1/orders/{market}',
    parameters: [{ name: 'market', in: 'path', required: true, description: '', schema: { examples: ['BTC-USD'] } }],
};
delete cancel.requestBody;

it('writes a call of the Python client', () => {
    expect(snippet('Python', document, order, 'http://v')).toContain(
        'venue.call("placeOrder", {}, {"market": "BTC-USD", "postOnly": True})',
    );
    expect(snippet('Python', document, cancel, 'http://v')).toContain(
        'venue.call("cancelOrderByClientOrderId", {"market": "BTC-USD"})',
    );
    const open = { ...cancel, method: 'GET', path: '/health', parameters: [] };
    delete open.security;
    expect(snippet('Python', document, open, 'http://v')).toContain('requests.get("http://v/health")');
});

it('writes a call of ccxt where there is one', () => {
    expect(snippet('ccxt', document, order, 'http://v')).toContain("exchange.createOrder('BTC/USD'");
    expect(snippet('ccxt', document, order, 'http://v')).toContain("private: 'http://v/api/v3'");
    expect(snippet('ccxt', document, cancel, 'http://v')).toBeUndefined();
});
