package io.rialto.sequencer;

import io.rialto.engine.AccountStatus;
import io.rialto.engine.Code;
import io.rialto.engine.Condition;
import io.rialto.engine.MarketCreators;
import io.rialto.engine.MarketFigure;
import io.rialto.engine.MarketStatus;
import io.rialto.engine.OrderType;
import io.rialto.engine.ReplaceMode;
import io.rialto.engine.TimeInForce;
import io.rialto.matching.SelfTradePrevention;
import io.rialto.money.Check;
import io.rialto.money.Side;

import org.agrona.MutableDirectBuffer;

import java.nio.ByteOrder;

/**
 * The numbers on the wire of what the engine's neighbours share with it without knowing a wire. The
 * engine's own enums carry theirs. A test holds all of them to the schema.
 */
final class WireNumber {
    static final int BUY = 1;
    static final int SELL = 2;

    /** On the wire, self-trade prevention may also be left to the market. */
    static final int MARKET_DEFAULT = 1;

    private static final int NONE = 2;
    private static final int CANCEL_NEWEST = 3;
    private static final int CANCEL_OLDEST = 4;
    private static final int CANCEL_BOTH = 5;
    private static final int DECREMENT = 6;

    private WireNumber() {}

    static byte of(boolean flag) {
        return (byte) (flag ? 1 : 0);
    }

    static boolean isFlag(int number) {
        return number == 0 || number == 1;
    }

    /** Whether it names a figure of a market. */
    static boolean isFigure(int number) {
        return (number >= MarketFigure.AUCTION_AT.number()
                        && number <= MarketFigure.OPEN_ORDERS_MARKET.number())
                || (number >= MarketFigure.AVERAGE.number()
                        && number <= MarketFigure.INDICATED_AT.number());
    }

    static byte of(Side side) {
        return (byte) (side == Side.BUY ? BUY : SELL);
    }

    static boolean isSide(int number) {
        return number == BUY || number == SELL;
    }

    /** {@code number} is {@link #BUY} or {@link #SELL}. */
    static Side side(int number) {
        Check.that(isSide(number), "a number of no side");
        return number == BUY ? Side.BUY : Side.SELL;
    }

    static byte of(SelfTradePrevention prevention) {
        return (byte)
                switch (prevention) {
                    case NONE -> NONE;
                    case CANCEL_NEWEST -> CANCEL_NEWEST;
                    case CANCEL_OLDEST -> CANCEL_OLDEST;
                    case CANCEL_BOTH -> CANCEL_BOTH;
                    case DECREMENT -> DECREMENT;
                };
    }

    /** Whether it names a way to prevent self-trades, the market's default not among them. */
    static boolean isPrevention(int number) {
        return number >= NONE && number <= DECREMENT;
    }

    /** {@code number} satisfies {@link #isPrevention}. */
    static SelfTradePrevention prevention(int number) {
        Check.that(isPrevention(number), "a number of no self-trade prevention");
        return switch (number) {
            case NONE -> SelfTradePrevention.NONE;
            case CANCEL_NEWEST -> SelfTradePrevention.CANCEL_NEWEST;
            case CANCEL_OLDEST -> SelfTradePrevention.CANCEL_OLDEST;
            case CANCEL_BOTH -> SelfTradePrevention.CANCEL_BOTH;
            default -> SelfTradePrevention.DECREMENT;
        };
    }

    static boolean isOrderType(int number) {
        return number >= OrderType.LIMIT.number() && number <= OrderType.MARKET.number();
    }

    static boolean isCondition(int number) {
        return number >= Condition.STOP.number() && number <= Condition.TRAILING_STOP.number();
    }

    static boolean isTimeInForce(int number) {
        return number >= TimeInForce.GTC.number() && number <= TimeInForce.DAY.number();
    }

    static boolean isMarketStatus(int number) {
        return number >= MarketStatus.OPEN.number() && number <= MarketStatus.VOID.number();
    }

    static boolean isAccountStatus(int number) {
        return number >= AccountStatus.OPEN.number() && number <= AccountStatus.CLOSED.number();
    }

    static boolean isMarketCreators(int number) {
        return number >= MarketCreators.NOBODY.number()
                && number <= MarketCreators.MEMBERS.number();
    }

    static boolean isReplaceMode(int number) {
        return number >= ReplaceMode.STOP_ON_FAILURE.number()
                && number <= ReplaceMode.ALLOW_FAILURE.number();
    }

    static void put(Code code, MutableDirectBuffer buffer, int index) {
        buffer.putShort(index, (short) code.number(), ByteOrder.LITTLE_ENDIAN);
    }
}
