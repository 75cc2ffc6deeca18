import type { ClientMessage, ServerMessage } from '$protocol/rialto/v1/stream_pb';

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

export const tap = new Tap();
