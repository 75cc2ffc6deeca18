package io.rialto.simulator;

import io.rialto.protocol.MarketCreators;
import io.rialto.sequencer.OutcomeWords;
import io.rialto.view.VenueView;

/**
 * What an administrator does about who may do what: opens universes and makes cohorts of them, takes
 * traders in, begins anew; ends ownership, rights and tokens; sets tiers of fees.
 */
final class CohortDesk {
    private static final int UNIVERSES = 2;
    private static final int TOKENS = 10;

    private final Dice dice;

    CohortDesk(Dice dice) {
        this.dice = dice;
    }

    /** The next thing to do. */
    ClassDesk.Deed next(VenueView view) {
        long trader = OperatorWork.trader(dice.below(OperatorWork.TRADERS));
        switch (dice.below(9)) {
            case 0 -> {
                boolean administrator = dice.coin();
                return new ClassDesk.Deed(
                        trader,
                        (publisher, buffer, context) ->
                                publisher.setAdministrator(buffer, 0, context, administrator));
            }
            case 1 -> {
                long token = dice.between(1, TOKENS);
                return own((publisher, buffer, context) ->
                        publisher.revokeToken(buffer, 0, context, token));
            }
            case 2 -> {
                return new ClassDesk.Deed(shared(view, trader), revocation(trader));
            }
            case 3 -> {
                return own(tier());
            }
            case 4 -> {
                return own(edition());
            }
            default -> {
                return own(universe(view, trader));
            }
        }
    }

    private static ClassDesk.Deed own(Requests.Encoding encoding) {
        return new ClassDesk.Deed(0, encoding);
    }

    /** One of what somebody owns with others, or the trader's own account, which nobody shares. */
    private long shared(VenueView view, long trader) {
        return view.directory().owning().owned(trader).stream()
                .filter(each -> view.directory().owning().owners(each).size() > 1)
                .findFirst()
                .orElse(trader);
    }

    private Requests.Encoding revocation(long owner) {
        boolean redistribute = dice.coin();
        return (publisher, buffer, context) ->
                publisher.accounts().revokeOwner(buffer, 0, context, owner, redistribute);
    }

    private Requests.Encoding tier() {
        long market = dice.coin() ? OperatorWork.MARKET : ClassWork.anyMarket(dice);
        long volume = dice.between(1, 3) * 10_000_00L;
        int taker = 900 - 100 * dice.below(4);
        boolean remove = dice.chance(0.3);
        return (publisher, buffer, context) -> publisher
                .protections()
                .setFeeTier(buffer, 0, context, market, volume, 100, taker, remove, "as agreed");
    }

    private Requests.Encoding edition() {
        long market = ClassWork.anyMarket(dice);
        boolean pinned = dice.coin();
        OutcomeWords words = new OutcomeWords();
        words.title = "Will it be so?";
        words.type = pinned ? "WEATHER" : "";
        return (publisher, buffer, context) ->
                publisher.outcomes().edit(buffer, 0, context, market, pinned, words);
    }

    private Requests.Encoding universe(VenueView view, long trader) {
        int opened = view.directory().owning().universes().size();
        if (opened == 0 || (opened < UNIVERSES && dice.chance(0.2))) {
            return (publisher, buffer, context) ->
                    publisher.accounts().createUniverse(buffer, 0, context, "class");
        }
        int universe = 1 + dice.below(opened);
        return switch (dice.below(4)) {
            case 0 -> {
                boolean readOnly = dice.chance(0.2);
                yield (publisher, buffer, context) -> {
                    context.universe = universe;
                    return publisher
                            .accounts()
                            .setCohort(
                                    buffer,
                                    0,
                                    context,
                                    OperatorWork.QUOTE,
                                    1_000_00,
                                    OperatorWork.QUOTE,
                                    true,
                                    readOnly,
                                    MarketCreators.MEMBERS);
                };
            }
            case 1 ->
                (publisher, buffer, context) -> {
                    context.universe = universe;
                    return publisher.accounts().resetUniverse(buffer, 0, context, "again");
                };
            default ->
                (publisher, buffer, context) -> {
                    context.universe = universe;
                    return publisher
                            .accounts()
                            .createUniverseAccount(buffer, 0, context, trader, 0, 0, "member");
                };
        };
    }
}
