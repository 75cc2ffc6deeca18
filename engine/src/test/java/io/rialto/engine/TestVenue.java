package io.rialto.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.matching.SelfTradePrevention;

import java.util.List;

/**
 * An engine with an administrator (account 4), a user (5), money of scale 2 (asset 1), a thing of
 * scale 0 (asset 2) and a market of the one for the other (1): tick 0.01, lot 1.
 */
final class TestVenue {
    static final long ADMINISTRATOR = 4;
    static final long USER = 5;
    static final int MONEY = 1;
    static final int THING = 2;
    static final long MARKET = 1;
    static final long CENT = 10_000_000;
    static final long START = 1_000_000;
    static final int TEMPLATE = 77;

    final RecordedEvents events = new RecordedEvents();
    final Engine engine;
    final CommandHeader header = new CommandHeader();
    final Outcome outcome = new Outcome();

    private TestVenue(EngineLimits limits) {
        engine = new Engine(limits, events);
        header.template = TEMPLATE;
    }

    static EngineLimits limits() {
        return new EngineLimits(0, 6, 2, 1_000, 2, 4, 3, 1_000);
    }

    /** An engine that has seen nothing but the time. */
    static TestVenue empty() {
        TestVenue venue = new TestVenue(limits());
        venue.engine.advance(START);
        return venue;
    }

    static TestVenue ready() {
        return ready(limits());
    }

    static TestVenue ready(EngineLimits limits) {
        TestVenue venue = new TestVenue(limits);
        venue.engine.advance(START);
        venue.engine.bootstrap(venue.by(0, 0), 1, 1, hash(1), "admin", venue.done());
        venue.check();
        venue.engine.createAccount(venue.administrator(), 2, 2, 0, "user", venue.done());
        venue.check();
        venue.engine.createAsset(venue.administrator(), "MONEY", 2, 2, venue.done());
        venue.check();
        venue.engine.createAsset(venue.administrator(), "THING", 0, 0, venue.done());
        venue.check();
        venue.engine.createMarket(venue.administrator(), market("THING/MONEY"), venue.done());
        venue.check();
        venue.events.take();
        return venue;
    }

    /** The newest rules from now on; the venue keeps its header. */
    void activateRules() {
        CommandHeader asAdministrator = new CommandHeader();
        asAdministrator.actor = ADMINISTRATOR;
        asAdministrator.account = ADMINISTRATOR;
        asAdministrator.sudo = true;
        engine.activateRules(asAdministrator, Engine.RULES_VERSION, new Outcome());
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
                1_000,
                2_000,
                SelfTradePrevention.CANCEL_NEWEST,
                MarketStatus.OPEN);
    }

    static byte[] hash(int first) {
        byte[] hash = new byte[32];
        hash[0] = (byte) first;
        return hash;
    }

    CommandHeader by(long actor, long account) {
        header.universe = 0;
        header.sudo = false;
        header.actor = actor;
        header.account = account;
        return header;
    }

    /** The administrator under sudo, as itself. */
    CommandHeader administrator() {
        return administrator(ADMINISTRATOR);
    }

    /** The administrator under sudo, about an account. */
    CommandHeader administrator(long account) {
        by(ADMINISTRATOR, account);
        header.sudo = true;
        return header;
    }

    CommandHeader user() {
        return by(USER, USER);
    }

    Outcome done() {
        return outcome;
    }

    /** Demands that the last command was done. */
    void check() {
        assertThat(outcome.code).isEqualTo(Code.DONE);
    }

    /** Demands that the last command was done, with exactly these events. */
    void expectDone(long id, String... expected) {
        assertThat(outcome.code).isEqualTo(Code.DONE);
        assertThat(outcome.id).isEqualTo(id);
        assertThat(events.take()).isEqualTo(List.of(expected));
        assertThat(outcome.sequence).isEqualTo(events.sequence());
    }

    /** Demands that the last command was denied, and that nothing else happened. */
    void expectDenied(Code code) {
        assertThat(outcome.code).isEqualTo(code);
        assertThat(outcome.id).isZero();
        assertThat(events.take())
                .singleElement()
                .asString()
                .startsWith("CommandDenied " + TEMPLATE + " " + code + " ");
        assertThat(outcome.sequence).isEqualTo(events.sequence());
        assertThat(outcome.repeated).isFalse();
    }
}
