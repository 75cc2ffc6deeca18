import { create } from '@bufbuild/protobuf';
import type { Failure } from '$protocol/rialto/v1/orders_pb';
import { AuthenticateSchema, PingSchema, type Authenticated, type Pong } from '$protocol/rialto/v1/stream_pb';
import { ProblemError, said } from './rest';
import { LostError, Stream, streamUrl, type Content, type Request } from './stream';
import type { Credentials } from './credentials';
import { untilTaken } from './requests';

/** How the page stands with the venue. `lost`: it was there, and is being looked for. */
export type Link = 'signed-out' | 'connecting' | 'live' | 'lost';

const PING_MILLIS = 2_000;
/** Without an answer to a ping for so long the connection counts as lost. */
const SILENT_MILLIS = 6_000;
const TICK_MILLIS = 500;
const RETRY_MILLIS = [100, 250, 500, 1_000, 2_000];

/** What the connection tells the session. */
export interface ConnectionListener {
    /** Signed in: asks for all that the page shows, by sequence. It is live when this resolves. */
    synchronise(who: Authenticated): Promise<void>;
    told(content: Content): void;
    changed(link: Link): void;
    heard(pong: Pong, roundTripMillis: number): void;
    /** How many commands may be sent at once now. */
    left(commands: number): void;
    /** Twice a second. */
    tick(): void;
    /** The credential is good no more, with the reason in words. */
    ended(why: string): void;
}

/** Keeps a stream open: signs in, renews, pings, and connects again when it was lost. */
export class Connection {
    /** Signed in, if not live yet: what is asked is answered. */
    isOpen = false;
    private stream: Stream | undefined;
    /** Counts what was opened and closed: a token that comes late is for what was asked then, not for what is. */
    private opened = 0;
    private link: Link = 'signed-out';
    private attempts = 0;
    private wasLive = false;
    private lastHeardAt = 0;
    private renewing = false;
    /** Administrator's rights, asked for again on each connection. */
    private sudo = false;
    private account = 0n;
    private timers: ReturnType<typeof setInterval>[] = [];
    private retry: ReturnType<typeof setTimeout> | undefined;

    constructor(
        private readonly credentials: Credentials,
        private readonly listener: ConnectionListener,
    ) {}

    /** Connects, and stays connected, acting as `account`; 0 for the credential's own. */
    open(account: bigint, sudo: boolean): void {
        this.shut();
        this.account = account;
        this.sudo = sudo;
        this.wasLive = false;
        this.attempts = 0;
        this.set('connecting');
        this.timers = [setInterval(() => this.tick(), TICK_MILLIS)];
        void this.connect();
    }

    close(): void {
        this.shut();
        this.set('signed-out');
    }

    /** Something is missing: begins anew, as if the connection had been lost. */
    restart(why: string): void {
        this.stream?.close(why);
    }

    /** Subscribes, again and again where the venue says that it cannot tell yet and whoever asked still wants it. */
    async subscribe(request: Request, isWanted: () => boolean = () => true): Promise<Content> {
        const { stream } = this;
        const told = await untilTaken(() => this.request(request), () => stream === this.stream && isWanted());
        if (stream !== this.stream) throw new LostError();
        return told;
    }

    request(request: Request, idempotencyKey = '', account?: bigint): Promise<Content> {
        if (!this.stream) return Promise.reject(new Error('Not connected'));
        return this.stream.request(request, idempotencyKey, account);
    }

    /** The sudo of this connection has been switched: later ones begin so. */
    sudoIs(sudo: boolean): void {
        this.sudo = sudo;
    }

    private shut(): void {
        this.opened++;
        for (const timer of this.timers) clearInterval(timer);
        this.timers = [];
        clearTimeout(this.retry);
        const stream = this.stream;
        this.stream = undefined;
        this.isOpen = false;
        stream?.close('left');
    }

    private set(link: Link): void {
        this.link = link;
        this.listener.changed(link);
    }

    private async connect(): Promise<void> {
        const { opened } = this;
        let token: string;
        try {
            token = await this.credentials.token();
        } catch (failure) {
            if (opened !== this.opened) return;
            if (failure instanceof ProblemError && !failure.isPassing) this.end(said(failure));
            else this.again();
            return;
        }
        if (opened !== this.opened) return;
        const stream: Stream = new Stream(streamUrl(location), this.account, {
            opened: () => void this.authenticate(stream, token),
            told: (content) => {
                if (this.link === 'live') this.lastHeardAt = Date.now();
                this.listener.told(content);
            },
            left: (commands) => this.listener.left(commands),
            closed: (reason) => this.closed(stream, reason),
        });
        this.stream = stream;
    }

    private async authenticate(stream: Stream, token: string): Promise<void> {
        try {
            const answer = await stream.request({
                case: 'authenticate',
                value: create(AuthenticateSchema, { token, sudo: this.sudo }),
            });
            if (stream !== this.stream) return;
            if (answer.case === 'failure') return this.refused(answer.value);
            if (answer.case !== 'authenticated') return;
            this.lastHeardAt = Date.now();
            this.isOpen = true;
            await this.listener.synchronise(answer.value);
            if (stream !== this.stream) return;
            this.attempts = 0;
            this.wasLive = true;
            this.set('live');
            this.timers.push(setInterval(() => void this.ping(), PING_MILLIS));
            void this.ping();
        } catch {
            // Lost: `closed` has been told and tries again.
        }
    }

    private refused(failure: Failure): void {
        if (failure.code === 'administrator-only') {
            this.sudo = false;
            this.restart('not an administrator any more');
        } else if (/^(token-|unauthenticated|account-|session-)/.test(failure.code)) {
            this.end([failure.title, failure.detail].filter(Boolean).join('. '));
        } else this.restart('not let in for now');
    }

    private end(why: string): void {
        this.close();
        this.listener.ended(why);
    }

    private closed(stream: Stream, reason: string): void {
        if (stream !== this.stream) return;
        this.stream = undefined;
        this.isOpen = false;
        this.timers.splice(1).forEach(clearInterval);
        if (/revoked|expired/.test(reason)) {
            void this.expired();
            return;
        }
        this.again();
    }

    /** A session goes on with a new token; a token that was revoked does not. */
    private async expired(): Promise<void> {
        const why = 'The token was revoked or has expired. Sign in again.';
        if (!this.credentials.isSession) return this.end(why);
        const { opened } = this;
        try {
            await this.credentials.renew();
            if (opened === this.opened) this.again();
        } catch (failure) {
            if (opened !== this.opened) return;
            if (failure instanceof ProblemError && !failure.isPassing) {
                this.end('Your session has ended. Sign in again.');
            } else this.again();
        }
    }

    private again(): void {
        if (this.link === 'signed-out') return;
        this.set(this.wasLive ? 'lost' : 'connecting');
        const wait = RETRY_MILLIS[Math.min(this.attempts++, RETRY_MILLIS.length - 1)]!;
        // Spread, so that a venue that comes back is not met by everybody at once.
        this.retry = setTimeout(() => void this.connect(), wait * (0.75 + Math.random() / 2));
    }

    private tick(): void {
        this.listener.tick();
        if (this.link !== 'live') return;
        if (Date.now() - this.lastHeardAt > SILENT_MILLIS) this.restart('silent');
        else if (this.credentials.endsSoon && !this.renewing) void this.renew();
    }

    /** On the same connection: nothing is lost by it. */
    private async renew(): Promise<void> {
        this.renewing = true;
        const { stream } = this;
        try {
            const token = await this.credentials.renew();
            const value = create(AuthenticateSchema, { token });
            // The next one has shown a token of its own.
            if (stream === this.stream) await this.request({ case: 'authenticate', value });
        } catch {
            // The venue closes the stream when the token has ended, and `expired` decides.
        }
        this.renewing = false;
    }

    private async ping(): Promise<void> {
        const begun = performance.now();
        try {
            const answer = await this.request({
                case: 'ping',
                value: create(PingSchema, { nonce: 1n }),
            });
            if (answer.case !== 'pong') return;
            this.lastHeardAt = Date.now();
            this.listener.heard(answer.value, performance.now() - begun);
        } catch {
            // Lost.
        }
    }
}
