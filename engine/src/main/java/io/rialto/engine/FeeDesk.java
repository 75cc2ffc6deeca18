package io.rialto.engine;

/**
 * The command about fees by trailing volume (VENUE-RULES 3). An order's rates are those of its account's
 * tier when it is accepted, and stay; what it holds follows from them.
 */
public final class FeeDesk {
    private final Rights rights;
    private final Markets markets;
    private final Accounts accounts;
    private final OpenOrders open;
    private final Admission admission;
    private final EventSink events;

    FeeDesk(
            Rights rights,
            Markets markets,
            Accounts accounts,
            OpenOrders open,
            Admission admission,
            EventSink events) {
        this.rights = rights;
        this.markets = markets;
        this.accounts = accounts;
        this.open = open;
        this.admission = admission;
        this.events = events;
    }

    /**
     * Sets the rates from a traded volume on, or removes that tier. By an administrator. After the
     * rights: MARKET_UNKNOWN, NAME_INVALID (the reason), FEE_TIER_INVALID (no positive volume, or too
     * many tiers), STATUS_UNCHANGED, FEES_INVALID.
     *
     * @param volume quote minor units in 30 days
     */
    public void setTier(
            CommandHeader header,
            long market,
            long volume,
            int makerFeePpm,
            int takerFeePpm,
            boolean remove,
            String reason,
            Outcome outcome) {
        if (admission.admit(header, outcome)) {
            FeeTiers.Rates rates = new FeeTiers.Rates(makerFeePpm, takerFeePpm);
            if (rights.isAdministrator(header, outcome)
                    && decide(market, volume, rates, remove, reason, outcome)) {
                // After this point the command must succeed.
                FeeTiers tiers = markets.get(market).tiers;
                if (remove) {
                    tiers.remove(volume);
                } else {
                    tiers.set(volume, rates);
                }
                outcome.id = market;
                events.feeTierSet(
                        market,
                        volume,
                        remove ? 0 : makerFeePpm,
                        remove ? 0 : takerFeePpm,
                        remove,
                        header.actor,
                        reason);
            }
            admission.finish(header, outcome, market);
        }
    }

    private boolean decide(
            long id,
            long volume,
            FeeTiers.Rates rates,
            boolean remove,
            String reason,
            Outcome outcome) {
        if (!markets.exists(id)) {
            outcome.deny(Code.MARKET_UNKNOWN);
            return false;
        }
        Market market = markets.get(id);
        FeeTiers.Rates before = market.tiers.all().get(volume);
        boolean isFull = before == null && market.tiers.all().size() >= FeeTiers.TIERS_MAX;
        FeeTiers.Rates own = new FeeTiers.Rates(market.makerFeePpm, market.takerFeePpm);
        if (!Names.isNote(reason)) {
            outcome.deny(Code.NAME_INVALID);
        } else if (volume <= 0 || (isFull && !remove)) {
            outcome.deny(Code.FEE_TIER_INVALID, FeeTiers.TIERS_MAX, volume);
        } else if (remove ? before == null : rates.equals(before)) {
            outcome.deny(Code.STATUS_UNCHANGED);
        } else if (!remove && !market.tiers.allow(rates, own, volume)) {
            outcome.deny(Code.FEES_INVALID);
        } else {
            return true;
        }
        return false;
    }

    void write(FeeRecords sink) {
        for (int index = 0; index < markets.count(); index++) {
            Market market = markets.at(index);
            market.tiers.write(market, accounts, open.seats, sink);
        }
    }
}
