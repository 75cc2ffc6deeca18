package io.rialto.matching;

import io.rialto.money.Side;

/**
 * What an incoming order wants from the book. Its owner fills it in before every use and reuses it.
 */
public final class Aggressor {

    /** The side of the incoming order; it takes from the opposite one. */
    public Side side = Side.BUY;

    /** The worst price it accepts, itself included; positive. */
    public long boundTicks;

    /** The lots it still wants, positive when matching begins; matching lowers it. */
    public long quantityLots;

    /** The group whose own orders it may not trade with, or 0 for none. */
    public int selfTradeGroup;

    /** What happens when it meets an order of its own group. */
    public SelfTradePrevention selfTradePrevention = SelfTradePrevention.NONE;

    /**
     * A resting order to be passed over as if it were gone, or {@link Book#NONE}: what a replacement
     * is decided by. Only for looking, never for {@link Book#match}.
     */
    public int ignoredHandle = Book.NONE;

    /** Whether meeting an order of its own group is anything but an ordinary trade. */
    boolean avoidsItsOwn() {
        return selfTradeGroup != 0 && selfTradePrevention != SelfTradePrevention.NONE;
    }
}
