import { create, fromBinary, toBinary } from '@bufbuild/protobuf';
import {
    ClientMessageSchema,
    ServerMessageSchema,
    type ClientMessage,
    type ServerMessage,
} from '$protocol/rialto/v1/stream_pb';
import { Whole } from './parts';
import { tap } from './tap.svelte';

export type Request = ClientMessage['request'];
export type Content = ServerMessage['content'];

/** The connection ended before the answer came. */
export class LostError extends Error {
    constructor() {
        super('The connection was lost');
    }
}

/** What a connection tells whoever opened it. Nothing is told after `closed`. */
export interface StreamListener {
    opened(): void;
    /** What was not asked for by a request: snapshots, deltas, heartbeats. */
    told(content: Content): void;
    /** How many commands may be sent at once now, as answers say. */
    left(commands: number): void;
    closed(reason: string): void;
}

/** One WebSocket connection of the stream: requests by correlation id, and what comes by itself. */
export class Stream {
    private readonly socket: WebSocket;
    private readonly waiting = new Map<
        bigint,
        { done: (content: Content) => void; failed: (error: Error) => void }
    >();
    private readonly whole = new Whole();
    private correlation = 0n;
    private over = false;

    /** Acts as `account` unless a request says otherwise; 0 for the credential's own. */
    constructor(
        url: string,
        private readonly account: bigint,
        private readonly listener: StreamListener,
    ) {
        this.socket = new WebSocket(url);
        this.socket.binaryType = 'arraybuffer';
        this.socket.onopen = () => this.over || listener.opened();
        this.socket.onmessage = (event) => this.onMessage(event.data as ArrayBuffer);
        this.socket.onclose = (event) => this.end(event.reason);
    }

    /** Resolves with the answer, a `failure` too; rejects only if the connection is lost. */
    request(request: Request, idempotencyKey = '', account = this.account): Promise<Content> {
        if (this.over || this.socket.readyState !== WebSocket.OPEN) {
            return Promise.reject(new LostError());
        }
        const correlationId = ++this.correlation;
        const message = create(ClientMessageSchema, {
            correlationId,
            idempotencyKey,
            // Who asks is not said as somebody else.
            account: request.case === 'authenticate' ? 0n : account,
            request,
        });
        return new Promise((done, failed) => {
            this.waiting.set(correlationId, { done, failed });
            const bytes = toBinary(ClientMessageSchema, message);
            tap.sent(message, bytes.length);
            this.socket.send(bytes);
        });
    }

    /** Ends it, as if it had been lost, except that the listener is told why. */
    close(reason: string): void {
        this.socket.close();
        this.end(reason);
    }

    private onMessage(data: ArrayBuffer): void {
        if (this.over) return;
        const part = fromBinary(ServerMessageSchema, new Uint8Array(data));
        tap.came(part, data.byteLength);
        const message = this.whole.add(part);
        if (!message) return;
        if (message.commandsLeft !== undefined) this.listener.left(message.commandsLeft);
        const asked = this.waiting.get(message.correlationId);
        if (message.correlationId !== 0n && asked) {
            this.waiting.delete(message.correlationId);
            asked.done(message.content);
        } else {
            this.listener.told(message.content);
        }
    }

    private end(reason: string): void {
        if (this.over) return;
        this.over = true;
        for (const asked of this.waiting.values()) asked.failed(new LostError());
        this.waiting.clear();
        this.listener.closed(reason);
    }
}

/** Where this page's venue has its stream. */
export function streamUrl(page: Location): string {
    return `${page.protocol === 'https:' ? 'wss' : 'ws'}://${page.host}/api/v1/stream`;
}
