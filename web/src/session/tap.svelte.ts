import { toJson } from '@bufbuild/protobuf';
import { ClientMessageSchema, ServerMessageSchema, type ClientMessage, type ServerMessage } from '$protocol/rialto/v1/stream_pb';

const ROWS_MAX = 300;

/** A message of this page's own stream. */
export interface Heard {
    number: number;
    at: number;
    direction: 'out' | 'in';
    name: string;
    /** What correlates an answer with its request; 0 for what came by itself. */
    correlation: bigint;
    bytes: number;
    message: ClientMessage | ServerMessage;
}

/** Listens to the page's own stream while somebody looks; published once a frame. */
class Tap {
    isOn = $state(false);
    rows = $state.raw<readonly Heard[]>([]);
    private heard: Heard[] = [];
    private count = 0;
    private frame = 0;

    sent(message: ClientMessage, bytes: number): void {
        if (this.isOn) this.add('out', message.request.case ?? '', message, bytes);
    }

    came(message: ServerMessage, bytes: number): void {
        if (this.isOn) this.add('in', message.content.case ?? '', message, bytes);
    }

    forget(): void {
        this.heard = [];
        this.rows = [];
    }

    private add(direction: Heard['direction'], name: string, message: ClientMessage | ServerMessage, bytes: number): void {
        const { correlationId: correlation } = message;
        this.heard.push({ number: ++this.count, at: Date.now(), direction, name, correlation, bytes, message });
        if (this.heard.length > ROWS_MAX) this.heard.splice(0, this.heard.length - ROWS_MAX);
        this.frame ||= requestAnimationFrame(() => {
            this.frame = 0;
            this.rows = [...this.heard].reverse();
        });
    }
}

const SECRETS = ['token', 'refreshToken', 'secret', 'password', 'recoveryCodes', 'totp', 'code'];

function isSecret(key: string): boolean {
    return SECRETS.includes(key);
}

/** The body of a call is JSON in a text of its own. */
function withoutSecrets(value: unknown): unknown {
    if (typeof value !== 'string' || !value.startsWith('{')) return value;
    try {
        return JSON.stringify(JSON.parse(value), (key, part: unknown) => (isSecret(key) ? '…' : part));
    } catch {
        return value;
    }
}

/** As JSON, without what nobody else should see over a shoulder. */
export function textOf({ message }: Heard): string {
    const json =
        message.$typeName === 'rialto.v1.ClientMessage'
            ? toJson(ClientMessageSchema, message as ClientMessage)
            : toJson(ServerMessageSchema, message as ServerMessage);
    return JSON.stringify(json, (key, value: unknown) => (isSecret(key) ? '…' : withoutSecrets(value)), 2);
}

export const tap = new Tap();
