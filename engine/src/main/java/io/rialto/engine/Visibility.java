package io.rialto.engine;

/**
 * The administrator's commands about who may know of a market (VENUE-RULES 6), since version 2 of
 * the rules. Whoever may no longer know of it has no orders there from then on: they are ended.
 */
public final class Visibility {
    private static final String INHERITED = "as its underlying";

    private final Admission admission;
    private final Rights rights;
    private final Markets markets;
    private final Orders orders;
    private final EventSink events;

    Visibility(
            Admission admission, Rights rights, Markets markets, Orders orders, EventSink events) {
        this.admission = admission;
        this.rights = rights;
        this.markets = markets;
        this.orders = orders;
        this.events = events;
    }

    /**
     * Says whether only named accounts may know of a market, and whether it hides account ids. After
     * the rights: MARKET_UNKNOWN, NAME_INVALID (the reason), STATUS_UNCHANGED.
     */
    public void setVisibility(
            CommandHeader header,
            long market,
            boolean restricted,
            boolean hidesAccounts,
            String reason,
            Outcome outcome) {
        if (admission.admit(header, outcome)) {
            if (rights.isAdministrator(header, outcome) && isSound(market, reason, outcome)) {
                change(market, restricted, hidesAccounts, reason, outcome);
            }
            admission.finish(header, outcome, market);
        }
    }

    private void change(
            long market,
            boolean restricted,
            boolean hidesAccounts,
            String reason,
            Outcome outcome) {
        Viewers viewers = markets.get(market).viewers;
        if (viewers.restricted == restricted && viewers.hidesAccounts == hidesAccounts) {
            outcome.deny(Code.STATUS_UNCHANGED);
            return;
        }
        // After this point the command must succeed.
        viewers.restricted = restricted;
        viewers.hidesAccounts = hidesAccounts;
        outcome.id = market;
        events.marketVisibilitySet(market, restricted, hidesAccounts, reason);
        outcome.count = orders.endHidden(market);
        for (OptionContracts.Series option : orders.open().options().on(markets.get(market))) {
            inheritSwitches(option.market, viewers);
            outcome.count += orders.endHidden(option.market.id);
        }
    }

    /** Lets those know of an option that is new who may know of its underlying. O(their names). */
    void inherit(Market option, Market underlying) {
        Viewers from = underlying.viewers;
        inheritSwitches(option, from);
        for (int i = 0; i < from.count(); i++) {
            inherit(option, from.at(i), true);
        }
    }

    private void inheritSwitches(Market option, Viewers from) {
        Viewers to = option.viewers;
        if (to.restricted != from.restricted || to.hidesAccounts != from.hidesAccounts) {
            to.restricted = from.restricted;
            to.hidesAccounts = from.hidesAccounts;
            events.marketVisibilitySet(option.id, to.restricted, to.hidesAccounts, INHERITED);
        }
    }

    private void inherit(Market option, long account, boolean visible) {
        if (option.viewers.names(account) != visible) {
            option.viewers.set(account, visible);
            events.marketViewerSet(option.id, account, visible, INHERITED);
        }
    }

    /**
     * Names the header's account as one that may know of a market, or no more. After the rights:
     * MARKET_UNKNOWN, NAME_INVALID (the reason), STATUS_UNCHANGED, VENUE_FULL.
     */
    public void setViewer(
            CommandHeader header, long market, boolean visible, String reason, Outcome outcome) {
        if (admission.admit(header, outcome)) {
            if (rights.administered(header, outcome) != Rights.NONE
                    && isSound(market, reason, outcome)) {
                name(market, header.account, visible, reason, outcome);
            }
            admission.finish(header, outcome, market);
        }
    }

    private void name(long market, long account, boolean visible, String reason, Outcome outcome) {
        Viewers viewers = markets.get(market).viewers;
        if (viewers.names(account) == visible) {
            outcome.deny(Code.STATUS_UNCHANGED);
            return;
        }
        if (visible && viewers.count() == Viewers.MAX) {
            outcome.deny(Code.VENUE_FULL, Viewers.MAX + 1L, Viewers.MAX);
            return;
        }
        // After this point the command must succeed.
        viewers.set(account, visible);
        outcome.id = market;
        events.marketViewerSet(market, account, visible, reason);
        outcome.count = orders.endHidden(market);
        for (OptionContracts.Series option : orders.open().options().on(markets.get(market))) {
            inherit(option.market, account, visible);
            outcome.count += orders.endHidden(option.market.id);
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

    void write(StateSink sink) {
        for (int index = 0; index < markets.count(); index++) {
            Market market = markets.at(index);
            if (market.viewers.restricted || market.viewers.hidesAccounts) {
                sink.marketVisibility(
                        market.id, market.viewers.restricted, market.viewers.hidesAccounts);
            }
        }
        for (int index = 0; index < markets.count(); index++) {
            Market market = markets.at(index);
            for (int viewer = 0; viewer < market.viewers.count(); viewer++) {
                sink.marketViewer(market.id, market.viewers.at(viewer));
            }
        }
    }
}
