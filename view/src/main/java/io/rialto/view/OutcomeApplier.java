package io.rialto.view;

import io.rialto.protocol.MarketVoidedDecoder;
import io.rialto.protocol.OutcomeMarketCreatedDecoder;
import io.rialto.protocol.OutcomeMarketEditedDecoder;
import io.rialto.protocol.OutcomeMarketStateDecoder;
import io.rialto.protocol.TradeBustedDecoder;
import io.rialto.protocol.TradedDecoder;

import org.agrona.DirectBuffer;

import java.util.Deque;
import java.util.HexFormat;
import java.util.List;

/** Applies what happens to markets of contracts and to positions in them. */
final class OutcomeApplier {
    private static final int HASH_BYTES = 32;

    private final ViewStore store;
    private final Touched touched;

    OutcomeApplier(ViewStore store, Touched touched) {
        this.store = store;
        this.touched = touched;
    }

    void created(OutcomeMarketCreatedDecoder event) {
        int hash = event.offset() + OutcomeMarketCreatedDecoder.descriptionHashEncodingOffset();
        set(new OutcomeInfo(
                event.market(),
                event.kind(),
                event.priceMinimum(),
                event.priceMaximum(),
                event.owner(),
                event.pinned() == 1,
                hash(event.buffer(), hash),
                event.marketType(),
                event.marketGroup(),
                Names.text(event.buffer(), event.limit(), event.titleLength()),
                false,
                0));
    }

    void edited(OutcomeMarketEditedDecoder event) {
        OutcomeInfo was = store.market(event.market()).outcome();
        int hash = event.offset() + OutcomeMarketEditedDecoder.descriptionHashEncodingOffset();
        set(new OutcomeInfo(
                was.market(),
                was.kind(),
                was.priceMinimum(),
                was.priceMaximum(),
                was.owner(),
                event.pinned() == 1,
                hash(event.buffer(), hash),
                event.marketType(),
                event.marketGroup(),
                Names.text(event.buffer(), event.limit(), event.titleLength()),
                was.settled(),
                was.settlementPrice()));
    }

    static OutcomeInfo of(OutcomeMarketStateDecoder state) {
        int hash = state.offset() + OutcomeMarketStateDecoder.descriptionHashEncodingOffset();
        return new OutcomeInfo(
                state.market(),
                state.kind(),
                state.priceMinimum(),
                state.priceMaximum(),
                state.owner(),
                state.pinned() == 1,
                hash(state.buffer(), hash),
                state.marketType(),
                state.marketGroup(),
                Names.text(state.buffer(), state.limit(), state.titleLength()),
                state.settled() == 1,
                state.settlementPrice());
    }

    static String hash(DirectBuffer buffer, int index) {
        byte[] bytes = new byte[HASH_BYTES];
        buffer.getBytes(index, bytes);
        for (byte each : bytes) {
            if (each != 0) {
                return HexFormat.of().formatHex(bytes);
            }
        }
        return "";
    }

    private void set(OutcomeInfo info) {
        MarketEntry market = store.market(info.market());
        store.set(market, info);
        touched.touch(market);
    }

    /** The market pays that price, for the first time or corrected. */
    void settled(long id, long price) {
        MarketEntry market = store.market(id);
        set(market.outcome().settledAt(price));
        market.positions.values().forEach(touched::touch);
        OptionApplier.end(market);
    }

    /** A trade was undone: it stays, marked; what it did to positions and the last price does not. */
    void busted(TradeBustedDecoder event) {
        MarketEntry market = store.market(event.market());
        market.traded(event.lastPrice());
        touched.touch(market);
        touched.undoneIn.add(market.id);
        AccountEntry buyer = store.account(event.buyer());
        AccountEntry seller = store.account(event.seller());
        mark(market.trades, event);
        mark(buyer.trades, event);
        mark(seller.trades, event);
        if (market.ofContracts) {
            change(market, buyer, -event.quantity(), event.notional(), -event.buyerFee());
            change(market, seller, event.quantity(), event.notional(), -event.sellerFee());
        }
    }

    private static void mark(Deque<Trade> trades, TradeBustedDecoder event) {
        List<Trade> all = List.copyOf(trades);
        trades.clear();
        for (Trade trade : all) {
            boolean isIt = trade.market() == event.market() && trade.trade() == event.trade();
            trades.addLast(isIt ? trade.withBusted(true) : trade);
        }
    }

    /** Nothing is owned in the market any more, and nothing was paid. */
    void voided(MarketVoidedDecoder event) {
        MarketEntry market = store.market(event.market());
        touched.touch(market);
        for (PositionEntry position : market.positions.values()) {
            position.quantity = 0;
            position.spent = 0;
            position.feesPaid = 0;
            touched.touch(position);
        }
        OptionApplier.end(market);
    }

    /** Both sides' positions after a trade; nothing where an asset is traded. */
    void traded(MarketEntry market, LiveOrder buyer, LiveOrder seller, TradedDecoder event) {
        if (!market.ofContracts) {
            return;
        }
        boolean makerBuys = buyer.order == event.makerOrder();
        long buyerFee = makerBuys ? event.makerFee() : event.takerFee();
        long sellerFee = makerBuys ? event.takerFee() : event.makerFee();
        change(market, buyer.account, event.quantity(), event.notional(), buyerFee);
        change(market, seller.account, -event.quantity(), event.notional(), sellerFee);
    }

    private void change(
            MarketEntry market, AccountEntry account, long bought, long notional, long fee) {
        PositionEntry position = market.position(account);
        position.trade(bought, notional, fee);
        touched.touch(position);
    }

    /** Brings worst cases up to date with what the command has touched. */
    void end() {
        for (LiveOrder order : touched.orders) {
            MarketEntry market = store.market(order.market);
            if (market.ofContracts) {
                PositionEntry position = market.position(order.account);
                position.count(order);
                touched.touch(position);
            }
        }
        for (PositionEntry position : touched.positions) {
            position.back();
            touched.touch(position.balance);
        }
    }
}
