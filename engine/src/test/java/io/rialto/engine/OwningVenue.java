package io.rialto.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.money.Side;

import java.util.List;

/**
 * An engine with the newest rules, an administrator (account 4), users Ann (5), Bob (6) and Cid (7)
 * with 1,000.00 of money (asset 1, scale 2) and 100 things (asset 2, scale 0) each, and a market of
 * the one for the other without fees (1).
 */
final class OwningVenue {
    static final long ADMINISTRATOR = 4;
    static final long ANN = 5;
    static final long BOB = 6;
    static final long CID = 7;
    static final int MONEY = 1;
    static final int THING = 2;
    static final long MARKET = 1;
    static final long CENT = 10_000_000;

    final Transcript events = new Transcript();
    final Engine engine = new Engine(EngineLimits.defaults(), events);
    final AccountCommands accounts = engine.accounts();
    final Outcome outcome = new Outcome();
    private final CommandHeader header = new CommandHeader();

    OwningVenue() {
        engine.advance(1_000);
        engine.activateRules(by(0, 0), Engine.RULES_VERSION, outcome);
        engine.bootstrap(by(0, 0), 1, 1, TestVenue.hash(1), "admin", outcome);
        engine.createAsset(sudo(4), "MONEY", 2, 2, outcome);
        engine.createAsset(sudo(4), "THING", 0, 0, outcome);
        for (int person = 2; person <= 4; person++) {
            engine.createAccount(sudo(4), person, person, 0, "user " + person, outcome);
            long account = outcome.id;
            engine.issue(sudo(account), MONEY, 100_000, "", outcome);
            engine.issue(sudo(account), THING, 100, "", outcome);
        }
        engine.createMarket(sudo(4), market("THING/MONEY"), outcome);
        done();
        events.take();
    }

    static MarketSpec market(String symbol) {
        return new MarketSpec(
                symbol,
                THING,
                MONEY,
                CENT,
                1,
                100_000 * CENT,
                1,
                10_000,
                0,
                100_000_000,
                0,
                0,
                0,
                0,
                100,
                1_000,
                0,
                0,
                io.rialto.matching.SelfTradePrevention.CANCEL_NEWEST,
                MarketStatus.OPEN);
    }

    CommandHeader by(long actor, long account) {
        header.template = 77;
        header.universe = 0;
        header.sudo = false;
        header.actor = actor;
        header.account = account;
        return header;
    }

    CommandHeader as(long user) {
        return by(user, user);
    }

    CommandHeader sudo(long account) {
        by(ADMINISTRATOR, account).sudo = true;
        return header;
    }

    /** A user's command in another universe, about no account. */
    CommandHeader in(int universe, long user) {
        by(user, user).universe = universe;
        return header;
    }

    /** The last command was done; returns the id that it answered. */
    long done() {
        assertThat(outcome.code).isEqualTo(Code.DONE);
        return outcome.id;
    }

    /** The last command was denied so, and told of nothing else. */
    void denied(Code code) {
        assertThat(outcome.code).isEqualTo(code);
        assertThat(events.take()).singleElement().asString().startsWith("denied " + code);
    }

    void denied(Code code, long needed, long available) {
        denied(code);
        assertThat(List.of(outcome.needed, outcome.available)).containsExactly(needed, available);
    }

    long alt(long owner, String name) {
        accounts.createAlt(as(owner), name, outcome);
        return done();
    }

    /** An account of Ann's that Bob owns as well. */
    long shared() {
        long account = alt(ANN, "pool");
        accounts.share(by(ANN, account), BOB, outcome);
        done();
        return account;
    }

    void transfer(long actor, long from, long to, long amount) {
        accounts.transfer(by(actor, from), to, MONEY, amount, "", outcome);
    }

    void order(long actor, long account, Side side, long cents, long quantity) {
        PlaceOrder terms = new PlaceOrder();
        terms.market = MARKET;
        terms.side = side;
        terms.price = cents * CENT;
        terms.quantity = quantity;
        terms.orderType = OrderType.LIMIT;
        terms.timeInForce = TimeInForce.GTC;
        terms.marketDefaultPrevention = true;
        engine.placeOrder(by(actor, account), terms, outcome);
    }

    long money(long account) {
        return engine.cash(account, MONEY);
    }

    long credit(long account, long owner) {
        return engine.credit(account, MONEY, owner);
    }

    /** A universe of Ann's with a cohort in which Bob (first) and Cid begin with 100.00 money. */
    int cohort() {
        accounts.createUniverse(sudo(ANN), "class", outcome);
        int universe = (int) done();
        cohort(universe, false, MarketCreators.NOBODY);
        return universe;
    }

    void cohort(int universe, boolean readOnly, MarketCreators creators) {
        Cohort cohort = new Cohort(MONEY, 10_000, MONEY, true, readOnly, creators);
        accounts.setCohort(in(universe, ANN), cohort, outcome);
        done();
    }

    long member(int universe, long user) {
        accounts.createUniverseAccount(in(universe, ANN), user, 0, 0, "member", outcome);
        return done();
    }

    /** Another engine with the same state; the hashes are equal. */
    Engine restored() {
        Engine copy = new Engine(EngineLimits.defaults(), new SilentSink());
        engine.writeState(copy.restorer());
        assertThat(copy.stateHash()).isEqualTo(engine.stateHash());
        return copy;
    }
}
