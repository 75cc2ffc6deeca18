package io.rialto.engine;

/**
 * An administrator's corrections, each with a reason and each by reversing postings (VENUE-RULES 3):
 * undoing a trade or a market, another settlement price, withdrawing a market. Refused with
 * CORRECTION_SHORT where they would take money that is no longer there; the outcome's id is then
 * whose. They exist from version 2 of the rules on.
 */
public final class Corrections {
    private final Admission admission;
    private final Rights rights;
    private final Markets markets;
    private final MarketLife life;
    private final MassCancel massCancel;
    private final Undoing undoing;
    private final OptionContracts options;
    private final OpenOrders open;

    /** Told in {@link #follow}, for it needs what is made after this. */
    private FundMarkets funds;

    private Ending ending;

    Corrections(
            Admission admission, Rights rights, Markets markets, MarketLife life, Orders orders) {
        this.admission = admission;
        this.rights = rights;
        this.markets = markets;
        this.life = life;
        massCancel = orders.massCancel();
        open = orders.open();
        options = open.options();
        undoing = orders.undoing();
    }

    /** What depends on markets that are corrected. */
    void follow(FundMarkets of) {
        funds = of;
        ending = new Ending(markets, open.seats, options, of);
    }

    /**
     * Undoes a trade. After the rights: MARKET_UNKNOWN, NAME_INVALID (the reason), MARKET_ENDED (it is
     * void), TRADE_UNKNOWN, TRADE_FORGOTTEN, TRADE_BUSTED, CORRECTION_SHORT. {@code outcome.count} is
     * the number of postings.
     */
    public void bustTrade(
            CommandHeader header, long market, long trade, String reason, Outcome outcome) {
        if (admission.admit(header, outcome)) {
            if (isSound(header, market, reason, outcome)) {
                decideBust(markets.get(market), trade, reason, outcome);
            }
            admission.finish(header, outcome, market);
        }
    }

    private void decideBust(Market market, long trade, String reason, Outcome outcome) {
        if (market.status == MarketStatus.VOID) {
            outcome.deny(Code.MARKET_ENDED);
        } else if (trade < 1 || trade >= market.nextTrade) {
            outcome.deny(Code.TRADE_UNKNOWN);
        } else if (!market.tape.remembers(trade)) {
            outcome.deny(Code.TRADE_FORGOTTEN, market.firstUndoable(), trade);
        } else if (market.tape.isBusted(trade)) {
            outcome.deny(Code.TRADE_BUSTED);
        } else if (undoing.prepareTrade(market, trade, outcome)) {
            // After this point the command must succeed.
            outcome.id = trade;
            outcome.count = undoing.trade(market, trade, reason);
        }
    }

    /**
     * Undoes everything in a market and ends it; with it the funds that it is in, whose redemptions
     * are undone too, and the options on any of these. After the rights: MARKET_UNKNOWN, NAME_INVALID
     * (the reason), MARKET_ENDED (it is void), MARKET_LINKED (an option; or of a fund an earlier
     * version does not say who redeemed it), STATUS_ILLEGAL (a spot market has to be closed first),
     * TRADE_FORGOTTEN (one of a spot market), CORRECTION_SHORT. {@code outcome.count} is the number of
     * postings.
     */
    public void voidMarket(CommandHeader header, long market, String reason, Outcome outcome) {
        if (admission.admit(header, outcome)) {
            if (isSound(header, market, reason, outcome)) {
                decideVoid(markets.get(market), header.actor, reason, outcome);
            }
            admission.finish(header, outcome, market);
        }
    }

    /** Whether a fund is made of it, or an option is on it that is not void. */
    private boolean isLinked(Market market) {
        for (OptionContracts.Series option : options.on(market)) {
            if (option.market.status != MarketStatus.VOID) {
                return true;
            }
        }
        return funds.isConstituent(market);
    }

    private void decideVoid(Market market, long actor, String reason, Outcome outcome) {
        if (market.status == MarketStatus.VOID) {
            outcome.deny(Code.MARKET_ENDED);
        } else if (market.ofContracts) {
            decideVoidOfContracts(market, actor, reason, outcome);
        } else if (market.status != MarketStatus.CLOSED) {
            outcome.deny(Code.STATUS_ILLEGAL);
        } else if (market.nextTrade > 1 && !market.tape.remembers(1)) {
            outcome.deny(Code.TRADE_FORGOTTEN, market.firstUndoable(), 1);
        } else if (undoing.prepareMarket(market, outcome)) {
            // After this point the command must succeed.
            outcome.id = market.id;
            outcome.count = undoing.count();
            enterVoid(market, actor, reason);
            undoing.market(market, VoidCause.UNDONE, reason);
        }
    }

    /** Who exercised what is not known of an option alone: it ends with what it is on. */
    private void decideVoidOfContracts(Market market, long actor, String reason, Outcome outcome) {
        if (market.outcome.kind() == MarketKind.OPTION || !ending.with(market)) {
            outcome.deny(Code.MARKET_LINKED);
        } else if (undoing.prepareMarkets(ending, outcome)) {
            // After this point the command must succeed.
            outcome.id = market.id;
            outcome.count = undoing.count();
            for (Market each : ending.derivedFirst().values()) {
                enterVoid(each, actor, reason);
            }
            undoing.markets(market, ending, reason);
        }
    }

    private void enterVoid(Market market, long actor, String reason) {
        life.enter(market, MarketStatus.VOID, StatusCause.CORRECTION, actor, reason);
        massCancel.closeMarket(market);
    }

    /**
     * Ends a market in which nothing was ever traded. After the rights: MARKET_UNKNOWN, NAME_INVALID
     * (the reason), MARKET_ENDED (it is void), MARKET_TRADED.
     */
    public void withdrawMarket(CommandHeader header, long id, String reason, Outcome outcome) {
        if (admission.admit(header, outcome)) {
            if (isSound(header, id, reason, outcome)) {
                decideWithdrawal(markets.get(id), header.actor, reason, outcome);
            }
            admission.finish(header, outcome, id);
        }
    }

    private void decideWithdrawal(Market market, long actor, String reason, Outcome outcome) {
        if (market.status == MarketStatus.VOID) {
            outcome.deny(Code.MARKET_ENDED);
        } else if (isLinked(market)) {
            outcome.deny(Code.MARKET_LINKED);
        } else if (market.nextTrade > 1 || market.positions.anyTraded()) {
            outcome.deny(Code.MARKET_TRADED, 1, market.nextTrade - 1);
        } else {
            // After this point the command must succeed.
            outcome.id = market.id;
            enterVoid(market, actor, reason);
            undoing.clear();
            undoing.market(market, VoidCause.WITHDRAWN, reason);
        }
    }

    /**
     * Lets a settled market pay another price, and with it the funds that were settled by it. After the rights: MARKET_UNKNOWN, NAME_INVALID (the
     * reason), NOT_AN_OUTCOME_MARKET, SETTLES_BY_ITSELF, MARKET_NOT_SETTLED,
     * SETTLEMENT_PRICE_INVALID, STATUS_UNCHANGED (it is the price), CORRECTION_SHORT. {@code
     * outcome.count} is the number of postings.
     */
    public void correctSettlement(
            CommandHeader header, long market, long price, String reason, Outcome outcome) {
        if (admission.admit(header, outcome)) {
            if (isSound(header, market, reason, outcome)) {
                decideCorrection(markets.get(market), price, reason, outcome);
            }
            admission.finish(header, outcome, market);
        }
    }

    private void decideCorrection(Market market, long price, String reason, Outcome outcome) {
        if (!market.ofContracts) {
            outcome.deny(Code.NOT_AN_OUTCOME_MARKET);
        } else if (market.outcome.kind() != MarketKind.OUTCOME) {
            outcome.deny(Code.SETTLES_BY_ITSELF);
        } else if (market.status != MarketStatus.SETTLED) {
            outcome.deny(Code.MARKET_NOT_SETTLED);
        } else if (!OutcomeMarkets.isSettlementPrice(market, price, outcome)) {
            return;
        } else if (price == market.settlementPrice) {
            outcome.deny(Code.STATUS_UNCHANGED);
        } else if (undoing.prepareSettlement(market, price, funds, outcome)) {
            // After this point the command must succeed.
            outcome.id = market.id;
            outcome.count = undoing.settlement(market, reason);
        }
    }

    private boolean isSound(CommandHeader header, long market, String reason, Outcome outcome) {
        if (!rights.isAdministrator(header, outcome)) {
            return false;
        }
        if (!markets.exists(market)) {
            outcome.deny(Code.MARKET_UNKNOWN);
        } else if (reason.isEmpty() || !Names.isNote(reason)) {
            outcome.deny(Code.NAME_INVALID);
        } else {
            return true;
        }
        return false;
    }

    /**
     * Ends what is traded in contracts in a universe whose money is all taken back next. No trade in it
     * can be undone from then on, and what was settled is void: its money is no longer there.
     */
    void reset(int universe, long actor, String reason) {
        for (int index = 0; index < markets.count(); index++) {
            Market market = markets.at(index);
            if (market.universe != universe) {
                continue;
            }
            market.tape.clear();
            boolean ends = market.positions.anyTraded() || isOnVoid(market);
            if (market.status != MarketStatus.VOID && ends) {
                life.enter(market, MarketStatus.VOID, StatusCause.CORRECTION, actor, reason);
                undoing.clear();
                undoing.market(market, VoidCause.RESET, reason);
            }
        }
    }

    /** Whether what it is on, or one of what it is made of, is void. */
    private boolean isOnVoid(Market market) {
        if (market.outcome.kind() == MarketKind.OPTION) {
            long underlying = options.of(market).terms.underlying();
            return markets.get(underlying).status == MarketStatus.VOID;
        }
        boolean isOnVoid = false;
        for (int i = 0; market.fund != null && i < market.fund.count(); i++) {
            isOnVoid |= market.fund.constituent(i).status == MarketStatus.VOID;
        }
        return isOnVoid;
    }

    void write(CorrectionRecords sink) {
        undoing.write(sink);
    }
}
