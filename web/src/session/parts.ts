import type { ServerMessage } from '$protocol/rialto/v1/stream_pb';

interface Part {
    continues: boolean;
    more: boolean;
}

/** Puts together what the venue sends in parts, so that nobody else meets one. */
export class Whole {
    private readonly begun = new Map<string, object & Part>();

    /** The message that this one completes, or undefined where more follows. */
    add(message: ServerMessage): ServerMessage | undefined {
        const { content } = message;
        const kind = content.case;
        if (!kind || !('more' in content.value)) return message;
        const part = content.value;
        if (!part.continues && !part.more) return message;
        const before = part.continues ? this.begun.get(kind) : undefined;
        if (before) append(part, before);
        if (part.more) {
            this.begun.set(kind, part);
            return undefined;
        }
        this.begun.delete(kind);
        part.continues = false;
        return message;
    }
}

/** Puts the entries of each list before those of the part that follows. */
function append(part: object, before: object): void {
    const earlier = new Map<string, unknown>(Object.entries(before));
    for (const [name, list] of Object.entries(part)) {
        const first = earlier.get(name);
        if (Array.isArray(list) && Array.isArray(first)) Object.assign(part, { [name]: [...first, ...list] });
    }
}
