import { create, fromBinary, toBinary, type MessageInitShape } from '@bufbuild/protobuf';
import { ClientMessageSchema, ServerMessageSchema, type ClientMessage } from '$protocol/rialto/v1/stream_pb';

/** The venue's end of each stream that was opened. */
export class Socket {
    static all: Socket[] = [];
    static readonly OPEN = 1;
    readyState = 1;
    asked: ClientMessage[] = [];
    onopen = () => {};
    onmessage = (_: { data: ArrayBuffer }) => {};
    onclose = (_: { reason: string }) => {};

    constructor() {
        Socket.all.push(this);
    }

    send(bytes: Uint8Array): void {
        this.asked.push(fromBinary(ClientMessageSchema, bytes));
    }

    close(): void {
        this.readyState = 3;
    }

    /** Answers what was asked last, or last of a kind. */
    answer(content: MessageInitShape<typeof ServerMessageSchema>['content'], of?: ClientMessage['request']['case']): void {
        const asked = of ? this.asked.filter(({ request }) => request.case === of) : this.asked;
        const { correlationId } = asked[asked.length - 1]!;
        const bytes = toBinary(ServerMessageSchema, create(ServerMessageSchema, { correlationId, content: content! }));
        this.onmessage({ data: bytes.slice().buffer });
    }

    get cases(): (string | undefined)[] {
        return this.asked.map(({ request }) => request.case);
    }
}
