package io.rialto.testkit;

import io.rialto.engine.Code;
import io.rialto.engine.CommandHeader;
import io.rialto.engine.Engine;
import io.rialto.engine.EngineLimits;
import io.rialto.engine.Exits;
import io.rialto.engine.MarketFigure;
import io.rialto.engine.MarketSpec;
import io.rialto.engine.MarketStatus;
import io.rialto.engine.OrderTarget;
import io.rialto.engine.Outcome;
import io.rialto.engine.ReplaceMode;
import io.rialto.money.Side;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * One seed's stream of commands through the engine and its naive twin, compared after every one.
 * Every few hundred commands a second engine is restored from the first one's state and does the
 * same from then on; the two must agree in every event.
 */
final class TwinRun {
    private static final int RESTORE_EVERY = 700;
    private static final int[] QUOTES = {2, 3};
    private static final int BASE_SCALE = 3;
    private static final int QUOTE_SCALE = 2;
    private static final long FIRST_ACCOUNT = 5;

    private final TwinCommands commands;
    private final NaiveVenue naive = new NaiveVenue();
    private final CommandHeader header = new CommandHeader();
    private final Outcome outcome = new Outcome();
    private final Outcome expected = new Outcome();
    private static final MarketFigure[] FIGURES = {
        MarketFigure.AUCTION_AT,
        MarketFigure.BREAKER_PPM,
        MarketFigure.HALT_NANOS,
        MarketFigure.ORDER_RATE
    };

    private final long[] marketIds = new long[TwinCommands.MARKETS];
    private Audit audit = new Audit();
    private Engine engine = new Engine(EngineLimits.defaults(), audit);
    private Audit restoredAudit;
    private Engine restored;
    private long administrator;
    private long now = 1_000_000_000_000L;
    private String description = "";

    TwinRun(long seed) {
        commands = new TwinCommands(seed);
        setUp();
    }

    /** Hash of everything that happened and of the state it led to. */
    long hash() {
        return audit.hash() * 31 + engine.stateHash();
    }

    /** What the last command was. */
    String description() {
        return description;
    }

    private void setUp() {
        engine.advance(now);
        engine.activateRules(header, Engine.RULES_VERSION, outcome);
        done();
        engine.bootstrap(header, 1, 1, new byte[32], "administrator", outcome);
        administrator = done().id;
        header.actor = administrator;
        header.account = administrator;
        header.sudo = true;
        engine.createAsset(header, "BASE", BASE_SCALE, BASE_SCALE, outcome);
        done();
        for (int quote : QUOTES) {
            engine.createAsset(header, "QUOTE" + quote, QUOTE_SCALE, QUOTE_SCALE, outcome);
            done();
        }
        for (int i = 0; i < TwinCommands.ACCOUNTS; i++) {
            engine.createAccount(header, 7, i, 0, "trader " + i, outcome);
            long account = done().id;
            fund(account, 1, commands.random.nextLong(1, 400_000));
            fund(account, QUOTES[0], commands.random.nextLong(1, 300_000));
            fund(account, QUOTES[1], commands.random.nextLong(1, 300_000));
        }
        for (int i = 0; i < marketIds.length; i++) {
            MarketSpec spec = commands.market("M-" + i, QUOTES[i]);
            engine.createMarket(header, spec, outcome);
            marketIds[i] = done().id;
            naive.addMarket(marketIds[i], spec, BASE_SCALE, QUOTE_SCALE);
        }
    }

    private void fund(long account, int asset, long amount) {
        header.account = account;
        engine.issue(header, asset, amount, "", outcome);
        done();
        naive.issue(account, asset, amount);
        header.account = administrator;
    }

    private Outcome done() {
        if (outcome.code != Code.DONE) {
            throw new AssertionError("set-up was denied: " + outcome.code);
        }
        return outcome;
    }

    /** One command. */
    void step(int number) {
        if (number % RESTORE_EVERY == RESTORE_EVERY - 1) {
            restore();
        }
        now += commands.amountOfTime();
        engine.advance(now);
        audit.endOfCommand();
        naive.advance(now);
        if (restored != null) {
            restored.advance(now);
        }
        expected.clear();
        command();
        audit.endOfCommand();
        compareOutcome();
        compareState();
        if (restored != null && restoredAudit.hash() != audit.hash()) {
            throw new AssertionError("a restored engine went another way");
        }
    }

    private void restore() {
        if (restored != null && restored.stateHash() != engine.stateHash()) {
            throw new AssertionError("a restored engine is in another state");
        }
        restoredAudit = audit.fork();
        restored = new Engine(EngineLimits.defaults(), restoredAudit);
        engine.writeState(restored.restorer());
        if (restored.stateHash() != engine.stateHash()) {
            throw new AssertionError("the state restored is not the state written");
        }
        if (commands.chance(50)) {
            Engine older = engine;
            Audit olderAudit = audit;
            engine = restored;
            audit = restoredAudit;
            restored = older;
            restoredAudit = olderAudit;
        }
    }

    /** Does it with the first engine, and with the restored one. */
    private void both(Consumer<Engine> command) {
        if (restored != null) {
            command.accept(restored);
        }
        outcome.clear();
        command.accept(engine);
    }

    private void command() {
        long account = FIRST_ACCOUNT + commands.random.nextInt(TwinCommands.ACCOUNTS);
        long market = marketIds[commands.random.nextInt(marketIds.length)];
        header.account = account;
        header.actor = account;
        header.sudo = false;
        int kind = commands.random.nextInt(1_000);
        if (naive.markets.get(market).status != MarketStatus.OPEN && commands.chance(10)) {
            // Most of a run should trade.
            status(market);
        } else if (kind < 80) {
            commands.conditional(market, now, naive.markets.get(market).lastPrice);
            description = "place conditional by " + account + " " + commands.wanted.condition + " "
                    + commands.wanted.triggerPrice + " " + commands.wanted.trail;
            both(e -> e.placeConditionalOrder(header, commands.wanted, outcome));
            naive.placeConditional(account, commands.wanted, expected);
        } else if (kind < 130) {
            Exits exits = commands.bracket(market, now);
            description = "bracket by " + account + " " + say() + " " + exits;
            both(e -> e.placeBracket(header, commands.terms, exits, outcome));
            naive.placeBracket(account, commands.terms, exits, expected);
        } else if (kind < 550) {
            commands.terms(market, now);
            description = "place by " + account + " " + say();
            both(e -> e.placeOrder(header, commands.terms, outcome));
            naive.place(account, commands.terms, expected);
        } else if (kind < 700) {
            target(market, account);
            description = "cancel by " + account;
            both(e -> e.cancelOrder(header, commands.target, outcome));
            naive.cancel(account, commands.target, expected);
        } else if (kind < 850) {
            target(market, account);
            long price = commands.chance(50) ? commands.price() : 0;
            long quantity = commands.chance(70) ? commands.quantity() : 0;
            description = "amend by " + account + " to " + price + " " + quantity;
            both(e -> e.amendOrder(header, commands.target, price, quantity, outcome));
            naive.amend(account, commands.target, price, quantity, expected);
        } else if (kind < 930) {
            target(market, account);
            commands.terms(market, now);
            ReplaceMode mode = commands.any(ReplaceMode.values());
            description = "replace by " + account + " " + mode + " " + say();
            both(e -> e.replaceOrder(header, commands.target, mode, commands.terms, outcome));
            naive.replace(account, commands.target, mode, commands.terms, expected);
        } else if (kind < 945) {
            cancelAll(account, market);
        } else {
            administer(account, market, kind);
        }
    }

    private void cancelAll(long account, long market) {
        int side = commands.random.nextInt(3);
        long where = commands.chance(50) ? market : 0;
        boolean everyone = commands.chance(10);
        if (everyone) {
            asAdministrator(0);
        }
        description = "cancel all " + (everyone ? "" : "of " + account) + " in " + where;
        both(e -> e.cancelAll(header, where, side, outcome));
        Side only = side == 0 ? null : side == 1 ? Side.BUY : Side.SELL;
        naive.cancelAll(everyone ? 0 : account, where, only, expected);
    }

    private void asAdministrator(long account) {
        header.actor = administrator;
        header.account = account;
        header.sudo = true;
    }

    /** Figures, kill switches and dead-man's switches; most of a run should trade all the same. */
    private void protect(long account, long market) {
        int what = commands.random.nextInt(100);
        if (what < 55) {
            asAdministrator(administrator);
            MarketFigure figure = commands.any(FIGURES);
            long value = switch (figure) {
                case AUCTION_AT -> now + commands.random.nextLong(1, 3_000_000_000L);
                case BREAKER_PPM -> commands.random.nextLong(3) * 60_000;
                case HALT_NANOS -> commands.random.nextLong(3) * 700_000_000L;
                default -> commands.chance(70) ? 0 : commands.random.nextLong(1, 5);
            };
            description = "figure " + figure + " of " + market + " " + value;
            both(e -> e.protections().setFigure(header, market, figure, value, "", outcome));
            expected.code = naive.protections.setFigure(market, figure, value);
        } else if (what < 75) {
            long nanos = commands.random.nextLong(3) * 400_000_000L;
            description = "dead man of " + account + " " + nanos;
            both(e -> e.protections().deadMan(header, nanos, outcome));
            expected.code = naive.protections.deadMan(account, nanos);
        } else {
            boolean pull = what < 80;
            boolean ofAccount = commands.chance(50);
            long where = commands.chance(70) ? market : 0;
            if (!ofAccount) {
                asAdministrator(0);
            }
            description = "kill switch of " + header.account + " in " + where + " " + pull;
            both(e -> e.protections().kill(header, where, pull, "", outcome));
            naive.protections.kill(header.account, ofAccount ? 0 : where, pull, expected);
        }
    }

    private void administer(long account, long market, int kind) {
        if (commands.chance(20)) {
            protect(account, market);
        } else if (commands.chance(6)) {
            tier(market);
        } else if (kind < 965) {
            int asset = 1 + commands.random.nextInt(3);
            long amount = commands.random.nextLong(1, 100_000);
            asAdministrator(account);
            description = "issue " + amount + " of " + asset + " to " + account;
            both(e -> e.issue(header, asset, amount, "", outcome));
            expected.code = naive.issue(account, asset, amount);
        } else if (kind < 980) {
            int asset = 1 + commands.random.nextInt(3);
            long amount = commands.random.nextLong(1, 100_000);
            asAdministrator(account);
            description = "withdraw " + amount + " of " + asset + " from " + account;
            both(e -> e.withdraw(header, asset, amount, "", outcome));
            expected.code = naive.withdraw(account, asset, amount);
        } else if (kind < 988) {
            long group = commands.chance(50) ? 0 : FIRST_ACCOUNT;
            asAdministrator(account);
            description = "group of " + account + " is " + group;
            both(e -> e.setSelfTradeGroup(header, group, outcome));
            naive.setGroup(account, group);
        } else if (kind < 994) {
            int taker = commands.random.nextInt(30_000);
            int maker = commands.random.nextInt(-taker, 20_000);
            asAdministrator(administrator);
            description = "fees " + maker + " " + taker;
            both(e -> e.setMarketFees(header, market, maker, taker, outcome));
            expected.code = naive.setFees(market, maker, taker);
        } else if (commands.chance(70)) {
            status(market);
        } else if (commands.chance(70)) {
            boolean visible = commands.chance(70);
            asAdministrator(account);
            description = "viewer " + account + " of " + market + " " + visible;
            both(e -> e.visibility().setViewer(header, market, visible, "", outcome));
            expected.code = naive.setViewer(market, account, visible, expected);
        } else {
            boolean restricted = commands.chance(30);
            asAdministrator(administrator);
            description = "market " + market + " restricted " + restricted;
            both(e -> e.visibility().setVisibility(header, market, restricted, false, "", outcome));
            expected.code = naive.setRestricted(market, restricted, expected);
        }
    }

    private void tier(long market) {
        long volume = 50_000L * commands.random.nextLong(1, 5);
        boolean remove = commands.chance(30);
        int taker = commands.random.nextInt(20_000);
        int maker = commands.random.nextInt(-taker / 3, 20_000);
        asAdministrator(administrator);
        description =
                "tier " + volume + " of " + market + (remove ? " gone" : " " + maker + " " + taker);
        both(e -> e.fees().setTier(header, market, volume, maker, taker, remove, "", outcome));
        expected.code = naive.setTier(market, volume, remove ? null : new int[] {maker, taker});
        if (commands.chance(10)) {
            // Volumes fall out of the window.
            now += 86_400_000_000_000L * commands.random.nextLong(1, 20);
        }
    }

    private void status(long market) {
        boolean collects = naive.markets.get(market).status == MarketStatus.PRE_OPEN;
        if (commands.chance(collects ? 60 : 5)) {
            asAdministrator(administrator);
            description = "uncross market " + market;
            both(e -> e.uncrossMarket(header, market, outcome));
            naive.uncross(market, expected);
            return;
        }
        MarketStatus[] all = MarketStatus.values();
        boolean isOpen = naive.markets.get(market).status == MarketStatus.OPEN;
        MarketStatus next = !isOpen && commands.chance(70)
                ? MarketStatus.OPEN
                : all[commands.random.nextInt(all.length)];
        asAdministrator(administrator);
        description = "market " + market + " is " + next;
        expected.count = next == MarketStatus.CLOSED
                ? NaiveVenue.allOrders(naive.markets.get(market)).size()
                : 0;
        both(e -> e.setMarketStatus(header, market, next, "", outcome));
        expected.code = naive.setStatus(market, next);
    }

    private void target(long market, long account) {
        OrderTarget target = commands.target;
        target.market = market;
        target.orderId = 0;
        target.clientOrderId.clear();
        List<NaiveOrder> own = NaiveVenue.allOrders(naive.markets.get(market)).stream()
                .filter(order -> order.account == account)
                .toList();
        if (commands.chance(20)) {
            target.clientOrderId.set("c" + commands.random.nextInt(30));
        } else if (own.isEmpty() || commands.chance(5)) {
            target.orderId = commands.random.nextLong(1, 2_000);
        } else {
            target.orderId = own.get(commands.random.nextInt(own.size())).id;
        }
    }

    private String say() {
        var terms = commands.terms;
        return "%s %s %s price %d quantity %d budget %d %s postOnly %s expires %d client %s"
                .formatted(
                        terms.side,
                        terms.orderType,
                        terms.timeInForce,
                        terms.price,
                        terms.quantity,
                        terms.budget,
                        terms.marketDefaultPrevention ? "default" : terms.selfTradePrevention,
                        terms.postOnly,
                        terms.expiresAt,
                        terms.clientOrderId);
    }

    private void compareOutcome() {
        same("code", expected.code, outcome.code);
        if (expected.code == Code.DONE) {
            same("filled", expected.filledQuantity, outcome.filledQuantity);
            same("notional", expected.filledNotional, outcome.filledNotional);
            same("fees", expected.fees, outcome.fees);
            same("remaining", expected.remaining, outcome.remaining);
            same("state", expected.state, outcome.state);
            same("count", expected.count, outcome.count);
            if (expected.id != 0) {
                same("id", expected.id, outcome.id);
            }
        }
        same("related", expected.related, outcome.related);
    }

    private static void same(String what, Object wanted, Object got) {
        if (!wanted.equals(got)) {
            throw new AssertionError(what + " should be " + wanted + " but is " + got);
        }
    }

    private void compareState() {
        Lines lines = new Lines();
        engine.writeState(lines);
        List<String> wanted = new ArrayList<>();
        naive.ledger
                .all()
                .forEach((key, cash) -> wanted.add(Lines.balanceLine(
                        key.account(), key.asset(), cash, naive.held(key.account(), key.asset()))));
        wanted.removeIf(line -> line.endsWith(" cash 0 held 0"));
        lines.balances.removeIf(line -> line.endsWith(" cash 0 held 0"));
        same("balances", wanted, lines.balances);
        List<String> orders = new ArrayList<>();
        for (NaiveMarket market : naive.markets.values()) {
            for (NaiveOrder order : NaiveVenue.openOrders(market)) {
                orders.add(Lines.order(
                        market.id,
                        order.id,
                        order.side,
                        order.price,
                        order.remaining(),
                        order.filled,
                        order.hold(market)));
            }
            checkNotCrossed(market);
        }
        same("orders", orders, lines.orders);
        List<String> icebergs = new ArrayList<>();
        for (NaiveMarket market : naive.markets.values()) {
            NaiveVenue.openOrders(market).stream()
                    .filter(order -> order.display != 0)
                    .forEach(order ->
                            icebergs.add(Lines.managed(order.id, order.display, order.shown)));
        }
        icebergs.sort(null);
        lines.managed.sort(null);
        same("icebergs", icebergs, lines.managed);
        List<String> waiting = new ArrayList<>();
        for (NaiveMarket market : naive.markets.values()) {
            for (NaiveWaiting each : market.waiting) {
                waiting.add(Lines.waiting(
                        each.order.id, each.condition, each.trigger, each.order.hold(market)));
            }
        }
        waiting.sort(null);
        lines.waiting.sort(null);
        same("waiting", waiting, lines.waiting);
    }

    private static void checkNotCrossed(NaiveMarket market) {
        if (market.status == MarketStatus.OPEN && market.isCrossed()) {
            throw new AssertionError("the book is crossed");
        }
    }
}
