package io.rialto.engine;

/**
 * The commands about what protects the venue (VENUE-RULES 3): figures of markets, kill switches,
 * dead-man's switches.
 */
public final class Protections {
    /** The longest that a dead-man's switch may be set for. */
    public static final long DEAD_MAN_NANOS_MAX = 86_400_000_000_000L;

    private static final long PPM_MAX = 1_000_000;
    private static final long RATE_MAX = 1_000_000;
    private static final long HALT_NANOS_MAX = 7 * DEAD_MAN_NANOS_MAX;

    private final Rights rights;
    private final Markets markets;
    private final Accounts accounts;
    private final Orders orders;
    private final Switches switches;
    private final Admission admission;
    private final LogTime time;
    private final EventSink events;

    Protections(
            Rights rights,
            Markets markets,
            Accounts accounts,
            Orders orders,
            Admission admission,
            LogTime time,
            EventSink events) {
        this.rights = rights;
        this.markets = markets;
        this.accounts = accounts;
        this.orders = orders;
        switches = orders.switches();
        this.admission = admission;
        this.time = time;
        this.events = events;
    }

    /**
     * Gives a figure of a market another value, for what happens from now on. By an administrator.
     * After the rights: MARKET_UNKNOWN, NAME_INVALID (the reason), STATUS_UNCHANGED,
     * MARKET_NOT_COLLECTING (of AUCTION_AT), FIGURE_INVALID, LIMITS_OVERFLOW.
     */
    public void setFigure(
            CommandHeader header,
            long market,
            MarketFigure figure,
            long value,
            String reason,
            Outcome outcome) {
        if (admission.admit(header, outcome)) {
            if (rights.isAdministrator(header, outcome) && isSound(market, reason, outcome)) {
                setFigure(markets.get(market), figure, value, header.actor, reason, outcome);
            }
            admission.finish(header, outcome, market);
        }
    }

    private boolean isSound(long market, String reason, Outcome outcome) {
        if (!markets.exists(market)) {
            outcome.deny(Code.MARKET_UNKNOWN);
        } else if (!Names.isNote(reason)) {
            outcome.deny(Code.NAME_INVALID);
        } else {
            return true;
        }
        return false;
    }

    private void setFigure(
            Market market,
            MarketFigure figure,
            long value,
            long actor,
            String reason,
            Outcome outcome) {
        long previous = market.figure(figure);
        Code refusal = refusal(market, figure, value);
        if (previous == value) {
            outcome.deny(Code.STATUS_UNCHANGED);
        } else if (figure == MarketFigure.AUCTION_AT && !market.status.collects()) {
            outcome.deny(Code.MARKET_NOT_COLLECTING);
        } else if (refusal != Code.DONE) {
            outcome.deny(refusal);
        } else {
            // After this point the command must succeed.
            outcome.id = market.id;
            market.figure(figure, value);
            if (figure == MarketFigure.BREAKER_PPM) {
                watch(market, previous);
            }
            events.marketFigureSet(market.id, figure, value, previous, actor, reason);
        }
    }

    /** The breaker's average begins at the market's reference, and ends with the breaker. */
    private static void watch(Market market, long previousPpm) {
        if (market.guard.breakerPpm == 0) {
            market.guard.average = 0;
        } else if (previousPpm == 0) {
            market.guard.opened(market.referenceTicks());
        }
    }

    private Code refusal(Market market, MarketFigure figure, long value) {
        if (figure.isOfTerms()) {
            return value < 0 ? Code.FIGURE_INVALID : markets.refusal(market, figure, value);
        }
        boolean isSound = switch (figure) {
            case AUCTION_AT -> value == 0 || value > time.now;
            case BREAKER_PPM -> value <= PPM_MAX && market.priceMaximumTicks < Guard.TICKS_MAX;
            case HALT_NANOS -> value <= HALT_NANOS_MAX;
            case ORDER_RATE -> value <= RATE_MAX;
            default -> false;
        };
        return isSound && value >= 0 ? Code.DONE : Code.FIGURE_INVALID;
    }

    /**
     * Pulls a kill switch, which ends all orders in its reach and admits no others, or releases it.
     * With an account in the header it is that account's, and those who may act as it may pull it;
     * without one a market's or, with market 0, the venue's, which administrators do. After the
     * rights: MARKET_UNKNOWN, NAME_INVALID (the reason), STATUS_UNCHANGED, ACCOUNT_KILLED (of one
     * that an administrator pulled). {@code outcome.count} is the number of orders ended.
     */
    public void kill(
            CommandHeader header, long market, boolean pull, String reason, Outcome outcome) {
        if (admission.admit(header, outcome)) {
            if (mayKill(header, market, reason, outcome)) {
                turn(header, header.account == 0 ? market : 0, pull, reason, outcome);
            }
            admission.finish(header, outcome, header.account == 0 ? market : 0);
        }
    }

    private boolean mayKill(CommandHeader header, long market, String reason, Outcome outcome) {
        boolean may = header.account == 0
                ? rights.isAdministrator(header, outcome)
                : rights.owner(header, outcome) != Rights.NONE;
        if (!may) {
            return false;
        }
        if (header.account == 0 && market != 0) {
            return isSound(market, reason, outcome);
        }
        if (!Names.isNote(reason)) {
            outcome.deny(Code.NAME_INVALID);
            return false;
        }
        return true;
    }

    private void turn(
            CommandHeader header, long market, boolean pull, String reason, Outcome outcome) {
        KillSwitch before = switches.get(header.account, market);
        boolean administrator = rights.isUnderSudo(header);
        KillSwitch after = !pull
                ? KillSwitch.RELEASED
                : administrator ? KillSwitch.PULLED_BY_ADMINISTRATOR : KillSwitch.PULLED;
        boolean isHeld = before == KillSwitch.PULLED_BY_ADMINISTRATOR && !administrator;
        if (before == after) {
            outcome.deny(Code.STATUS_UNCHANGED);
        } else if (isHeld) {
            outcome.deny(Code.ACCOUNT_KILLED);
        } else {
            // After this point the command must succeed.
            switches.set(header.account, market, after);
            events.killSwitchSet(header.account, market, after, header.actor, reason);
            if (pull) {
                outcome.count = orders.kill(header.account, market);
            }
        }
    }

    /**
     * Lets all orders of the header's account end after so many nanoseconds unless this is said again
     * before; 0 for never. After the rights: DEAD_MAN_INVALID, STATUS_UNCHANGED (0 where none is set).
     */
    public void deadMan(CommandHeader header, long nanos, Outcome outcome) {
        if (admission.admit(header, outcome)) {
            int account = rights.owner(header, outcome);
            if (account != Rights.NONE) {
                setDeadMan(header.account, account, nanos, outcome);
            }
            admission.finish(header, outcome);
        }
    }

    private void setDeadMan(long id, int account, long nanos, Outcome outcome) {
        if (nanos < 0 || nanos > DEAD_MAN_NANOS_MAX) {
            outcome.deny(Code.DEAD_MAN_INVALID, DEAD_MAN_NANOS_MAX, nanos);
        } else if (nanos == 0 && switches.deadMan(account) == 0) {
            outcome.deny(Code.STATUS_UNCHANGED);
        } else {
            // After this point the command must succeed.
            long at = nanos == 0 ? 0 : time.now + nanos;
            switches.deadMan(account, at);
            events.deadManSet(id, at);
        }
    }

    /** Ends the orders of those whose dead-man's switch is due, by instant and account. */
    void passTime() {
        if (switches.nextDeadMan() > time.now) {
            return;
        }
        // What an entry has bought gets its exits first, and they end with all the others.
        orders.settleLinks();
        while (switches.nextDeadMan() <= time.now) {
            int account = switches.firstDeadMan();
            switches.deadMan(account, 0);
            events.deadManFired(accounts.id(account));
            orders.endByDeadMan(account);
        }
    }

    /** When {@link #passTime} has something to do; {@link Long#MAX_VALUE} for never. */
    long nextDeadline() {
        return switches.nextDeadMan();
    }

    void write(StateSink sink) {
        for (int index = 0; index < markets.count(); index++) {
            Market market = markets.at(index);
            for (MarketFigure figure : MarketFigure.values()) {
                if (!figure.isOfTerms() && market.guard.get(figure) != 0) {
                    sink.marketFigure(market.id, figure, market.guard.get(figure));
                }
            }
        }
        switches.write(sink);
        orders.writeRates(sink);
        orders.writeLinks(sink);
    }
}
