package io.rialto.simulator;

import io.rialto.protocol.MarketStatus;
import io.rialto.sequencer.MarketTerms;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * What the administrator asks for: first all that a venue needs, one after the other, then deposits,
 * withdrawals and changes of the markets now and then.
 */
final class OperatorWork implements Workload {
    static final long TICK = 1_000_000_000;
    static final long LOT = 1_000_000;
    static final int TRADERS = 5;
    private static final double CLASS_SHARE = 0.6;

    /** The first market; the second is the next. */
    static final long MARKET = 1;

    static final int BASE = 1;
    static final int QUOTE = 2;
    private static final long ADMINISTRATOR = 4;

    private final Requests requests;
    private final Dice dice;
    private final ClassDesk desk;
    private final List<Request> opening = new ArrayList<>();
    private int opened;
    private long issues;

    /**
     * @param clock roughly the venue's, nanoseconds since 1970
     */
    OperatorWork(Dice dice, LongSupplier clock) {
        this.dice = dice;
        desk = new ClassDesk(dice, clock);
        requests = new Requests(dice);
        open();
    }

    /** The account of a trader, counted from 0. */
    static long trader(int index) {
        return ADMINISTRATOR + 1 + index;
    }

    /** Whether all is asked for that a venue needs. */
    boolean isOpened() {
        return opened == opening.size();
    }

    private void open() {
        opening.add(requests.makeKeyed(
                Request.Kind.OTHER,
                "",
                0,
                0,
                false,
                (publisher, buffer, context) ->
                        publisher.bootstrap(buffer, 0, context, 1, 2, hash(0), "root")));
        opening(
                ADMINISTRATOR,
                (publisher, buffer, context) ->
                        publisher.createAsset(buffer, 0, context, "BTC", 8, 4));
        opening(
                ADMINISTRATOR,
                (publisher, buffer, context) ->
                        publisher.createAsset(buffer, 0, context, "USD", 2, 2));
        opening.add(issue(ADMINISTRATOR, QUOTE, 300_000_00L));
        for (int i = 0; i < TRADERS; i++) {
            int index = i;
            opening(
                    ADMINISTRATOR,
                    (publisher, buffer, context) -> publisher.createAccount(
                            buffer, 0, context, 9, index + 1, 0, "t" + index));
            opening.add(issue(trader(i), BASE, 2_000_000_000L));
            opening.add(issue(trader(i), QUOTE, 300_000_00L));
        }
        opening(
                ADMINISTRATOR,
                (publisher, buffer, context) ->
                        publisher.createMarket(buffer, 0, context, terms("BTC/USD", -100)));
        opening(
                ADMINISTRATOR,
                (publisher, buffer, context) ->
                        publisher.createMarket(buffer, 0, context, terms("BTC/USD.2", 300)));
        ClassDesk.opening().forEach(each -> opening(ADMINISTRATOR, each));
    }

    private void opening(long account, Requests.Encoding encoding) {
        opening.add(
                requests.makeKeyed(Request.Kind.OTHER, "", ADMINISTRATOR, account, true, encoding));
    }

    @Override
    public Request next(Client client) {
        if (opened < opening.size()) {
            return opening.get(opened++);
        }
        if (dice.chance(CLASS_SHARE)) {
            ClassDesk.Deed deed = desk.next(client.view());
            return as(deed.account() == 0 ? ADMINISTRATOR : deed.account(), deed.encoding());
        }
        long account = trader(dice.below(TRADERS));
        long market = MARKET + dice.below(2);
        return switch (dice.below(16)) {
            case 0 -> status(market, dice.coin() ? MarketStatus.PAUSED : MarketStatus.CLOSED);
            case 1, 2, 3, 4 -> status(market, MarketStatus.OPEN);
            case 5 ->
                as(
                        ADMINISTRATOR,
                        (publisher, buffer, context) -> publisher.setMarketFees(
                                buffer, 0, context, market, dice.below(200), 700));
            case 6, 7 ->
                as(
                        account,
                        (publisher, buffer, context) -> publisher.withdraw(
                                buffer, 0, context, QUOTE, dice.between(1, 500_00), "away"));
            case 8 ->
                as(
                        account,
                        (publisher, buffer, context) -> publisher.issueToken(
                                buffer, 0, context, hash(dice.below(1_000)), 0, "bot"));
            case 9 ->
                as(
                        account,
                        (publisher, buffer, context) -> publisher.setSelfTradeGroup(
                                buffer, 0, context, trader(dice.below(2))));
            default -> issue(account, BASE + dice.below(2), dice.between(1, 20_000_00L));
        };
    }

    private Request status(long market, MarketStatus status) {
        return as(
                ADMINISTRATOR,
                (publisher, buffer, context) ->
                        publisher.setMarketStatus(buffer, 0, context, market, status, "as usual"));
    }

    private Request as(long account, Requests.Encoding encoding) {
        return requests.make(Request.Kind.OTHER, "", ADMINISTRATOR, account, true, encoding);
    }

    private Request issue(long account, int asset, long amount) {
        String note = "issue " + ++issues;
        return requests.makeKeyed(
                Request.Kind.ISSUE,
                note,
                ADMINISTRATOR,
                account,
                true,
                (publisher, buffer, context) ->
                        publisher.issue(buffer, 0, context, asset, amount, note));
    }

    static byte[] hash(int number) {
        byte[] hash = new byte[32];
        hash[0] = (byte) number;
        hash[1] = (byte) (number >> 8);
        hash[31] = 1;
        return hash;
    }

    private static MarketTerms terms(String symbol, int makerFeePpm) {
        MarketTerms terms = new MarketTerms();
        terms.symbol = symbol;
        terms.baseAsset = BASE;
        terms.quoteAsset = QUOTE;
        terms.tick = TICK;
        terms.lot = LOT;
        terms.priceMaximum = 1_000_000 * TICK;
        terms.quantityMinimum = LOT;
        terms.quantityMaximum = 10_000 * LOT;
        terms.notionalMinimum = 1;
        terms.notionalMaximum = 1_000_000_000_000L;
        terms.openOrdersAccountMax = 60;
        terms.openOrdersMarketMax = 200;
        terms.makerFeePpm = makerFeePpm;
        terms.takerFeePpm = 1_000;
        return terms;
    }
}
