package io.rialto.history;

import io.rialto.protocol.AccountCountersDecoder;
import io.rialto.protocol.AccountStateDecoder;
import io.rialto.protocol.AccountStatusStateDecoder;
import io.rialto.protocol.AssetStateDecoder;
import io.rialto.protocol.BalanceStateDecoder;
import io.rialto.protocol.BracketStateDecoder;
import io.rialto.protocol.CodeStateDecoder;
import io.rialto.protocol.CohortStateDecoder;
import io.rialto.protocol.CreditStateDecoder;
import io.rialto.protocol.DeadManStateDecoder;
import io.rialto.protocol.FeeTierStateDecoder;
import io.rialto.protocol.FundRedemptionStateDecoder;
import io.rialto.protocol.FundStateDecoder;
import io.rialto.protocol.GatewayOutcomeStateDecoder;
import io.rialto.protocol.GatewayStateDecoder;
import io.rialto.protocol.ItemCounterStateDecoder;
import io.rialto.protocol.ItemStateDecoder;
import io.rialto.protocol.KeyStateDecoder;
import io.rialto.protocol.KillSwitchStateDecoder;
import io.rialto.protocol.LinkStateDecoder;
import io.rialto.protocol.ManagedOrderStateDecoder;
import io.rialto.protocol.MarketFigureStateDecoder;
import io.rialto.protocol.MarketStateDecoder;
import io.rialto.protocol.MarketViewerStateDecoder;
import io.rialto.protocol.MarketVisibilityStateDecoder;
import io.rialto.protocol.MemberStateDecoder;
import io.rialto.protocol.MessageHeaderDecoder;
import io.rialto.protocol.OptionContractStateDecoder;
import io.rialto.protocol.OptionStateDecoder;
import io.rialto.protocol.OrderRateStateDecoder;
import io.rialto.protocol.OrderStateRecordDecoder;
import io.rialto.protocol.OutcomeMarketStateDecoder;
import io.rialto.protocol.OwnershipStateDecoder;
import io.rialto.protocol.PositionStateDecoder;
import io.rialto.protocol.ProfileStateDecoder;
import io.rialto.protocol.StateEndDecoder;
import io.rialto.protocol.StateHeaderDecoder;
import io.rialto.protocol.TokenStateDecoder;
import io.rialto.protocol.TradeStateDecoder;
import io.rialto.protocol.TradedRangeStateDecoder;
import io.rialto.protocol.TradedVolumeStateDecoder;
import io.rialto.protocol.UnchargedNotionalStateDecoder;
import io.rialto.protocol.UniverseStateDecoder;
import io.rialto.protocol.WaitingOrderStateDecoder;
import io.rialto.view.FrameInvalidException;

import org.agrona.DirectBuffer;

/**
 * Begins a history with a state snapshot, where the events before it are no longer kept: its
 * balances, to which postings are added, and its open orders, which later events change.
 */
final class HistoryStart {
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final StateHeaderDecoder stateHeader = new StateHeaderDecoder();
    private final AssetStateDecoder asset = new AssetStateDecoder();
    private final OutcomeMarketStateDecoder outcome = new OutcomeMarketStateDecoder();
    private final AccountStateDecoder account = new AccountStateDecoder();
    private final FundRedemptionStateDecoder redemption = new FundRedemptionStateDecoder();
    private final PositionStateDecoder position = new PositionStateDecoder();
    private final OptionContractStateDecoder contract = new OptionContractStateDecoder();
    private final BalanceStateDecoder balance = new BalanceStateDecoder();
    private final MarketStateDecoder market = new MarketStateDecoder();
    private final ManagedOrderStateDecoder managed = new ManagedOrderStateDecoder();
    private final WaitingOrderStateDecoder waiting = new WaitingOrderStateDecoder();
    private final UnchargedNotionalStateDecoder uncharged = new UnchargedNotionalStateDecoder();
    private final OrderStateRecordDecoder order = new OrderStateRecordDecoder();
    private final StateEndDecoder end = new StateEndDecoder();
    private final Tables tables;
    private final DealingsStart dealings;
    private final OrdersStart orders;
    private final TradersStart traders;
    private long records;
    private boolean begun;
    private boolean ended;
    private long sequence;
    private long chain;
    private long timeNanos;

    HistoryStart(Tables tables, DealingsStart dealings) {
        this.tables = tables;
        this.dealings = dealings;
        orders = new OrdersStart(tables);
        traders = new TradersStart(tables.prunedTraders);
    }

    /** Whether the whole snapshot has been taken. */
    boolean isComplete() {
        return ended;
    }

    long sequence() {
        return sequence;
    }

    long chain() {
        return chain;
    }

    long timeNanos() {
        return timeNanos;
    }

    void load(DirectBuffer buffer, int offset) {
        header.wrap(buffer, offset);
        int template = header.templateId();
        if (ended || begun == (template == StateHeaderDecoder.TEMPLATE_ID)) {
            throw new FrameInvalidException("state record " + template + " is out of place");
        }
        switch (template) {
            case StateHeaderDecoder.TEMPLATE_ID -> loadHeader(buffer, offset);
            case MarketStateDecoder.TEMPLATE_ID -> loadMarket(buffer, offset);
            case BalanceStateDecoder.TEMPLATE_ID -> loadBalance(buffer, offset);
            case OrderStateRecordDecoder.TEMPLATE_ID ->
                orders.load(order.wrapAndApplyHeader(buffer, offset, header));
            case ManagedOrderStateDecoder.TEMPLATE_ID ->
                orders.load(managed.wrapAndApplyHeader(buffer, offset, header));
            case UnchargedNotionalStateDecoder.TEMPLATE_ID ->
                orders.load(uncharged.wrapAndApplyHeader(buffer, offset, header));
            case WaitingOrderStateDecoder.TEMPLATE_ID ->
                orders.load(waiting.wrapAndApplyHeader(buffer, offset, header));
            case StateEndDecoder.TEMPLATE_ID -> loadEnd(buffer, offset);
            case AssetStateDecoder.TEMPLATE_ID ->
                orders.load(asset.wrapAndApplyHeader(buffer, offset, header));
            case OutcomeMarketStateDecoder.TEMPLATE_ID -> {
                orders.load(outcome.wrapAndApplyHeader(buffer, offset, header));
                dealings.load(template, buffer, offset);
            }
            case PositionStateDecoder.TEMPLATE_ID -> {
                traders.load(position.wrapAndApplyHeader(buffer, offset, header));
                dealings.load(template, buffer, offset);
            }
            case OptionContractStateDecoder.TEMPLATE_ID -> {
                traders.load(contract.wrapAndApplyHeader(buffer, offset, header));
                dealings.load(template, buffer, offset);
            }
            case ItemStateDecoder.TEMPLATE_ID,
                    OptionStateDecoder.TEMPLATE_ID,
                    FundStateDecoder.TEMPLATE_ID,
                    CodeStateDecoder.TEMPLATE_ID -> dealings.load(template, buffer, offset);
            case AccountStateDecoder.TEMPLATE_ID ->
                traders.load(account.wrapAndApplyHeader(buffer, offset, header));
            case FundRedemptionStateDecoder.TEMPLATE_ID ->
                traders.load(redemption.wrapAndApplyHeader(buffer, offset, header));
            case TokenStateDecoder.TEMPLATE_ID,
                    MarketVisibilityStateDecoder.TEMPLATE_ID,
                    MarketViewerStateDecoder.TEMPLATE_ID,
                    MarketFigureStateDecoder.TEMPLATE_ID,
                    KillSwitchStateDecoder.TEMPLATE_ID,
                    DeadManStateDecoder.TEMPLATE_ID,
                    OrderRateStateDecoder.TEMPLATE_ID,
                    LinkStateDecoder.TEMPLATE_ID,
                    BracketStateDecoder.TEMPLATE_ID,
                    FeeTierStateDecoder.TEMPLATE_ID,
                    TradedVolumeStateDecoder.TEMPLATE_ID,
                    ItemCounterStateDecoder.TEMPLATE_ID,
                    GatewayStateDecoder.TEMPLATE_ID,
                    GatewayOutcomeStateDecoder.TEMPLATE_ID,
                    KeyStateDecoder.TEMPLATE_ID,
                    AccountCountersDecoder.TEMPLATE_ID,
                    UniverseStateDecoder.TEMPLATE_ID,
                    CohortStateDecoder.TEMPLATE_ID,
                    MemberStateDecoder.TEMPLATE_ID,
                    OwnershipStateDecoder.TEMPLATE_ID,
                    CreditStateDecoder.TEMPLATE_ID,
                    AccountStatusStateDecoder.TEMPLATE_ID,
                    ProfileStateDecoder.TEMPLATE_ID,
                    TradeStateDecoder.TEMPLATE_ID,
                    TradedRangeStateDecoder.TEMPLATE_ID -> {
                // No table shows it.
            }
            default -> throw new FrameInvalidException("state record " + template + " is unknown");
        }
        records++;
    }

    private void loadHeader(DirectBuffer buffer, int offset) {
        stateHeader.wrapAndApplyHeader(buffer, offset, header);
        sequence = stateHeader.sequence();
        chain = stateHeader.chain();
        timeNanos = stateHeader.timeNanos();
        begun = true;
        dealings.begin(sequence, timeNanos);
        orders.begin(sequence, timeNanos);
    }

    private void loadMarket(DirectBuffer buffer, int offset) {
        market.wrapAndApplyHeader(buffer, offset, header);
        dealings.market(market);
        orders.load(market);
        traders.load(market);
    }

    private void loadBalance(DirectBuffer buffer, int offset) {
        balance.wrapAndApplyHeader(buffer, offset, header);
        traders.load(balance);
        tables.balanceSnapshots
                .put(balance.account())
                .put(sequence)
                .put(balance.asset())
                .put(balance.cash())
                .put(balance.held())
                .end();
    }

    private void loadEnd(DirectBuffer buffer, int offset) {
        end.wrapAndApplyHeader(buffer, offset, header);
        if (end.records() != records) {
            throw new FrameInvalidException(
                    "the snapshot has " + records + " records and says " + end.records());
        }
        orders.end();
        traders.end();
        ended = true;
    }
}
