import { create } from '@bufbuild/protobuf';
import { Pace } from '$protocol/rialto/v1/market_pb';
import { SubscribeCandlesSchema, type Candle as CandleMessage } from '$protocol/rialto/v1/marketdata_pb';
import { UnsubscribeSchema } from '$protocol/rialto/v1/stream_pb';
import { candleOf, intervalWord } from '$state/candles';
import type { Units } from '$state/market';
import type { Candle } from '$state/trades';
import type { Connection } from './connection';

/** Those told of since the page looks at them; older ones are among those stored. */
const CANDLES_MAX = 1_000;

/** The candles of one market and interval that the page listens to, oldest first. */
export class Bars {
    candles: Candle[] = [];
    private of: { units: Units; interval: string } | undefined;

    constructor(
        private readonly connection: Connection,
        private readonly changed: () => void,
    ) {}

    /** Others, or none. Subscribes at once if the connection is open. */
    select(units: Units | undefined, seconds: number, isOpen: boolean): void {
        const before = this.of;
        this.of = units && { units, interval: intervalWord(seconds) };
        this.forget();
        if (!isOpen) return;
        if (before) {
            const candles = create(SubscribeCandlesSchema, { market: before.units.market.id, interval: before.interval });
            const value = create(UnsubscribeSchema, { topic: { case: 'candles', value: candles } });
            void this.connection.request({ case: 'unsubscribe', value }).catch(() => {});
        }
        void this.subscribe().catch(() => {});
    }

    /** On a new connection: what was missed meanwhile is among those stored. */
    async subscribe(): Promise<void> {
        if (!this.of) return;
        this.forget();
        const { of } = this;
        const { units, interval } = of;
        const value = create(SubscribeCandlesSchema, { market: units.market.id, interval, pace: Pace.PACE_4_HZ });
        await this.connection.subscribe({ case: 'subscribeCandles', value }, () => of === this.of);
    }

    told(message: CandleMessage): void {
        const { of, candles } = this;
        if (!of || message.market !== of.units.market.id || message.interval !== of.interval) return;
        const candle = candleOf(message, of.units);
        const last = candles[candles.length - 1];
        if (last && last.time > candle.time) return;
        if (last?.time === candle.time) candles.pop();
        candles.push(candle);
        if (candles.length > CANDLES_MAX) candles.shift();
        this.changed();
    }

    private forget(): void {
        if (this.candles.length === 0) return;
        this.candles = [];
        this.changed();
    }
}
