package io.rialto.app;

import io.rialto.protocol.OrderAcceptedDecoder;
import io.rialto.protocol.OrderAmendedDecoder;
import io.rialto.protocol.OrderClosedDecoder;
import io.rialto.protocol.OrderReducedDecoder;
import io.rialto.protocol.OrderRestedDecoder;
import io.rialto.protocol.PostedDecoder;
import io.rialto.protocol.PostingCause;
import io.rialto.protocol.TradedDecoder;
import io.rialto.view.EventVisitor;

import java.util.HashSet;
import java.util.Set;

/** Picks out of a command's events those of one order, and says each in a line. */
final class OrderEvents implements EventVisitor {
    private final OrderFigures figures;
    private final long market;
    private final long order;
    private final long account;
    private final boolean showsOthers;
    private final Lines lines;
    private final Set<Long> trades = new HashSet<>();
    private boolean hasRested;

    /** Takes an event of the order as a line of text. */
    @FunctionalInterface
    interface Lines {
        void say(long sequence, String text);
    }

    OrderEvents(
            OrderFigures figures,
            long market,
            long order,
            long account,
            boolean showsOthers,
            Lines lines) {
        this.figures = figures;
        this.market = market;
        this.order = order;
        this.account = account;
        this.showsOthers = showsOthers;
        this.lines = lines;
    }

    /** Whether the order came to rest among these events. */
    boolean hasRested() {
        return hasRested;
    }

    private boolean isIt(long inMarket, long number) {
        return inMarket == market && number == order;
    }

    @Override
    public void onOrderAccepted(long sequence, OrderAcceptedDecoder event) {
        if (isIt(event.market(), event.order())) {
            lines.say(sequence, "accepted: " + figures.terms(event));
        }
    }

    @Override
    public void onOrderRested(long sequence, OrderRestedDecoder event) {
        if (isIt(event.market(), event.order())) {
            hasRested = true;
            lines.say(
                    sequence,
                    "rests with " + figures.quantity(event.remaining()) + " at "
                            + figures.price(event.price()));
        }
    }

    @Override
    public void onOrderReduced(long sequence, OrderReducedDecoder event) {
        if (isIt(event.market(), event.order())) {
            lines.say(
                    sequence,
                    "reduced to " + figures.quantity(event.quantity()) + ", "
                            + figures.quantity(event.remaining()) + " left, keeps its place"
                            + (event.selfTrade() == 1 ? ": it met an order of its own group" : ""));
        }
    }

    @Override
    public void onOrderAmended(long sequence, OrderAmendedDecoder event) {
        if (isIt(event.market(), event.order())) {
            lines.say(
                    sequence,
                    "amended to " + figures.quantity(event.quantity()) + " at "
                            + figures.price(event.price()) + ", "
                            + figures.quantity(event.remaining()) + " left, leaves its place");
        }
    }

    @Override
    public void onTraded(long sequence, TradedDecoder event) {
        boolean isMaker = isIt(event.market(), event.makerOrder());
        if (!isMaker && !isIt(event.market(), event.takerOrder())) {
            return;
        }
        trades.add(event.trade());
        long other = isMaker ? event.takerOrder() : event.makerOrder();
        long otherAccount = isMaker ? event.takerAccount() : event.makerAccount();
        lines.say(
                sequence,
                "%s %s at %s for %s, fee %s: trade %d with order %d%s"
                        .formatted(
                                isMaker ? "makes" : "takes",
                                figures.quantity(event.quantity()),
                                figures.price(event.price()),
                                figures.money(event.notional()),
                                figures.money(isMaker ? event.makerFee() : event.takerFee()),
                                event.trade(),
                                other,
                                showsOthers ? " of account " + otherAccount : ""));
    }

    @Override
    public void onOrderClosed(long sequence, OrderClosedDecoder event) {
        if (isIt(event.market(), event.order())) {
            lines.say(
                    sequence,
                    "ends: " + OrderFigures.word(event.reason()) + ", filled "
                            + figures.quantity(event.filled()) + ", "
                            + figures.quantity(event.remaining()) + " not");
        }
    }

    @Override
    public void onPosted(long sequence, PostedDecoder event) {
        boolean isOfOrder = switch (event.cause()) {
            case HOLD, RELEASE -> isIt(event.market(), event.reference());
            case TRADE, FEE -> event.market() == market && trades.contains(event.reference());
            case ISSUE,
                    WITHDRAWAL,
                    TRANSFER,
                    GIFT,
                    RESERVE,
                    CODE,
                    SWEEP,
                    POSITION_SETTLED,
                    REDEMPTION_FEE,
                    STRIKE,
                    OPTION_SETTLED,
                    CORRECTION,
                    AUCTION,
                    NULL_VAL -> false;
        };
        boolean isOwn = event.account() == account || event.cause() == PostingCause.FEE;
        if (isOfOrder && (isOwn || showsOthers)) {
            lines.say(sequence, posting(event));
        }
    }

    private String posting(PostedDecoder event) {
        int asset = (int) event.asset();
        String whose = event.account() == account ? "" : " of account " + event.account();
        boolean isFees = event.cause() == PostingCause.FEE && !showsOthers;
        // The fees account adds up what others pay, too.
        String after = isFees
                ? ""
                : ": has %s, of it held %s"
                        .formatted(
                                figures.amount(asset, event.cash()),
                                figures.amount(asset, event.held()));
        return "posted %s%s%s%s%s"
                .formatted(
                        OrderFigures.word(event.cause()),
                        event.cashDelta() == 0 ? "" : ", cash " + signed(asset, event.cashDelta()),
                        event.heldDelta() == 0 ? "" : ", held " + signed(asset, event.heldDelta()),
                        whose,
                        after);
    }

    private String signed(int asset, long amount) {
        return (amount > 0 ? "+" : "") + figures.amount(asset, amount);
    }
}
