import { toJson } from '@bufbuild/protobuf';
import { ClientMessageSchema, ServerMessageSchema, type ClientMessage, type ServerMessage } from '$protocol/rialto/v1/stream_pb';
import type { Heard } from './tap.svelte';

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
