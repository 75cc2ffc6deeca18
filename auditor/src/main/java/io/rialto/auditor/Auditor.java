package io.rialto.auditor;

import io.rialto.protocol.AccountCreatedDecoder;
import io.rialto.protocol.AssetCreatedDecoder;
import io.rialto.protocol.BracketPlacedDecoder;
import io.rialto.protocol.ExitsPlacedDecoder;
import io.rialto.protocol.FeeTierSetDecoder;
import io.rialto.protocol.FundCreatedDecoder;
import io.rialto.protocol.FundRedeemedDecoder;
import io.rialto.protocol.IssuedDecoder;
import io.rialto.protocol.ItemDeletedDecoder;
import io.rialto.protocol.ItemEditedDecoder;
import io.rialto.protocol.ItemListedDecoder;
import io.rialto.protocol.ItemPaidDecoder;
import io.rialto.protocol.ItemSoldDecoder;
import io.rialto.protocol.MarketCreatedDecoder;
import io.rialto.protocol.MarketFeesChangedDecoder;
import io.rialto.protocol.MarketFigureSetDecoder;
import io.rialto.protocol.MarketSettledDecoder;
import io.rialto.protocol.MarketStatusChangedDecoder;
import io.rialto.protocol.MarketStatusSetDecoder;
import io.rialto.protocol.MarketUncrossedDecoder;
import io.rialto.protocol.MarketVoidedDecoder;
import io.rialto.protocol.OptionContractChangedDecoder;
import io.rialto.protocol.OptionCreatedDecoder;
import io.rialto.protocol.OptionExercisedDecoder;
import io.rialto.protocol.OrderAcceptedDecoder;
import io.rialto.protocol.OrderAmendedDecoder;
import io.rialto.protocol.OrderClosedDecoder;
import io.rialto.protocol.OrderManagedDecoder;
import io.rialto.protocol.OrderReducedDecoder;
import io.rialto.protocol.OrderRestedDecoder;
import io.rialto.protocol.OrderShownDecoder;
import io.rialto.protocol.OrderTriggeredDecoder;
import io.rialto.protocol.OrderWaitingDecoder;
import io.rialto.protocol.OrdersLinkedDecoder;
import io.rialto.protocol.OutcomeMarketCreatedDecoder;
import io.rialto.protocol.OwnerAddedDecoder;
import io.rialto.protocol.OwnerRemovedDecoder;
import io.rialto.protocol.PostedDecoder;
import io.rialto.protocol.RulesActivatedDecoder;
import io.rialto.protocol.SettlementCorrectedDecoder;
import io.rialto.protocol.TradeBustedDecoder;
import io.rialto.protocol.TradedDecoder;
import io.rialto.protocol.TriggerMovedDecoder;
import io.rialto.protocol.UniverseResetDecoder;
import io.rialto.protocol.WaitingAmendedDecoder;
import io.rialto.protocol.WithdrawnDecoder;
import io.rialto.view.EventDispatcher;

import org.agrona.DirectBuffer;

import java.util.Optional;
import java.util.function.Consumer;

/**
 * Checks a venue from its event stream alone: keeps books of its own, which nothing but events (or
 * a state snapshot to begin with) writes to, and looks after every command whether each {@link
 * Invariant} holds. It asks neither the engine nor a view, and does their arithmetic by itself.
 *
 * <p>It never stops at a violation: it takes what the events say for given from there on, so that
 * one fault is told once, and goes on. What is verified ends before the first violation, for good.
 *
 * <p>Every event costs a bounded number of steps (a level of the book is found in the logarithm of
 * their number), without allocation but for new orders, levels and balances. One thread.
 */
public final class Auditor {
    private final Findings findings;
    private final AuditedVenue venue = new AuditedVenue();
    private final FrameAudit frames;
    private final PostingAudit postings;
    private final OrderAudit orders;
    private final FundAudit funds;
    private final PositionAudit positions;
    private final OptionAudit options;
    private final ItemAudit items;
    private final TriggerAudit triggers;
    private final TermsAudit terms;
    private final BracketAudit brackets;
    private final TradeAudit trades;
    private final CorrectionAudit corrections;
    private final StateReader state;
    private final EventDispatcher dispatcher = new EventDispatcher();
    private final Visitor visitor;
    private long begun;
    private long verified;
    private long verifiedTimeNanos;

    /** @param alarm hears of the first violation of each invariant */
    public Auditor(Consumer<Violation> alarm) {
        findings = new Findings(alarm);
        frames = new FrameAudit(findings);
        postings = new PostingAudit(venue, findings);
        orders = new OrderAudit(venue, findings);
        triggers = new TriggerAudit(orders);
        brackets = new BracketAudit(orders);
        funds = new FundAudit(venue, orders, postings);
        items = new ItemAudit(venue, orders, postings);
        options = new OptionAudit(venue, orders, postings, frames::timeNanos);
        positions = new PositionAudit(venue, findings, orders, postings, funds, options);
        corrections = new CorrectionAudit(venue, orders, postings);
        terms = new TermsAudit(venue, orders, frames::timeNanos);
        trades = new TradeAudit(venue, findings, orders, postings, positions);
        visitor = new Visitor();
        state = new StateReader(
                venue,
                orders,
                postings,
                positions,
                funds,
                corrections,
                options,
                items,
                terms,
                visitor);
    }

    /**
     * Takes the next record of a state snapshot to begin with, before any frame.
     *
     * @throws IllegalStateException after a frame, or after a whole snapshot
     */
    public void onStateRecord(DirectBuffer record, int offset, int length) {
        if (frames.sequence() != 0 || state.isComplete()) {
            throw new IllegalStateException("a snapshot is only taken before anything else");
        }
        state.read(record, offset);
        if (state.isComplete()) {
            begun = state.sequence();
            frames.startAt(begun, state.chain(), state.timeNanos());
            verify();
        }
    }

    /** Takes the next frame, a whole {@code EventFrame} with its message header, lent for the call. */
    public void onFrame(DirectBuffer frame, int offset, int length) {
        if (!frames.accept(frame, offset, length)) {
            return;
        }
        boolean isRead = true;
        try {
            dispatcher.dispatch(frame, offset, length, visitor);
        } catch (RuntimeException unreadable) {
            isRead = false;
            findings.violated(
                    Invariant.FORMAT,
                    frames.sequence(),
                    "the frame up to here: " + unreadable.getMessage());
        }
        if (frames.isLast() || !isRead) {
            long sequence = frames.sequence();
            orders.commandEnds(sequence);
            positions.commandEnds(sequence);
            postings.commandEnds(sequence);
            funds.commandEnds(sequence);
            terms.commandEnds(sequence);
            venue.commandEnds();
            verify();
        }
    }

    private void verify() {
        if (findings.isClean()) {
            verified = frames.sequence();
            verifiedTimeNanos = frames.timeNanos();
        }
    }

    /** Something about the stream itself that shows before frames are delivered. */
    void violated(Invariant invariant, String detail) {
        findings.violated(invariant, frames.sequence() + 1, detail);
    }

    /** The last event read. */
    public long sequence() {
        return frames.sequence();
    }

    /** The chain that a snapshot begun with ends at: where to go on reading; 0 without one. */
    public long chain() {
        return state.chain();
    }

    /** The first violation, if there was one. */
    public Optional<Violation> first() {
        return findings.first();
    }

    /** All there is to say now. */
    AuditReport report(long caughtUpMillis, long nowMillis, AuditReport.Condition condition) {
        return new AuditReport(
                begun,
                verified,
                verifiedTimeNanos,
                frames.sequence(),
                caughtUpMillis,
                nowMillis,
                condition,
                findings.counts(),
                findings.first());
    }

    private final class Visitor extends OwningAudit {
        Visitor() {
            super(venue, postings, findings);
        }

        @Override
        public void onOwnerAdded(long sequence, OwnerAddedDecoder event) {
            addOwner(sequence, event.account(), 1);
        }

        @Override
        public void onOwnerRemoved(long sequence, OwnerRemovedDecoder event) {
            addOwner(sequence, event.account(), -1);
        }

        private void addOwner(long sequence, long accountId, int change) {
            AuditedAccount account = venue.accounts.get(accountId);
            orders.require(
                    Invariant.REFERENCES, account != null, sequence, "an owner", "owns nothing");
            if (account != null) {
                account.owners += change;
                account.balances.values().forEach(venue::touch);
            }
        }

        @Override
        public void onAssetCreated(long sequence, AssetCreatedDecoder event) {
            int asset = (int) event.asset();
            orders.require(
                    Invariant.REFERENCES,
                    !venue.hasAsset(asset),
                    sequence,
                    "an asset",
                    "is made twice");
            venue.addAsset(asset, event.scale());
        }

        @Override
        public void onAccountCreated(long sequence, AccountCreatedDecoder event) {
            boolean isNew = !venue.accounts.containsKey(event.account());
            orders.require(Invariant.REFERENCES, isNew, sequence, "an account", "is made twice");
            if (isNew) {
                venue.add(
                        new AuditedAccount(event.account(), (int) event.universe(), event.kind()));
            }
        }

        @Override
        public void onMarketCreated(long sequence, MarketCreatedDecoder event) {
            int base = (int) event.baseAsset();
            int quote = (int) event.quoteAsset();
            boolean isNew = venue.isTradable(base)
                    && venue.hasAsset(quote)
                    && !venue.markets.containsKey(event.market());
            orders.require(
                    Invariant.REFERENCES,
                    isNew,
                    sequence,
                    "a market",
                    "is made twice or of nothing");
            if (isNew) {
                venue.markets.put(
                        event.market(),
                        new AuditedMarket(
                                event.market(),
                                (int) event.universe(),
                                base,
                                quote,
                                Arithmetic.notionalDivisor(venue.scale(base), venue.scale(quote)),
                                event.status()));
                terms.created(event);
            }
        }

        @Override
        public void onMarketFeesChanged(long sequence, MarketFeesChangedDecoder event) {
            terms.feesChanged(sequence, event);
        }

        @Override
        public void onFeeTierSet(long sequence, FeeTierSetDecoder event) {
            terms.tierSet(sequence, event);
        }

        @Override
        public void onMarketFigureSet(long sequence, MarketFigureSetDecoder event) {
            terms.figureSet(sequence, event);
        }

        @Override
        public void onOrdersLinked(long sequence, OrdersLinkedDecoder event) {
            terms.linked(sequence, event);
        }

        @Override
        public void onFundCreated(long sequence, FundCreatedDecoder event) {
            funds.created(sequence, event);
        }

        @Override
        public void onFundRedeemed(long sequence, FundRedeemedDecoder event) {
            funds.redeemed(sequence, event);
        }

        @Override
        public void onOutcomeMarketCreated(long sequence, OutcomeMarketCreatedDecoder event) {
            positions.created(sequence, event);
        }

        @Override
        public void onRulesActivated(long sequence, RulesActivatedDecoder event) {
            corrections.begin();
        }

        @Override
        public void onTradeBusted(long sequence, TradeBustedDecoder event) {
            corrections.busted(sequence, event);
        }

        @Override
        public void onMarketVoided(long sequence, MarketVoidedDecoder event) {
            corrections.voided(sequence, event);
        }

        @Override
        public void onSettlementCorrected(long sequence, SettlementCorrectedDecoder event) {
            corrections.corrected(sequence, event);
        }

        @Override
        public void onUniverseReset(long sequence, UniverseResetDecoder event) {
            corrections.reset((int) event.universe());
        }

        @Override
        public void onMarketSettled(long sequence, MarketSettledDecoder event) {
            positions.settled(sequence, event);
        }

        @Override
        public void onItemListed(long sequence, ItemListedDecoder event) {
            items.listed(sequence, event);
        }

        @Override
        public void onItemEdited(long sequence, ItemEditedDecoder event) {
            items.edited(sequence, event);
        }

        @Override
        public void onItemDeleted(long sequence, ItemDeletedDecoder event) {
            items.deleted(sequence, event.listing());
        }

        @Override
        public void onItemSold(long sequence, ItemSoldDecoder event) {
            items.sold(sequence, event);
        }

        @Override
        public void onItemPaid(long sequence, ItemPaidDecoder event) {
            items.paid(sequence, event);
        }

        @Override
        public void onOptionCreated(long sequence, OptionCreatedDecoder event) {
            options.created(sequence, event);
        }

        @Override
        public void onOptionContractChanged(long sequence, OptionContractChangedDecoder event) {
            options.changed(sequence, event);
        }

        @Override
        public void onOptionExercised(long sequence, OptionExercisedDecoder event) {
            options.exercised(sequence, event);
        }

        @Override
        public void onMarketStatusChanged(long sequence, MarketStatusChangedDecoder event) {
            AuditedMarket market = orders.market(sequence, event.market());
            if (market != null) {
                market.status = event.status();
            }
        }

        @Override
        public void onMarketStatusSet(long sequence, MarketStatusSetDecoder event) {
            trades.statusSet(sequence, event);
        }

        @Override
        public void onOrderAccepted(long sequence, OrderAcceptedDecoder event) {
            orders.accepted(sequence, event);
            terms.accepted(sequence, event);
        }

        @Override
        public void onOrderRested(long sequence, OrderRestedDecoder event) {
            orders.rested(sequence, event);
        }

        @Override
        public void onOrderReduced(long sequence, OrderReducedDecoder event) {
            orders.reduced(sequence, event);
        }

        @Override
        public void onOrderAmended(long sequence, OrderAmendedDecoder event) {
            orders.amended(sequence, event);
            terms.amended(event);
        }

        @Override
        public void onBracketPlaced(long sequence, BracketPlacedDecoder event) {
            brackets.placed(sequence, event);
        }

        @Override
        public void onExitsPlaced(long sequence, ExitsPlacedDecoder event) {
            brackets.exits(sequence, event);
            terms.exits(event);
        }

        @Override
        public void onOrderManaged(long sequence, OrderManagedDecoder event) {
            orders.managed(sequence, event);
        }

        @Override
        public void onOrderShown(long sequence, OrderShownDecoder event) {
            orders.shown(sequence, event);
        }

        @Override
        public void onOrderWaiting(long sequence, OrderWaitingDecoder event) {
            triggers.waiting(sequence, event);
        }

        @Override
        public void onTriggerMoved(long sequence, TriggerMovedDecoder event) {
            triggers.moved(sequence, event);
        }

        @Override
        public void onWaitingAmended(long sequence, WaitingAmendedDecoder event) {
            triggers.amended(sequence, event);
        }

        @Override
        public void onOrderTriggered(long sequence, OrderTriggeredDecoder event) {
            triggers.triggered(sequence, event);
        }

        @Override
        public void onMarketUncrossed(long sequence, MarketUncrossedDecoder event) {
            trades.uncrossed(sequence, event);
        }

        @Override
        public void onTraded(long sequence, TradedDecoder event) {
            trades.traded(sequence, event);
            corrections.traded(event);
            terms.traded(event);
        }

        @Override
        public void onOrderClosed(long sequence, OrderClosedDecoder event) {
            terms.closed(sequence, event);
            orders.closed(sequence, event);
        }

        @Override
        public void onPosted(long sequence, PostedDecoder event) {
            postings.posted(sequence, event);
        }

        @Override
        public void onIssued(long sequence, IssuedDecoder event) {
            postings.moved(sequence, event.account(), (int) event.asset(), event.amount());
        }

        @Override
        public void onWithdrawn(long sequence, WithdrawnDecoder event) {
            postings.moved(sequence, event.account(), (int) event.asset(), -event.amount());
        }
    }
}
