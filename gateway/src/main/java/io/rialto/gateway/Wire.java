package io.rialto.gateway;

import io.rialto.marketdata.BookChecksum;
import io.rialto.protocol.CloseReason;
import io.rialto.protocol.Code;
import io.rialto.protocol.Condition;
import io.rialto.protocol.MarketFigure;
import io.rialto.protocol.v1.AccountSnapshot;
import io.rialto.protocol.v1.Asset;
import io.rialto.protocol.v1.AuctionIndication;
import io.rialto.protocol.v1.Balance;
import io.rialto.protocol.v1.BookDelta;
import io.rialto.protocol.v1.BookSnapshot;
import io.rialto.protocol.v1.Candle;
import io.rialto.protocol.v1.Depth;
import io.rialto.protocol.v1.Fill;
import io.rialto.protocol.v1.Market;
import io.rialto.protocol.v1.MarketStatus;
import io.rialto.protocol.v1.MarketStatusChange;
import io.rialto.protocol.v1.Notice;
import io.rialto.protocol.v1.Order;
import io.rialto.protocol.v1.OrderState;
import io.rialto.protocol.v1.OrderType;
import io.rialto.protocol.v1.Outcome;
import io.rialto.protocol.v1.OwnerChange;
import io.rialto.protocol.v1.Position;
import io.rialto.protocol.v1.Preview;
import io.rialto.protocol.v1.ServerMessage;
import io.rialto.protocol.v1.Side;
import io.rialto.protocol.v1.Ticker;
import io.rialto.protocol.v1.TimeInForce;
import io.rialto.protocol.v1.Trade;
import io.rialto.view.AssetInfo;
import io.rialto.view.BookLevel;
import io.rialto.view.Directory;
import io.rialto.view.Mark;
import io.rialto.view.MarketGuard;
import io.rialto.view.MarketState;
import io.rialto.view.Message;
import io.rialto.view.OrderInfo;
import io.rialto.view.PositionInfo;
import io.rialto.view.VenueView;

import java.util.List;

/** What the venue says, as messages of the package rialto.v1. Enum numbers are those of the SBE. */
final class Wire {
    private Wire() {}

    static Outcome outcome(CommandAnswer answer, boolean isOfOrder) {
        Outcome.Builder outcome = Outcome.newBuilder()
                .setSequence(answer.sequence())
                .setTime(answer.timeNanos())
                .setReplayed(answer.repeated())
                .setOrderId(isOfOrder ? answer.id() : 0)
                .setId(isOfOrder ? 0 : answer.id())
                .setStateValue(answer.state().value())
                .setFilledQuantity(answer.filledQuantity())
                .setFilledNotional(answer.filledNotional())
                .setFees(answer.fees())
                .setRemaining(answer.remaining())
                .setCount(answer.count())
                .setCancelledOrderId(answer.related());
        if (answer.relatedCode() != Code.DONE) {
            outcome.setCancelCode(Denials.wireName(answer.relatedCode()));
        }
        return outcome.build();
    }

    static Preview preview(CommandAnswer answer) {
        CommandAnswer.PreviewTerms terms = answer.preview();
        Preview.Builder preview = Preview.newBuilder()
                .setSequence(answer.sequence())
                .setTime(answer.timeNanos())
                .setStateValue(answer.state().value())
                .setFilledQuantity(answer.filledQuantity())
                .setFilledNotional(answer.filledNotional())
                .setFees(answer.fees())
                .setResting(answer.remaining())
                .setHeld(terms.held())
                .setBaseAvailableAfter(terms.baseAvailableAfter())
                .setQuoteAvailableAfter(terms.quoteAvailableAfter());
        for (CommandAnswer.Level level : terms.fills()) {
            preview.addFillPrices(level.price());
            preview.addFillQuantities(level.quantity());
        }
        return preview.build();
    }

    static Asset asset(AssetInfo asset) {
        return Asset.newBuilder()
                .setId(asset.asset())
                .setSymbol(asset.symbol())
                .setScale(asset.scale())
                .setDisplayScale(asset.displayScale())
                .build();
    }

    static Market market(MarketState state, Directory directory) {
        Listing listing = Listing.byId(
                        directory, state.info().universe(), state.info().market())
                .orElseThrow();
        return Market.newBuilder()
                .setId(state.info().market())
                .setSymbol(state.info().symbol())
                .setBase(asset(listing.base()))
                .setQuote(asset(listing.quote()))
                .setStatus(status(state.info().status()))
                .setTick(state.info().tick())
                .setLot(state.info().lot())
                .setPriceMaximum(state.info().priceMaximum())
                .setQuantityMinimum(state.info().quantityMinimum())
                .setQuantityMaximum(state.info().quantityMaximum())
                .setNotionalMinimum(state.info().notionalMinimum())
                .setNotionalMaximum(state.info().notionalMaximum())
                .setMakerFeePpm(state.info().makerFeePpm())
                .setTakerFeePpm(state.info().takerFeePpm())
                .setLastPrice(state.lastPrice())
                .setAuctionAt(directory
                        .guarding()
                        .market(state.info().market())
                        .figure(MarketFigure.AUCTION_AT))
                .build();
    }

    static MarketStatus status(VenueView view, long market) {
        return status(view.market(market).orElseThrow().info().status());
    }

    private static MarketStatus status(io.rialto.protocol.MarketStatus status) {
        return MarketStatus.forNumber(status.value());
    }

    static ServerMessage.Builder indication(MarketGuard guard, long sequence) {
        return ServerMessage.newBuilder()
                .setAuctionIndication(AuctionIndication.newBuilder()
                        .setMarket(guard.market())
                        .setPrice(guard.price())
                        .setQuantity(guard.quantity())
                        .setImbalance(guard.surplus())
                        .setSequence(sequence));
    }

    static byte[] mark(MarketState state, Mark mark, MarketGuard guard, long sequence) {
        long last = state.lastPrice();
        return ServerMessage.newBuilder()
                .setMark(io.rialto.protocol.v1.Mark.newBuilder()
                        .setMarket(guard.market())
                        .setStatus(status(state.info().status()))
                        .setHasPrice(mark.isKnown())
                        .setPrice(mark.price())
                        .setSource(Words.of(mark.source()))
                        .setReferencePrice(last != 0 ? last : state.info().referencePrice())
                        .setIndicativePrice(guard.price())
                        .setIndicativeQuantity(guard.quantity())
                        .setImbalance(guard.surplus())
                        .setSequence(sequence))
                .build()
                .toByteArray();
    }

    static MarketStatusChange statusChange(io.rialto.view.MarketStatusChange change) {
        return MarketStatusChange.newBuilder()
                .setMarket(change.market())
                .setStatus(status(change.status()))
                .setReason(change.reason())
                .setCauseValue(change.cause().value())
                .setTime(change.timeNanos())
                .setSequence(change.sequence())
                .build();
    }

    static BookSnapshot.Builder book(io.rialto.view.BookSnapshot book) {
        BookSnapshot.Builder snapshot = BookSnapshot.newBuilder()
                .setMarket(book.market())
                .setUpdate(book.update())
                .setSequence(book.sequence());
        for (BookLevel level : book.bids()) {
            snapshot.addBidPrices(level.price()).addBidQuantities(level.quantity());
        }
        for (BookLevel level : book.asks()) {
            snapshot.addAskPrices(level.price()).addAskQuantities(level.quantity());
        }
        return snapshot.setChecksum(BookChecksum.of(book));
    }

    static BookDelta delta(io.rialto.view.BookDelta change, int checksum) {
        BookDelta.Builder delta = BookDelta.newBuilder()
                .setMarket(change.market())
                .setPreviousUpdate(change.previousUpdate())
                .setUpdate(change.update())
                .setSequence(change.sequence())
                .setChecksum(checksum);
        for (BookLevel level : change.bids()) {
            delta.addBidPrices(level.price()).addBidQuantities(level.quantity());
        }
        for (BookLevel level : change.asks()) {
            delta.addAskPrices(level.price()).addAskQuantities(level.quantity());
        }
        return delta.build();
    }

    /** What everybody is told of a trade: who took only where the market tells that. */
    static Trade trade(io.rialto.view.Trade trade, boolean hidesAccounts) {
        return Trade.newBuilder()
                .setMarket(trade.market())
                .setTrade(trade.trade())
                .setPrice(trade.price())
                .setQuantity(trade.quantity())
                .setTakerSide(Side.forNumber(trade.takerSide().value()))
                .setTime(trade.timeNanos())
                .setMakerOrder(trade.makerOrder())
                .setTakerOrder(trade.takerOrder())
                .setSequence(trade.sequence())
                .setTakerAccount(hidesAccounts ? 0 : trade.takerAccount())
                .build();
    }

    static byte[] candle(io.rialto.marketdata.Candle candle, boolean isOver) {
        return ServerMessage.newBuilder()
                .setCandle(Candle.newBuilder()
                        .setMarket(candle.market())
                        .setInterval(candle.interval().word())
                        .setBegin(candle.beginNanos())
                        .setEnd(candle.endNanos())
                        .setOpen(candle.open())
                        .setHigh(candle.high())
                        .setLow(candle.low())
                        .setClose(candle.close())
                        .setVolume(candle.volume().toString())
                        .setNotional(candle.notional().toString())
                        .setBuyVolume(candle.buyVolume().toString())
                        .setBuyNotional(candle.buyNotional().toString())
                        .setFirstTrade(candle.firstTrade())
                        .setLastTrade(candle.lastTrade())
                        .setTrades(candle.trades())
                        .setOver(isOver))
                .build()
                .toByteArray();
    }

    static byte[] ticker(io.rialto.marketdata.Ticker ticker) {
        return ServerMessage.newBuilder()
                .setTicker(Ticker.newBuilder()
                        .setMarket(ticker.market())
                        .setBegin(ticker.beginNanos())
                        .setTime(ticker.timeNanos())
                        .setHasTraded(ticker.hasTraded())
                        .setOpen(ticker.open())
                        .setHigh(ticker.high())
                        .setLow(ticker.low())
                        .setLast(ticker.last())
                        .setPreviousClose(ticker.previousClose())
                        .setHasPrevious(ticker.hasPrevious())
                        .setVolume(ticker.volume().toString())
                        .setNotional(ticker.notional().toString())
                        .setFirstTrade(ticker.firstTrade())
                        .setLastTrade(ticker.lastTrade())
                        .setTrades(ticker.trades()))
                .build()
                .toByteArray();
    }

    static byte[] depth(
            VenueView view, Topic.Depth topic, List<BookLevel> bids, List<BookLevel> asks) {
        Depth.Builder depth = Depth.newBuilder()
                .setMarket(topic.market())
                .setUpdate(view.market(topic.market()).orElseThrow().update())
                .setSequence(view.sequence())
                .setLevels(topic.levels())
                .setStep(topic.step());
        bids.forEach(level -> depth.addBidPrices(level.price())
                .addBidQuantities(level.quantity())
                .addBidOrders(level.orders()));
        asks.forEach(level -> depth.addAskPrices(level.price())
                .addAskQuantities(level.quantity())
                .addAskOrders(level.orders()));
        return ServerMessage.newBuilder().setDepth(depth).build().toByteArray();
    }

    static Fill fill(io.rialto.view.Trade trade, boolean maker) {
        boolean buyer = (trade.takerSide() == io.rialto.protocol.Side.BUY) != maker;
        return Fill.newBuilder()
                .setMarket(trade.market())
                .setTrade(trade.trade())
                .setOrderId(maker ? trade.makerOrder() : trade.takerOrder())
                .setSide(buyer ? Side.SIDE_BUY : Side.SIDE_SELL)
                .setMaker(maker)
                .setPrice(trade.price())
                .setQuantity(trade.quantity())
                .setNotional(trade.notional())
                .setFee(maker ? trade.makerFee() : trade.takerFee())
                .setTime(trade.timeNanos())
                .build();
    }

    static Order order(OrderInfo order) {
        Order.Builder message = Order.newBuilder()
                .setMarket(order.market())
                .setOrderId(order.order())
                .setClientOrderId(order.clientOrderId())
                .setSide(Side.forNumber(order.side().value()))
                .setOrderType(OrderType.forNumber(order.orderType().value()))
                .setTimeInForce(TimeInForce.forNumber(order.timeInForce().value()))
                .setPostOnly(order.postOnly())
                .setPrice(order.price())
                .setQuantity(order.quantity())
                .setBudget(order.budget())
                .setExpiresAt(order.expiresAt())
                .setRemaining(order.remaining())
                .setFilledQuantity(order.filled())
                .setFilledNotional(order.filledNotional())
                .setFees(order.fees())
                .setHeld(order.held())
                .setState(OrderState.forNumber(order.state().value()));
        if (order.closeReason() != CloseReason.NULL_VAL) {
            message.setCloseReasonValue(order.closeReason().value());
        }
        if (order.trigger().condition() != Condition.NULL_VAL) {
            message.setConditionValue(order.trigger().condition().value())
                    .setTriggerPrice(order.trigger().price())
                    .setTrail(order.trigger().trail());
        }
        return message.build();
    }

    static Balance balance(io.rialto.view.Balance balance, Directory directory) {
        return Balance.newBuilder()
                .setAsset(asset(directory.asset(balance.asset()).orElseThrow()))
                .setCash(balance.cash())
                .setHeld(balance.held())
                .setAvailable(balance.available())
                .build();
    }

    static Position position(PositionInfo position) {
        return Position.newBuilder()
                .setMarket(position.market())
                .setQuantity(position.quantity())
                .setSpent(position.spent())
                .setFeesPaid(position.feesPaid())
                .setWorst(position.worst())
                .setSettled(position.settled())
                .build();
    }

    static OwnerChange ownerChange(io.rialto.view.OwnerChange change) {
        return OwnerChange.newBuilder()
                .setAccount(change.account())
                .setOwner(change.owner())
                .setAdded(change.added())
                .build();
    }

    static Notice notice(Message message) {
        return Notice.newBuilder()
                .setUniverse(message.universe())
                .setText(message.text())
                .setTime(message.timeNanos())
                .build();
    }

    /** All that an account has, in parts of a bounded size. */
    static ServerMessage account(VenueView view, long account, boolean resumeRefused) {
        AccountSnapshot.Builder snapshot =
                AccountSnapshot.newBuilder().setResumeRefused(resumeRefused);
        view.balances(account).forEach(b -> snapshot.addBalances(balance(b, view.directory())));
        view.positions(account).stream()
                .filter(each -> view.directory().audience(each.market()).mayKnow(account))
                .forEach(each -> snapshot.addPositions(position(each)));
        view.openOrders(account).forEach(each -> snapshot.addOpenOrders(order(each)));
        snapshot.setAccount(account).setSequence(view.sequence());
        return ServerMessage.newBuilder().setAccountSnapshot(snapshot).build();
    }
}
