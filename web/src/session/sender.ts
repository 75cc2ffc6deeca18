import { Outbox, type Change, type Entry } from '$state/outbox';
import type { Connection } from './connection';
import { newKey } from './key';
import { keepUnanswered, keptUnanswered } from './outbox-store';
import type { Request } from './stream';

/** Sends commands, each under a key of its own, and knows what became of them. */
export class Sender {
    private outbox = new Outbox();
    /** The account of whoever signed in; 0 for nobody. */
    private owner = 0n;

    constructor(
        private readonly connection: Connection,
        private readonly changed: () => void,
        private readonly acknowledged: (millis: number) => void,
    ) {}

    get entries(): readonly Entry[] {
        return this.outbox.entries;
    }

    /** Somebody is signed in: goes on with what they were not answered before in this tab. */
    begin(owner: bigint): void {
        if (owner === this.owner) return;
        this.owner = owner;
        this.outbox = new Outbox();
        for (const entry of keptUnanswered(owner).reverse()) this.outbox.add(entry);
        this.changed();
    }

    /** They left, and do not want to know. */
    forget(): void {
        keepUnanswered(this.owner, []);
        this.begin(0n);
    }

    /** Their session has ended: what they were not answered waits for them. */
    ended(): void {
        keepUnanswered(this.owner, this.outbox.entries);
        this.begin(0n);
    }

    lost(): void {
        this.outbox.lost();
        this.changed();
    }

    send(change: Change, account: bigint, market: bigint, summary: string): Promise<Entry | undefined> {
        const key = newKey();
        const sentAt = Date.now();
        this.outbox.add({ key, account, change, market, summary, sentAt, attempts: 1, state: 'sent' });
        return this.transmit(key, change, account);
    }

    /** An unanswered command, again under its key: it is done once at most. */
    again(entry: Entry): void {
        this.outbox.again(entry.key);
        void this.transmit(entry.key, entry.change, entry.account);
    }

    drop(entry: Entry): void {
        this.outbox.drop(entry.key);
        this.keep();
    }

    settleUnknown(): void {
        for (const entry of this.outbox.dueAgain(Date.now())) this.again(entry);
    }

    private async transmit(key: string, change: Change, account: bigint): Promise<Entry | undefined> {
        this.keep();
        const begun = performance.now();
        try {
            const answer = await this.connection.request(change as Request, key, account);
            if (answer.case === 'outcome') {
                this.outbox.answered(key, { outcome: answer.value }, Date.now());
                this.acknowledged(performance.now() - begun);
            } else if (answer.case === 'failure') {
                this.outbox.answered(key, { failure: answer.value }, Date.now());
            }
        } catch {
            this.outbox.lost();
        }
        this.keep();
        return this.outbox.entries.find((entry) => entry.key === key);
    }

    private keep(): void {
        keepUnanswered(this.owner, this.outbox.entries);
        this.changed();
    }
}
