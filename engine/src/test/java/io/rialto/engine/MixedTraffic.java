package io.rialto.engine;

import io.rialto.money.InvariantBrokenException;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A seeded stream of commands that mixes everything that there is: orders in a spot market and in
 * markets of contracts, funds and funds of funds, redemptions, settlements, transfers, gifts, codes, a
 * shared account, a universe of its own and resets, statuses and call auctions, orders that the venue
 * manages, corrections of all kinds, restores. After every command the {@linkplain
 * MixedTwin twin} looks. Further kinds of market add their commands to {@link #step}.
 */
final class MixedTraffic {
    private static final int BASE = 1;
    private static final int QUOTE = 2;
    static final long CONTRACT = 100;
    private static final long ROOT = 4;
    private static final long WEALTH = 3_000;
    private static final int MARKETS_MAX = 8;
    private static final int AUCTIONED = 8;
    private static final int PASSES_MAX = 100;
    static final long SPOT = 1;
    private static final MarketStatus[] STATUSES = {
        MarketStatus.OPEN,
        MarketStatus.OPEN,
        MarketStatus.OPEN,
        MarketStatus.OPEN,
        MarketStatus.PAUSED,
        MarketStatus.SEMI_PAUSED
    };

    final SplittableRandom random;
    final MixedTwin twin = new MixedTwin(QUOTE, BASE);
    final Outcome outcome = new Outcome();
    private final List<Long> users = new ArrayList<>();
    private final List<Long> members = new ArrayList<>();

    /** Markets of contracts that are not settled, of the main universe and of the other. */
    private final List<Long> open = new ArrayList<>();

    private final List<Long> openOfClass = new ArrayList<>();
    private final List<Long> funds = new ArrayList<>();

    /** Those that are settled or void. */
    private final List<Long> ended = new ArrayList<>();

    private final MixedOrders orders = new MixedOrders(this);
    Engine engine = new Engine(EngineLimits.defaults(), twin);
    private long shared;
    private int symbols;
    private long done;
    private long listed;
    private long auctioned;
    private int universe;

    MixedTraffic(long seed) {
        random = new SplittableRandom(seed);
        engine.activateRules(header(0, 0), Engine.RULES_VERSION, outcome);
        engine.bootstrap(header(0, 0), 1, 1, new byte[32], "root", outcome);
        engine.createAsset(sudo(0), "BASE", 0, 0, outcome);
        engine.createAsset(sudo(0), "QUOTE", 9, 9, outcome);
        for (int person = 2; person <= 5; person++) {
            engine.createAccount(sudo(0), person, person, 0, "user", outcome);
            users.add(outcome.id);
            engine.issue(sudo(outcome.id), BASE, WEALTH, "", outcome);
            engine.issue(sudo(users.getLast()), QUOTE, WEALTH, "", outcome);
        }
        engine.createMarket(sudo(0), new Terms().spec(), outcome);
        openShared();
        openClass();
        while (open.size() < 3) {
            createMarket(0);
        }
        createMarket(universe);
        check();
    }

    private void openShared() {
        engine.accounts().createAlt(header(users.get(0), users.get(0)), "pool", outcome);
        shared = outcome.id;
        engine.accounts().share(header(users.get(0), shared), users.get(1), outcome);
        for (int owner = 0; owner < 2; owner++) {
            long from = users.get(owner);
            engine.accounts().transfer(header(from, from), shared, QUOTE, 700, "", outcome);
        }
    }

    private void openClass() {
        engine.accounts().createUniverse(sudo(users.get(2)), "class", outcome);
        universe = (int) outcome.id;
        Cohort cohort = new Cohort(QUOTE, WEALTH, QUOTE, true, false, MarketCreators.MEMBERS);
        engine.accounts().setCohort(in(users.get(2), users.get(2)), cohort, outcome);
        for (long user : users.subList(0, 3)) {
            CommandHeader owner = in(users.get(2), users.get(2));
            engine.accounts().createUniverseAccount(owner, user, 0, 0, "member", outcome);
            members.add(outcome.id);
        }
    }

    MixedTwin twin() {
        return twin;
    }

    /** How many commands were done rather than denied. */
    long done() {
        return done;
    }

    void run(int commands, int restoreEvery) {
        for (int i = 1; i <= commands; i++) {
            passTime(1);
            step();
            if (outcome.code == Code.DONE) {
                done++;
            }
            check();
            if (i % restoreEvery == 0) {
                restore();
            }
        }
    }

    /** Until nothing is due of what the venue does by itself. */
    private void passTime(long nanos) {
        if (engine.nextDeadlineNanos() > engine.timeNanos() + nanos) {
            engine.advance(engine.timeNanos() + nanos);
            return;
        }
        twin.managed().passes(true);
        engine.advance(engine.timeNanos() + nanos);
        for (int turn = 0; engine.nextDeadlineNanos() <= engine.timeNanos(); turn++) {
            if (turn == PASSES_MAX) {
                throw new InvariantBrokenException("what is due is done some time");
            }
            engine.advance(engine.timeNanos());
        }
        twin.managed().passes(false);
        check();
    }

    /** Settles whatever is left, so that every fund ends. */
    void end() {
        for (List<Long> markets : List.of(open, openOfClass)) {
            while (!markets.isEmpty()) {
                settle(markets);
                check();
            }
        }
        restore();
    }

    private void check() {
        twin.check(engine);
    }

    private void restore() {
        Engine restored = new Engine(EngineLimits.defaults(), twin);
        engine.writeState(restored.restorer());
        if (restored.stateHash() != engine.stateHash()) {
            throw new InvariantBrokenException("a restored engine has the same state");
        }
        engine = restored;
        check();
    }

    private void step() {
        boolean ofClass = random.nextInt(5) == 0;
        switch (random.nextInt(70)) {
            case 0, 1, 2 -> orders.amend(ofClass);
            case 3, 4 -> cancelAll(ofClass);
            case 5, 6, 7, 8, 9, 10, 11 -> redeem();
            case 12, 13, 14, 15 -> moveMoney();
            case 16 -> share();
            case 17, 18 -> setStatus(ofClass);
            case 19 -> end(ofClass);
            case 20, 21, 33, 34, 35 -> orders.spot();
            case 22 -> sellItems(ofClass);
            case 24, 25 -> exercise(ofClass);
            case 23 -> passTime(random.nextLong(1_000));
            case 26, 27, 28 -> correct(ofClass);
            case 29 -> auction(ofClass);
            case 30, 31, 32 -> orders.manage(ofClass);
            default -> orders.contracts(ofClass);
        }
    }

    private void end(boolean ofClass) {
        List<Long> markets = markets(ofClass);
        if (random.nextInt(12) == 0) {
            settle(markets);
            check();
        }
        if (markets.size() < (ofClass ? 2 : MARKETS_MAX)) {
            if (random.nextInt(3) == 0 && !markets.isEmpty()) {
                createOption(ofClass ? universe : 0, markets);
            } else if (random.nextInt(3) == 0 && !markets.isEmpty()) {
                createFund(ofClass ? universe : 0, markets);
            } else {
                createMarket(ofClass ? universe : 0);
            }
        }
    }

    /** Now and then what cannot be undone. */
    private void correct(boolean ofClass) {
        List<Long> markets = markets(ofClass);
        Corrections corrections = engine.corrections();
        CommandHeader root = sudo(0);
        long market = markets.isEmpty() ? SPOT : pick(markets);
        switch (random.nextInt(12)) {
            case 0 -> {
                corrections.voidMarket(root, anyOf(ended, market), "undone", outcome);
                forget(markets);
            }
            case 1 -> corrections.withdrawMarket(root, market, "never", outcome);
            case 2 -> {
                if (ofClass && random.nextInt(3) == 0) {
                    CommandHeader owner = in(users.get(2), users.get(2));
                    engine.accounts().resetUniverse(owner, "again", outcome);
                }
            }
            case 3, 4, 5 -> {
                long settled = anyOf(ended.stream().filter(twin::isCorrectable).toList(), market);
                long price = random.nextBoolean() || settled == SPOT
                        ? random.nextLong(-20, 101)
                        : twin.market(settled).settlementPrice + random.nextLong(-3, 4);
                corrections.correctSettlement(root, settled, price, "so", outcome);
            }
            default -> {
                long of = random.nextInt(6) == 0 ? SPOT : market;
                long trade = Math.max(1, twin.undoing().last(of) - random.nextInt(4));
                corrections.bustTrade(root, of, trade, "a slip", outcome);
            }
        }
        forget(open);
        forget(openOfClass);
    }

    private long anyOf(List<Long> some, long otherwise) {
        return some.isEmpty() || random.nextInt(4) == 0 ? otherwise : pick(some);
    }

    /** Orders collect, and trade at one price. */
    private void auction(boolean ofClass) {
        List<Long> markets = markets(ofClass);
        if (markets.isEmpty()) {
            return;
        }
        long market = pick(markets);
        engine.setMarketStatus(sudo(0), market, MarketStatus.PRE_OPEN, "", outcome);
        if (outcome.code != Code.DONE) {
            return;
        }
        for (int i = 0; i < AUCTIONED; i++) {
            check();
            PlaceOrder terms = orders.order(market);
            terms.timeInForce = TimeInForce.GTC;
            engine.placeOrder(trader(ofClass), terms, outcome);
        }
        check();
        long before = twin.trades();
        engine.uncrossMarket(sudo(0), market, outcome);
        auctioned += twin.trades() - before;
    }

    /** Trades in auctions. */
    long auctioned() {
        return auctioned;
    }

    private void settle(List<Long> markets) {
        forget(markets);
        if (markets.isEmpty()) {
            return;
        }
        long market = pick(markets);
        long price = random.nextLong(-20, 101);
        engine.outcomeMarkets().settle(sudo(ROOT), market, price, "", outcome);
        if (outcome.code == Code.SETTLES_BY_ITSELF
                || outcome.code == Code.SETTLEMENT_PRICE_INVALID) {
            return;
        }
        forget(markets);
    }

    /** Options may have lapsed, funds and options have followed. */
    private void forget(List<Long> markets) {
        for (long each : markets) {
            if (isSettled(each)) {
                ended.add(each);
            }
        }
        markets.removeIf(each -> isSettled(each));
        funds.removeIf(each -> isSettled(each));
    }

    private boolean isSettled(long market) {
        return twin.isSettled(market);
    }

    /** Those that are not settled. */
    List<Long> markets(boolean ofClass) {
        return ofClass ? openOfClass : open;
    }

    void createMarket(boolean ofClass) {
        createMarket(ofClass ? universe : 0);
    }

    private void createMarket(int of) {
        Terms terms = terms();
        long least = random.nextInt(3) == 0 ? -20 : 0;
        terms.priceMaximum = least + random.nextLong(10, 101);
        OutcomeTerms words = words(least, terms.priceMaximum);
        engine.outcomeMarkets().create(creator(of), terms.spec(), words, outcome);
        if (outcome.code == Code.DONE) {
            (of == 0 ? open : openOfClass).add(outcome.id);
        }
    }

    private void createFund(int of, List<Long> from) {
        List<Constituent> constituents = new ArrayList<>();
        for (long market : from) {
            if (random.nextInt(2) == 0 && constituents.size() < 3) {
                long multiplier = random.nextLong(1, 3);
                constituents.add(
                        new Constituent(market, random.nextInt(3) == 0 ? -multiplier : multiplier));
            }
        }
        FundTerms terms = new FundTerms(random.nextLong(3), constituents);
        engine.funds().create(creator(of), terms().spec(), words(0, 0), terms, outcome);
        if (outcome.code == Code.DONE) {
            from.add(outcome.id);
            funds.add(outcome.id);
        }
    }

    /** Some lapse, some can only be settled. */
    private void createOption(int of, List<Long> from) {
        long underlying = pick(from);
        long strike = random.nextLong(twin.minimum(underlying), twin.maximum(underlying) + 1);
        long expiry = random.nextInt(3) == 0 ? engine.timeNanos() + random.nextLong(1, 5_000) : 0;
        OptionTerms option = new OptionTerms(underlying, random.nextBoolean(), strike, expiry);
        engine.options().create(creator(of), terms().spec(), words(0, 0), option, outcome);
        if (outcome.code == Code.DONE) {
            from.add(outcome.id);
        }
    }

    private void exercise(boolean ofClass) {
        List<Long> markets = markets(ofClass);
        if (!markets.isEmpty()) {
            long quantity = random.nextLong(1, 6) * CONTRACT;
            for (long option : markets) {
                if (twin.isOption(option)) {
                    engine.options().exercise(trader(ofClass), option, 0, quantity, outcome);
                    check();
                }
            }
        }
    }

    private void sellItems(boolean ofClass) {
        ItemAuctions items = engine.itemAuctions();
        ItemTerms terms = new ItemTerms("item", "", "", QUOTE, random.nextLong(3) * 10);
        switch (random.nextInt(4)) {
            case 0 -> {
                items.list(trader(ofClass), terms, outcome);
                listed += outcome.code == Code.DONE ? 1 : 0;
            }
            case 1 -> items.buy(trader(ofClass), item(), 10, outcome);
            case 2 -> items.delete(trader(ofClass), item(), "", outcome);
            default -> {
                Contributions split = new Contributions();
                split.add(trader(ofClass).account, random.nextLong(1, 30));
                split.add(trader(ofClass).account, random.nextLong(1, 30));
                long owner = trader(ofClass).account;
                items.settle(sudo(ROOT), item(), owner, split, "", outcome);
            }
        }
    }

    /** One of the last. */
    private long item() {
        return Math.max(1, listed - random.nextInt(5));
    }

    private Terms terms() {
        Terms terms = new Terms();
        terms.symbol = "M" + symbols++;
        terms.baseAsset = OutcomeTerms.NO_ASSET;
        terms.lot = CONTRACT;
        terms.notionalMinimum = 0;
        terms.positionMaximum = 2_000 * CONTRACT;
        terms.openOrdersAccountMax = 8;
        terms.makerFeePpm = random.nextInt(-5, 10) * 1_000;
        terms.takerFeePpm = Math.max(0, terms.makerFeePpm) + random.nextInt(4) * 7_000;
        if (terms.makerFeePpm < 0) {
            terms.takerFeePpm += -terms.makerFeePpm;
        }
        return terms;
    }

    private static OutcomeTerms words(long least, long most) {
        return new OutcomeTerms(MarketKind.OUTCOME, least, most, 0, false, "", "", "", "title");
    }

    private CommandHeader creator(int of) {
        return of == 0 ? header(users.get(3), users.get(3)) : in(users.get(1), members.get(1));
    }

    private void cancelAll(boolean ofClass) {
        engine.cancelAll(trader(ofClass), 0, random.nextInt(3), outcome);
    }

    private void redeem() {
        if (funds.isEmpty()) {
            createFund(0, open);
            return;
        }
        long quantity = random.nextLong(-10, 11) * CONTRACT;
        engine.funds().redeem(trader(false), pick(funds), quantity, outcome);
    }

    private void moveMoney() {
        long from = pick(users);
        long amount = random.nextLong(1, 200);
        byte[] code = new byte[32];
        code[0] = (byte) random.nextInt(4);
        AccountCommands accounts = engine.accounts();
        switch (random.nextInt(7)) {
            case 0 ->
                accounts.transfer(header(from, from), pick(users), QUOTE, amount, "", outcome);
            case 1 -> accounts.transfer(header(from, from), shared, QUOTE, amount, "", outcome);
            case 2 -> accounts.transfer(header(from, shared), from, QUOTE, amount, "", outcome);
            case 3 -> accounts.gift(sudo(from), QUOTE, amount, "", outcome);
            case 4 -> accounts.issueCode(sudo(ROOT), code, QUOTE, amount, 0, "", outcome);
            case 5 -> accounts.claimCode(header(from, from), code, outcome);
            default -> engine.withdraw(sudo(from), QUOTE, amount, "", outcome);
        }
    }

    private void share() {
        AccountCommands accounts = engine.accounts();
        if (random.nextBoolean()) {
            accounts.share(header(users.get(0), shared), users.get(2), outcome);
        } else {
            boolean redistribute = random.nextBoolean();
            accounts.revokeOwner(sudo(shared), users.get(2), redistribute, outcome);
        }
    }

    private void setStatus(boolean ofClass) {
        List<Long> markets = markets(ofClass);
        if (!markets.isEmpty()) {
            MarketStatus status = STATUSES[random.nextInt(STATUSES.length)];
            engine.setMarketStatus(sudo(0), pick(markets), status, "", outcome);
        }
    }

    /** Somebody of the main universe, now and then for the shared account, or of the class. */
    CommandHeader trader(boolean ofClass) {
        if (ofClass) {
            int member = random.nextInt(members.size());
            return header(users.get(member), members.get(member));
        }
        if (random.nextInt(6) == 0) {
            return header(users.get(random.nextInt(2)), shared);
        }
        long user = pick(users);
        return header(user, user);
    }

    long pick(List<Long> from) {
        return from.get(random.nextInt(from.size()));
    }

    private static CommandHeader header(long actor, long account) {
        CommandHeader header = new CommandHeader();
        header.actor = actor;
        header.account = account;
        return header;
    }

    private CommandHeader in(long actor, long account) {
        CommandHeader header = header(actor, account);
        header.universe = universe;
        return header;
    }

    private static CommandHeader sudo(long account) {
        CommandHeader header = header(ROOT, account);
        header.sudo = true;
        return header;
    }
}
