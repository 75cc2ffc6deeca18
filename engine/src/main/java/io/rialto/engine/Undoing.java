package io.rialto.engine;

import io.rialto.ledger.Ledger;
import io.rialto.money.Check;

import java.util.Map;
import java.util.TreeMap;

/**
 * Works out what undoing takes from whom, and then does it. A trade, a market and a settlement are
 * each prepared, which changes nothing and may be refused, and right after that applied.
 */
final class Undoing {
    private final Markets markets;
    private final Accounts accounts;
    private final OpenOrders open;
    private final Ledger ledger;
    private final Reversal reversal;
    private final EventSink events;

    /** What markets are to pay, by their indexes. */
    private final Map<Integer, Long> prices = new TreeMap<>();

    Undoing(
            Markets markets,
            Accounts accounts,
            OpenOrders open,
            Ledger ledger,
            Postings postings,
            EventSink events) {
        this.markets = markets;
        this.accounts = accounts;
        this.open = open;
        this.ledger = ledger;
        reversal = new Reversal(accounts, ledger, postings);
        this.events = events;
    }

    void clear() {
        reversal.clear();
    }

    /** How many postings what was prepared takes. */
    int count() {
        return reversal.count();
    }

    // A trade.

    boolean prepareTrade(Market market, long trade, Outcome outcome) {
        reversal.clear();
        addTrade(market, trade);
        return reversal.isCovered(outcome);
    }

    private void addTrade(Market market, long trade) {
        TradeTape tape = market.tape;
        int buyer = tape.buyerSeat(trade);
        int seller = tape.sellerSeat(trade);
        long lots = tape.lots(trade);
        long paid = tape.notional(trade);
        if (market.ofContracts) {
            boolean isOne = buyer == seller;
            addSide(market, buyer, isOne ? 0 : -lots, paid + tape.buyerFee(trade));
            addSide(market, seller, isOne ? 0 : lots, tape.sellerFee(trade) - paid);
        } else {
            long quantity = market.quantity(lots);
            Seats seats = open.seats;
            add(buyer, seats.quoteSlot(buyer), paid + tape.buyerFee(trade));
            add(buyer, seats.baseSlot(buyer), -quantity);
            add(seller, seats.quoteSlot(seller), tape.sellerFee(trade) - paid);
            add(seller, seats.baseSlot(seller), quantity);
        }
        addFees(market, -tape.buyerFee(trade) - tape.sellerFee(trade));
    }

    /** One side of a trade in contracts: its position changes by {@code lots}. */
    private void addSide(Market market, int seat, long lots, long cash) {
        Positions positions = market.positions;
        int position = open.seats.position(seat);
        long settled = market.isSettled ? lots * perLot(market, market.settlementPrice) : 0;
        long better = market.isSettled
                ? 0
                : positions.worstWith(position, market.atMinimum(lots), market.atMaximum(lots))
                        - positions.worst(position);
        reversal.add(open.seats.account(seat), open.seats.quoteSlot(seat), cash + settled, better);
    }

    private void add(int seat, int slot, long cash) {
        reversal.add(open.seats.account(seat), slot, cash, 0);
    }

    private void addFees(Market market, long cash) {
        if (cash != 0) {
            reversal.add(market.feesAccount, market.feesSlot, cash, 0);
        }
    }

    /** Undoes the trade that was prepared; how many postings that took. */
    int trade(Market market, long trade, String reason) {
        TradeTape tape = market.tape;
        int buyer = tape.buyerSeat(trade);
        int seller = tape.sellerSeat(trade);
        tape.bust(trade);
        market.undone();
        int postings = reversal.count();
        events.tradeBusted(
                market.id,
                trade,
                open.seats.account(buyer),
                open.seats.account(seller),
                tape.price(trade),
                market.quantity(tape.lots(trade)),
                tape.notional(trade),
                tape.buyerFee(trade),
                tape.sellerFee(trade),
                market.lastPriceTold(),
                postings,
                reason);
        if (market.ofContracts) {
            long paid = tape.notional(trade);
            change(market, buyer, -tape.lots(trade), -paid, -tape.buyerFee(trade));
            change(market, seller, tape.lots(trade), paid, -tape.sellerFee(trade));
            open.options()
                    .traded(market, /* buyer= */ seller, /* seller= */ buyer, tape.lots(trade));
        }
        reversal.post(market, trade);
        return postings;
    }

    private void change(Market market, int seat, long lots, long spent, long fees) {
        if (market.isSettled) {
            market.positions.trade(open.seats.position(seat), lots, 0, 0, spent, fees);
        } else {
            open.exposures().trade(market, seat, lots, spent, fees);
        }
    }

    // A market.

    /** Of an asset. */
    boolean prepareMarket(Market market, Outcome outcome) {
        reversal.clear();
        for (long trade = market.tape.first(); trade < market.tape.next(); trade++) {
            if (!market.tape.isBusted(trade)) {
                addTrade(market, trade);
            }
        }
        return reversal.isCovered(outcome);
    }

    /** Of contracts, with all that ends with it. */
    boolean prepareMarkets(Ending ending, Outcome outcome) {
        reversal.clear();
        ending.markets().forEach(this::addPositions);
        ending.forEachReturned((market, account, lots) ->
                addSide(market, seat(market, accounts.id(account)), lots, 0));
        return reversal.isCovered(outcome);
    }

    private void addPositions(Market market) {
        Positions positions = market.positions;
        long perLot = market.isSettled ? perLot(market, market.settlementPrice) : 0;
        long fees = 0;
        for (int position = 0; position < positions.count(); position++) {
            int seat = positions.seat(position);
            long paid = positions.spent(position) + positions.feesPaid(position);
            reversal.add(
                    open.seats.account(seat),
                    open.seats.quoteSlot(seat),
                    paid - positions.lots(position) * perLot,
                    -positions.worst(position));
            fees += positions.feesPaid(position);
        }
        addFees(market, -fees);
    }

    /** Lets everything in the market count no more, whose orders have ended; then posts. */
    void market(Market market, VoidCause cause, String reason) {
        end(market, cause, reversal.count(), reason);
        reversal.post(market, 0);
    }

    /** The same with all that ends with it, whose redemptions are taken back before. */
    void markets(Market market, Ending ending, String reason) {
        ending.derivedFirst().values().forEach(this::takeBackRedemptions);
        ending.forEachReturned((each, account, lots) ->
                change(each, seat(each, accounts.id(account)), lots, 0, 0));
        for (Market each : ending.derivedFirst().values()) {
            end(each, VoidCause.UNDONE, each == market ? reversal.count() : 0, reason);
        }
        reversal.post(market, 0);
    }

    private void takeBackRedemptions(Market market) {
        if (market.fund != null) {
            market.fund
                    .redeemed()
                    .forEach((account, shares) -> events.fundRedeemed(
                            market.id, accounts.id(account), -market.quantity(shares), 0));
        }
    }

    private void end(Market market, VoidCause cause, int postings, String reason) {
        events.marketVoided(market.id, cause, postings, reason);
        Positions positions = market.positions;
        for (int position = 0; position < positions.count(); position++) {
            ledger.back(open.seats.quoteSlot(positions.seat(position)), -positions.worst(position));
            positions.forget(position);
        }
        market.tape.clear();
        if (market.outcome.kind() == MarketKind.OPTION) {
            open.options().end(market);
        }
        if (market.fund != null) {
            market.fund.redeemed().clear();
        }
    }

    // A settlement.

    boolean prepareSettlement(Market market, long price, FundMarkets funds, Outcome outcome) {
        reversal.clear();
        prices.clear();
        prices.put(market.index, price);
        funds.addCorrected(prices);
        open.options().addCorrected(prices, markets);
        prices.forEach((index, paid) -> addDifference(markets.at(index), paid));
        return reversal.isCovered(outcome);
    }

    private void addDifference(Market market, long price) {
        long more = perLot(market, price) - perLot(market, market.settlementPrice);
        Positions positions = market.positions;
        for (int position = 0; position < positions.count(); position++) {
            long cash = positions.lots(position) * more;
            if (cash != 0) {
                int seat = positions.seat(position);
                reversal.add(open.seats.account(seat), open.seats.quoteSlot(seat), cash, 0);
            }
        }
    }

    /**
     * Corrects the settlement that was prepared, and those that follow from it: one posting for each
     * balance, whichever of these markets it had positions in. How many that took.
     */
    int settlement(Market market, String reason) {
        int postings = reversal.count();
        prices.forEach((index, price) -> {
            Market each = markets.at(index);
            long previous = each.settlementPrice;
            each.settlementPrice = price;
            int following = each == market ? postings : 0;
            events.settlementCorrected(each.id, previous, price, following, reason);
        });
        reversal.post(market, 0);
        return postings;
    }

    private static long perLot(Market market, long price) {
        return price / market.tick * market.notionalPerTickLot;
    }

    // State.

    void write(CorrectionRecords sink) {
        for (int index = 0; index < markets.count(); index++) {
            Market market = markets.at(index);
            TradeTape tape = market.tape;
            for (long trade = tape.first(); trade < tape.next(); trade++) {
                sink.trade(
                        market.id,
                        trade,
                        open.seats.account(tape.buyerSeat(trade)),
                        open.seats.account(tape.sellerSeat(trade)),
                        tape.price(trade),
                        market.quantity(tape.lots(trade)),
                        tape.notional(trade),
                        tape.buyerFee(trade),
                        tape.sellerFee(trade),
                        tape.isBusted(trade));
            }
        }
    }

    void restore(
            long id,
            long trade,
            long buyer,
            long seller,
            long price,
            long quantity,
            long notional,
            long buyerFee,
            long sellerFee,
            boolean busted) {
        Market market = markets.get(id);
        Check.that(trade > 0 && trade < market.nextTrade, "a trade that is kept was traded");
        Check.that(quantity % market.lot == 0, "a trade is of whole lots");
        market.tape.add(
                trade,
                seat(market, buyer),
                seat(market, seller),
                price,
                quantity / market.lot,
                notional,
                buyerFee,
                sellerFee);
        if (busted) {
            market.tape.bust(trade);
        }
    }

    private int seat(Market market, long account) {
        int index = accounts.indexOf(account);
        Check.that(index != Accounts.NONE, "a trade's account was restored before");
        return open.seat(market, index, account, ledger);
    }
}
