package io.rialto.auditor;

import io.rialto.protocol.MarketStatus;
import io.rialto.protocol.MarketStatusSetDecoder;
import io.rialto.protocol.MarketUncrossedDecoder;
import io.rialto.protocol.Side;
import io.rialto.protocol.TradedDecoder;

/** Follows the trades: who may trade with whom at what, what it costs, what must be posted. */
final class TradeAudit {
    private final AuditedVenue venue;
    private final Findings findings;
    private final OrderAudit orders;
    private final PostingAudit postings;
    private final PositionAudit positions;

    TradeAudit(
            AuditedVenue venue,
            Findings findings,
            OrderAudit orders,
            PostingAudit postings,
            PositionAudit positions) {
        this.positions = positions;
        this.venue = venue;
        this.findings = findings;
        this.orders = orders;
        this.postings = postings;
    }

    void uncrossed(long sequence, MarketUncrossedDecoder event) {
        AuditedMarket market = orders.market(sequence, event.market());
        if (market == null) {
            return;
        }
        boolean collects =
                market.status == MarketStatus.PRE_OPEN || market.status == MarketStatus.HALTED;
        orders.require(
                Invariant.STATUS, collects, sequence, market, "is uncrossed, not collecting");
        market.isUncrossing = true;
        market.uncrossingPrice = event.price();
        market.uncrossingLeft = event.quantity();
    }

    /** An auction ends as its market opens: who is triggered by it takes, in the same frame too. */
    void statusSet(long sequence, MarketStatusSetDecoder event) {
        AuditedMarket market = orders.market(sequence, event.market());
        if (market == null) {
            return;
        }
        orders.require(
                Invariant.STATUS,
                MarketLifeAudit.isLegal(market.status, event.previous(), event.status()),
                sequence,
                market,
                "comes to a status that may not follow the one before");
        market.status = event.status();
        if (market.isUncrossing) {
            boolean isDone = market.uncrossingLeft == 0;
            orders.require(Invariant.TRADES, isDone, sequence, market, "trades another quantity");
            orders.require(
                    Invariant.STATUS,
                    market.isOpen(),
                    sequence,
                    market,
                    "is uncrossed, not opened");
            market.isUncrossing = false;
        }
    }

    void traded(long sequence, TradedDecoder event) {
        AuditedOrder maker = orders.open(sequence, event.market(), event.makerOrder());
        AuditedOrder taker = orders.open(sequence, event.market(), event.takerOrder());
        if (maker == null || taker == null) {
            return;
        }
        AuditedMarket market = maker.market;
        orders.checkNumber(sequence, market, "trade", market.lastTrade, event.trade());
        market.lastTrade = event.trade();
        market.traded(event.price());
        orders.advance(sequence, market, event.update());
        boolean isAuction = market.isUncrossing;
        orders.require(
                Invariant.STATUS,
                market.status == MarketStatus.OPEN || isAuction,
                sequence,
                market,
                "trades though it is not open");
        checkParties(sequence, event, maker, taker);
        checkPriority(sequence, maker);
        checkTurn(sequence, maker, event.quantity());
        if (isAuction) {
            checkPriority(sequence, taker);
            market.uncrossingLeft -= event.quantity();
        }
        fill(sequence, event, maker, taker);
        checkFees(sequence, event, maker, taker);
        expectPostings(event, maker, taker);
        leaveIfFilled(maker);
        leaveIfFilled(taker);
        if (market.ofContracts) {
            positions.traded(
                    sequence,
                    maker.isBuy ? maker : taker,
                    maker.isBuy ? taker : maker,
                    event.price(),
                    event.quantity());
        }
    }

    private void checkParties(
            long sequence, TradedDecoder event, AuditedOrder maker, AuditedOrder taker) {
        long price = event.price();
        boolean isOfBoth = maker.isBuy != taker.isBuy
                && taker.isBuy == (event.takerSide() == Side.BUY)
                && maker.account.id == event.makerAccount()
                && taker.account.id == event.takerAccount()
                && maker.level != null
                && (taker.level != null) == maker.market.isUncrossing;
        boolean isPriced = maker.market.isUncrossing
                ? price == maker.market.uncrossingPrice && isAccepted(maker, price)
                : maker.price == price && !taker.isPostOnly;
        boolean isWithinTerms = isPriced
                && isAccepted(taker, price)
                && Arithmetic.isNotional(
                        event.notional(), price, event.quantity(), maker.market.notionalDivisor);
        if (!findings.holds(Invariant.TRADES, isOfBoth && isWithinTerms)) {
            findings.violated(
                    Invariant.TRADES,
                    sequence,
                    "%s of account %d makes at %d, %s of account %d takes %d for %d"
                            .formatted(
                                    maker,
                                    event.makerAccount(),
                                    price,
                                    taker,
                                    event.takerAccount(),
                                    event.quantity(),
                                    event.notional()));
        }
    }

    private static boolean isAccepted(AuditedOrder order, long price) {
        return order.isBuy ? price <= order.price : price >= order.price;
    }

    private void checkPriority(long sequence, AuditedOrder maker) {
        AuditedSide side = maker.market.side(maker.isBuy);
        boolean isFirst = !side.isEmpty() && side.best().first == maker;
        orders.require(Invariant.PRIORITY, isFirst, sequence, maker, "trades before its turn");
    }

    /** What is shown trades in turn; what only reduces never turns a position. */
    private void checkTurn(long sequence, AuditedOrder maker, long quantity) {
        AuditedMarket market = maker.market;
        boolean isTurn = market.isUncrossing || quantity <= maker.turn();
        orders.require(Invariant.PRIORITY, isTurn, sequence, maker, "trades more than it shows");
        if (maker.reducesOnly && market.ofContracts) {
            long position = venue.position(market, maker.quote).quantity;
            boolean reduces = maker.isBuy ? position <= -quantity : position >= quantity;
            orders.require(Invariant.TRADES, reduces, sequence, maker, "does more than reduce");
        }
    }

    private void fill(long sequence, TradedDecoder event, AuditedOrder maker, AuditedOrder taker) {
        long quantity = event.quantity();
        boolean isAuction = taker.level != null;
        maker.lose(quantity, !isAuction);
        maker.filled += quantity;
        long feeNotional = event.notional() - maker.market.feeFloor(quantity);
        make(maker, isAuction, feeNotional);
        boolean isAlone = taker.quantity == 0;
        if (isAuction) {
            taker.lose(quantity, false);
            make(taker, true, feeNotional);
        } else {
            taker.remaining -= isAlone ? 0 : quantity;
            taker.takerNotional += feeNotional;
        }
        taker.filled += quantity;
        boolean isRight = quantity > 0
                && maker.remaining >= 0
                && taker.remaining >= 0
                && maker.remaining == event.makerRemaining();
        if (!findings.holds(Invariant.ORDERS, isRight)) {
            findings.violated(
                    Invariant.ORDERS,
                    sequence,
                    "%s trades %d and has %d left, the trade says %d; %s has %d left"
                            .formatted(
                                    maker,
                                    quantity,
                                    maker.remaining,
                                    event.makerRemaining(),
                                    taker,
                                    taker.remaining));
        }
    }

    /** Nobody takes in an auction, so nobody earns a rebate. */
    private static void make(AuditedOrder order, boolean isAuction, long feeNotional) {
        if (!isAuction || order.makerFeePpm >= 0) {
            order.makerNotional += feeNotional;
        }
    }

    /** The trade that fills an order takes it off the book. */
    private static void leaveIfFilled(AuditedOrder order) {
        if (order.remaining <= 0 && order.level != null) {
            order.market.side(order.isBuy).remove(order);
        }
    }

    private void checkFees(
            long sequence, TradedDecoder event, AuditedOrder maker, AuditedOrder taker) {
        long makerFees = Arithmetic.fee(maker.makerNotional, maker.makerFeePpm);
        boolean makes = taker.level != null;
        long takerFees = makes
                ? Arithmetic.fee(taker.makerNotional, taker.makerFeePpm)
                : Arithmetic.fee(taker.takerNotional, taker.takerFeePpm);
        long takerFeesBefore = makes ? taker.makerFees : taker.takerFees;
        boolean isRight = event.makerFee() == makerFees - maker.makerFees
                && event.takerFee() == takerFees - takerFeesBefore;
        if (!findings.holds(Invariant.FEES, isRight)) {
            findings.violated(
                    Invariant.FEES,
                    sequence,
                    "%s should pay %d and pays %d, %s should pay %d and pays %d"
                            .formatted(
                                    maker,
                                    makerFees - maker.makerFees,
                                    event.makerFee(),
                                    taker,
                                    takerFees - takerFeesBefore,
                                    event.takerFee()));
        }
        maker.makerFees += event.makerFee();
        taker.makerFees += makes ? event.takerFee() : 0;
        taker.takerFees += makes ? 0 : event.takerFee();
        boolean isAffordable =
                taker.budget == 0 || taker.takerNotional + taker.takerFees <= taker.budget;
        orders.require(
                Invariant.TRADES, isAffordable, sequence, taker, "spends more than its budget");
    }

    private void expectPostings(TradedDecoder event, AuditedOrder maker, AuditedOrder taker) {
        AuditedOrder buyer = maker.isBuy ? maker : taker;
        AuditedOrder seller = maker.isBuy ? taker : maker;
        long buyerFee = maker.isBuy ? event.makerFee() : event.takerFee();
        long sellerFee = maker.isBuy ? event.takerFee() : event.makerFee();
        postings.expect(buyer.quote, -event.notional() - buyerFee);
        if (!maker.market.ofContracts) {
            postings.expect(buyer.base, event.quantity());
            postings.expect(seller.base, -event.quantity());
        }
        postings.expect(seller.quote, event.notional() - sellerFee);
        postings.expect(venue.fees(maker.market), buyerFee + sellerFee);
    }
}
