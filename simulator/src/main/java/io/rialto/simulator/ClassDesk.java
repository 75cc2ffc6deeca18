package io.rialto.simulator;

import io.rialto.protocol.AccountStatus;
import io.rialto.protocol.MarketFigure;
import io.rialto.protocol.MarketStatus;
import io.rialto.view.Trade;
import io.rialto.view.VenueView;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/**
 * What an administrator does in markets of contracts and to accounts: opens more of them, settles,
 * corrects, undoes, halts, protects; many a time what cannot be done any more.
 */
final class ClassDesk {
    private static final long SECOND = 1_000_000_000;
    private static final int RECENT = 20;
    private static final MarketFigure[] FIGURES = {
        MarketFigure.AUCTION_AT,
        MarketFigure.BREAKER_PPM,
        MarketFigure.HALT_NANOS,
        MarketFigure.ORDER_RATE,
        MarketFigure.PRICE_BAND_PPM,
        MarketFigure.POSITION_MAXIMUM
    };

    private final Dice dice;
    private final CohortDesk cohorts;
    private final LongSupplier clock;
    private int made;

    /**
     * A command, and the account that the administrator acts as.
     *
     * @param account 0 for its own
     */
    record Deed(long account, Requests.Encoding encoding) {}

    /**
     * @param clock roughly the venue's, nanoseconds since 1970
     */
    ClassDesk(Dice dice, LongSupplier clock) {
        this.dice = dice;
        cohorts = new CohortDesk(dice);
        this.clock = clock;
    }

    /** What has to be done before anyone trades contracts, in this order. */
    static List<Requests.Encoding> opening() {
        return List.of(
                (publisher, buffer, context) -> publisher.activateRules(buffer, 0, context, 2),
                (publisher, buffer, context) ->
                        publisher.outcomes().create(buffer, 0, context, ClassMarkets.outcome("A")),
                (publisher, buffer, context) ->
                        publisher.outcomes().create(buffer, 0, context, ClassMarkets.outcome("B")),
                (publisher, buffer, context) -> publisher
                        .funds()
                        .create(
                                buffer,
                                0,
                                context,
                                ClassMarkets.fund("AB"),
                                25,
                                ClassMarkets.constituents()),
                option("A.CALL", true),
                option("A.PUT", false));
    }

    private static Requests.Encoding option(String symbol, boolean call) {
        return (publisher, buffer, context) -> publisher
                .options()
                .create(
                        buffer,
                        0,
                        context,
                        ClassMarkets.option(symbol, ClassMarkets.FIRST_OUTCOME, call, 0));
    }

    /** The next thing to do. */
    Deed next(VenueView view) {
        return switch (dice.below(11)) {
            case 9, 10 -> cohorts.next(view);
            case 0, 3 -> new Deed(0, markets(ClassWork.anyMarket(dice), view));
            case 1, 2 -> new Deed(0, corrections(ClassWork.anyMarket(dice), view));
            case 4 -> new Deed(0, protections());
            case 5 -> new Deed(OperatorWork.trader(dice.below(OperatorWork.TRADERS)), accounts());
            default -> new Deed(0, another());
        };
    }

    private Requests.Encoding markets(long market, VenueView view) {
        return switch (dice.below(7)) {
            case 0 -> status(market, MarketStatus.PRE_OPEN);
            case 1 -> status(market, MarketStatus.SEMI_PAUSED);
            case 2 -> {
                long collecting = first(view, MarketStatus.PRE_OPEN, market);
                yield (publisher, buffer, context) ->
                        publisher.uncrossMarket(buffer, 0, context, collecting);
            }
            case 3, 4 -> {
                long price = dice.between(0, 1_000) * ClassMarkets.TICK;
                // The first markets live longer, so that their fund and options do.
                long settled = dice.chance(0.02) ? market : later();
                yield (publisher, buffer, context) ->
                        publisher.outcomes().settle(buffer, 0, context, settled, price, "it is so");
            }
            default -> status(market, MarketStatus.OPEN);
        };
    }

    private static long first(VenueView view, MarketStatus status, long otherwise) {
        return view.markets().stream()
                .filter(each -> each.info().status() == status)
                .findFirst()
                .map(each -> each.info().market())
                .orElse(otherwise);
    }

    /** A market that the desk opened after the first. */
    private long later() {
        return ClassMarkets.PUT + dice.between(1, 6);
    }

    private static Requests.Encoding status(long market, MarketStatus status) {
        return (publisher, buffer, context) ->
                publisher.setMarketStatus(buffer, 0, context, market, status, "in class");
    }

    private Requests.Encoding corrections(long market, VenueView view) {
        long later = later();
        long settled = first(view, MarketStatus.SETTLED, later);
        long price = dice.between(0, 1_000);
        List<Trade> trades = view.marketTrades(market, RECENT);
        long number =
                trades.isEmpty() ? 1 : trades.get(dice.below(trades.size())).trade();
        return switch (dice.below(4)) {
            case 0 ->
                (publisher, buffer, context) ->
                        publisher.corrections().bust(buffer, 0, context, market, number, "a slip");
            case 1, 2 ->
                (publisher, buffer, context) -> publisher
                        .corrections()
                        .correct(buffer, 0, context, settled, price * ClassMarkets.TICK, "misread");
            default -> {
                boolean traded = dice.coin();
                yield (publisher, buffer, context) -> traded
                        ? publisher.corrections().undo(buffer, 0, context, later, "undone")
                        : publisher.corrections().withdraw(buffer, 0, context, later, "never");
            }
        };
    }

    private Requests.Encoding protections() {
        long market = dice.coin() ? OperatorWork.MARKET : ClassWork.anyMarket(dice);
        if (dice.chance(0.2)) {
            boolean pull = dice.chance(0.1);
            return (publisher, buffer, context) ->
                    publisher.protections().kill(buffer, 0, context, market, pull, "to be safe");
        }
        MarketFigure figure = FIGURES[dice.below(FIGURES.length)];
        long value = switch (figure) {
            case AUCTION_AT -> clock.getAsLong() + dice.between(-1, 3) * SECOND;
            case BREAKER_PPM, PRICE_BAND_PPM -> dice.coin() ? 0 : dice.between(20_000, 100_000);
            case HALT_NANOS -> dice.between(0, 3) * SECOND;
            case ORDER_RATE -> dice.coin() ? 0 : 20;
            default -> dice.coin() ? 0 : 5_000_000_000L;
        };
        return (publisher, buffer, context) ->
                publisher.protections().setFigure(buffer, 0, context, market, figure, value, "");
    }

    private Requests.Encoding accounts() {
        switch (dice.below(7)) {
            case 0 -> {
                return (publisher, buffer, context) -> publisher
                        .accounts()
                        .setAccountStatus(buffer, 0, context, AccountStatus.FROZEN, "a look");
            }
            case 1, 2, 3, 4 -> {
                return (publisher, buffer, context) -> publisher
                        .accounts()
                        .setAccountStatus(buffer, 0, context, AccountStatus.OPEN, "fine");
            }
            case 5 -> {
                return (publisher, buffer, context) ->
                        publisher.accounts().gift(buffer, 0, context, OperatorWork.QUOTE, 5_00, "");
            }
            default -> {
                boolean sees = dice.coin();
                long market = ClassWork.anyMarket(dice);
                return (publisher, buffer, context) ->
                        publisher.setMarketViewer(buffer, 0, context, market, sees, "");
            }
        }
    }

    /** In an order of their own: that of {@link Map#of} is another one in another process. */
    private static Map<Long, Long> contributions(long first, long second) {
        Map<Long, Long> contributions = new TreeMap<>();
        contributions.put(second, 3_33L);
        contributions.put(first, 7_00L);
        return contributions;
    }

    private Requests.Encoding another() {
        String symbol = "C" + ++made;
        switch (dice.below(6)) {
            case 0 -> {
                return (publisher, buffer, context) -> publisher
                        .outcomes()
                        .create(buffer, 0, context, ClassMarkets.outcome(symbol));
            }
            case 1 -> {
                long expiresAt = clock.getAsLong() + dice.between(1, 20) * SECOND;
                boolean call = dice.coin();
                long underlying = dice.coin() ? ClassMarkets.SECOND_OUTCOME : ClassMarkets.FUND;
                return (publisher, buffer, context) -> publisher
                        .options()
                        .create(
                                buffer,
                                0,
                                context,
                                ClassMarkets.option(symbol, underlying, call, expiresAt));
            }
            case 2 -> {
                byte[] hash = OperatorWork.hash(dice.below(ClassWork.CODES));
                long expiresAt = clock.getAsLong() + dice.between(1, 60) * SECOND;
                return (publisher, buffer, context) -> publisher
                        .accounts()
                        .issueCode(
                                buffer,
                                0,
                                context,
                                hash,
                                OperatorWork.QUOTE,
                                10_00,
                                expiresAt,
                                "to claim");
            }
            case 3 -> {
                long listing = dice.between(1, 60);
                long first = OperatorWork.trader(dice.below(OperatorWork.TRADERS));
                long second = OperatorWork.trader(dice.below(OperatorWork.TRADERS));
                return (publisher, buffer, context) -> publisher
                        .items()
                        .settle(
                                buffer,
                                0,
                                context,
                                listing,
                                first,
                                contributions(first, second),
                                "sold");
            }
            case 4 -> {
                return (publisher, buffer, context) ->
                        publisher.accounts().postMessage(buffer, 0, context, "to all: " + symbol);
            }
            default -> {
                long market = ClassWork.anyMarket(dice);
                boolean restricted = dice.chance(0.05);
                boolean hides = dice.coin();
                return (publisher, buffer, context) -> publisher.setMarketVisibility(
                        buffer, 0, context, market, restricted, hides, "");
            }
        }
    }
}
