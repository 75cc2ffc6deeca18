package io.rialto.auditor;

import io.rialto.protocol.AccountStateDecoder;
import io.rialto.protocol.AssetStateDecoder;
import io.rialto.protocol.BalanceStateDecoder;
import io.rialto.protocol.BracketStateDecoder;
import io.rialto.protocol.CodeStateDecoder;
import io.rialto.protocol.CreditStateDecoder;
import io.rialto.protocol.FeeTierStateDecoder;
import io.rialto.protocol.FundRedemptionStateDecoder;
import io.rialto.protocol.FundStateDecoder;
import io.rialto.protocol.ItemStateDecoder;
import io.rialto.protocol.LinkStateDecoder;
import io.rialto.protocol.ManagedOrderStateDecoder;
import io.rialto.protocol.MarketStateDecoder;
import io.rialto.protocol.MessageHeaderDecoder;
import io.rialto.protocol.OptionContractStateDecoder;
import io.rialto.protocol.OptionStateDecoder;
import io.rialto.protocol.OrderStateRecordDecoder;
import io.rialto.protocol.OutcomeMarketStateDecoder;
import io.rialto.protocol.OwnershipStateDecoder;
import io.rialto.protocol.PositionStateDecoder;
import io.rialto.protocol.Side;
import io.rialto.protocol.StateEndDecoder;
import io.rialto.protocol.StateHeaderDecoder;
import io.rialto.protocol.TradeStateDecoder;
import io.rialto.protocol.TradedRangeStateDecoder;
import io.rialto.protocol.TradedVolumeStateDecoder;
import io.rialto.protocol.WaitingOrderStateDecoder;

import org.agrona.DirectBuffer;

/**
 * Fills empty books from a state snapshot, and checks of it what must be true between commands: it
 * is what the auditor cannot follow from events, so it is at least not taken unseen.
 */
final class StateReader {
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final StateHeaderDecoder stateHeader = new StateHeaderDecoder();
    private final AssetStateDecoder asset = new AssetStateDecoder();
    private final AccountStateDecoder account = new AccountStateDecoder();
    private final BalanceStateDecoder balance = new BalanceStateDecoder();
    private final MarketStateDecoder market = new MarketStateDecoder();
    private final OutcomeMarketStateDecoder outcome = new OutcomeMarketStateDecoder();
    private final PositionStateDecoder position = new PositionStateDecoder();
    private final WaitingOrderStateDecoder waiting = new WaitingOrderStateDecoder();
    private final BracketStateDecoder bracket = new BracketStateDecoder();
    private final ManagedOrderStateDecoder managed = new ManagedOrderStateDecoder();
    private final TradedRangeStateDecoder range = new TradedRangeStateDecoder();
    private final OrderStateRecordDecoder order = new OrderStateRecordDecoder();
    private final AuditedVenue venue;
    private final OrderAudit orders;
    private final PostingAudit postings;
    private final OwningAudit owning;
    private final OwnershipStateDecoder ownership = new OwnershipStateDecoder();
    private final CreditStateDecoder credit = new CreditStateDecoder();
    private final CodeStateDecoder code = new CodeStateDecoder();
    private final PositionAudit positions;
    private final FundAudit funds;
    private final TermsAudit terms;
    private final FeeTierStateDecoder tier = new FeeTierStateDecoder();
    private final TradedVolumeStateDecoder volume = new TradedVolumeStateDecoder();
    private final LinkStateDecoder link = new LinkStateDecoder();
    private final FundStateDecoder fund = new FundStateDecoder();
    private final FundRedemptionStateDecoder redemption = new FundRedemptionStateDecoder();
    private final CorrectionAudit corrections;
    private final TradeStateDecoder trade = new TradeStateDecoder();
    private final OptionAudit options;
    private final ItemAudit items;
    private final ItemStateDecoder item = new ItemStateDecoder();
    private final OptionStateDecoder option = new OptionStateDecoder();
    private final OptionContractStateDecoder contract = new OptionContractStateDecoder();
    private long sequence;
    private long chain;
    private long timeNanos;
    private boolean isComplete;

    StateReader(
            AuditedVenue venue,
            OrderAudit orders,
            PostingAudit postings,
            PositionAudit positions,
            FundAudit funds,
            CorrectionAudit corrections,
            OptionAudit options,
            ItemAudit items,
            TermsAudit terms,
            OwningAudit owning) {
        this.items = items;
        this.terms = terms;
        this.funds = funds;
        this.options = options;
        this.positions = positions;
        this.corrections = corrections;
        this.venue = venue;
        this.orders = orders;
        this.postings = postings;
        this.owning = owning;
    }

    boolean isComplete() {
        return isComplete;
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

    void read(DirectBuffer buffer, int offset) {
        header.wrap(buffer, offset);
        // The rest of a snapshot is the engine's memory of requests and tokens: no invariant here.
        switch (header.templateId()) {
            case StateHeaderDecoder.TEMPLATE_ID -> {
                stateHeader.wrapAndApplyHeader(buffer, offset, header);
                sequence = stateHeader.sequence();
                chain = stateHeader.chain();
                timeNanos = stateHeader.timeNanos();
            }
            case AssetStateDecoder.TEMPLATE_ID -> {
                asset.wrapAndApplyHeader(buffer, offset, header);
                venue.addAsset((int) asset.asset(), asset.scale());
            }
            case AccountStateDecoder.TEMPLATE_ID -> {
                account.wrapAndApplyHeader(buffer, offset, header);
                venue.add(new AuditedAccount(
                        account.account(), (int) account.universe(), account.kind()));
            }
            case WaitingOrderStateDecoder.TEMPLATE_ID -> readWaiting(buffer, offset);
            case BracketStateDecoder.TEMPLATE_ID -> readBracket(buffer, offset);
            case ManagedOrderStateDecoder.TEMPLATE_ID -> readManaged(buffer, offset);
            case TradedRangeStateDecoder.TEMPLATE_ID -> readRange(buffer, offset);
            case BalanceStateDecoder.TEMPLATE_ID -> readBalance(buffer, offset);
            case MarketStateDecoder.TEMPLATE_ID -> readMarket(buffer, offset);
            case OutcomeMarketStateDecoder.TEMPLATE_ID -> {
                outcome.wrapAndApplyHeader(buffer, offset, header);
                AuditedMarket of = venue.markets.get(outcome.market());
                of.priceMinimum = outcome.priceMinimum();
                of.priceMaximum = outcome.priceMaximum();
                of.isSettled = outcome.settled() == 1;
                of.settlementPrice = outcome.settlementPrice();
            }
            case PositionStateDecoder.TEMPLATE_ID -> readPosition(buffer, offset);
            case FundStateDecoder.TEMPLATE_ID ->
                funds.read(sequence, fund.wrapAndApplyHeader(buffer, offset, header));
            case FundRedemptionStateDecoder.TEMPLATE_ID ->
                funds.read(sequence, redemption.wrapAndApplyHeader(buffer, offset, header));
            case ItemStateDecoder.TEMPLATE_ID ->
                items.read(item.wrapAndApplyHeader(buffer, offset, header));
            case OptionStateDecoder.TEMPLATE_ID -> readOption(buffer, offset);
            case OptionContractStateDecoder.TEMPLATE_ID -> readContract(buffer, offset);
            case OrderStateRecordDecoder.TEMPLATE_ID -> readOrder(buffer, offset);
            case OwnershipStateDecoder.TEMPLATE_ID -> {
                ownership.wrapAndApplyHeader(buffer, offset, header);
                venue.accounts.get(ownership.account()).owners++;
            }
            case CreditStateDecoder.TEMPLATE_ID -> {
                credit.wrapAndApplyHeader(buffer, offset, header);
                owning.setCredit(
                        credit.account(), (int) credit.asset(), credit.owner(), credit.credit());
            }
            case CodeStateDecoder.TEMPLATE_ID -> readCode(buffer, offset);
            case TradeStateDecoder.TEMPLATE_ID ->
                corrections.read(trade.wrapAndApplyHeader(buffer, offset, header));
            case FeeTierStateDecoder.TEMPLATE_ID ->
                terms.read(tier.wrapAndApplyHeader(buffer, offset, header));
            case TradedVolumeStateDecoder.TEMPLATE_ID ->
                terms.read(volume.wrapAndApplyHeader(buffer, offset, header));
            case LinkStateDecoder.TEMPLATE_ID ->
                terms.read(link.wrapAndApplyHeader(buffer, offset, header));
            case StateEndDecoder.TEMPLATE_ID -> check();
            default -> {}
        }
    }

    private void readBalance(DirectBuffer buffer, int offset) {
        balance.wrapAndApplyHeader(buffer, offset, header);
        AuditedBalance read =
                venue.balance(venue.accounts.get(balance.account()), (int) balance.asset());
        read.cash = balance.cash();
        read.held = balance.held();
        read.sum.sum += read.cash;
    }

    private void readMarket(DirectBuffer buffer, int offset) {
        market.wrapAndApplyHeader(buffer, offset, header);
        int base = (int) market.baseAsset();
        int quote = (int) market.quoteAsset();
        AuditedMarket read = new AuditedMarket(
                market.market(),
                (int) market.universe(),
                base,
                quote,
                Arithmetic.notionalDivisor(venue.scale(base), venue.scale(quote)),
                market.status());
        read.lastOrder = market.nextOrder() - 1;
        read.lastTrade = market.nextTrade() - 1;
        read.update = market.update();
        read.undone(market.lastPrice());
        venue.markets.put(read.id, read);
        terms.read(market);
    }

    private void readOrder(DirectBuffer buffer, int offset) {
        order.wrapAndApplyHeader(buffer, offset, header);
        AuditedMarket of = venue.markets.get(order.market());
        AuditedAccount owner = venue.accounts.get(order.account());
        AuditedOrder read = new AuditedOrder(
                of,
                order.order(),
                owner,
                order.side() == Side.BUY,
                venue.balance(owner, of.ofContracts ? of.quoteAsset : of.baseAsset),
                venue.balance(owner, of.quoteAsset));
        read.orderType = order.orderType();
        read.timeInForce = order.timeInForce();
        read.isPostOnly = order.postOnly() == 1;
        read.price = order.price();
        read.quantity = order.quantity();
        read.budget = order.budget();
        read.makerFeePpm = order.makerFeePpm();
        read.takerFeePpm = order.takerFeePpm();
        read.remaining = order.remaining();
        read.filled = order.filled();
        read.makerNotional = order.makerNotional();
        read.takerNotional = order.takerNotional();
        read.makerFees = order.makerFees();
        read.takerFees = order.takerFees();
        of.open.put(read.id, read);
        of.side(read.isBuy).append(read);
        if (of.ofContracts) {
            positions.count(read);
        } else {
            orders.countHold(read);
        }
    }

    private void readPosition(DirectBuffer buffer, int offset) {
        position.wrapAndApplyHeader(buffer, offset, header);
        AuditedMarket of = venue.markets.get(position.market());
        AuditedAccount owner = venue.accounts.get(position.account());
        AuditedPosition read = venue.position(of, venue.balance(owner, of.quoteAsset));
        read.quantity = position.quantity();
        corrections.read(position);
        of.positionSum += read.quantity;
        venue.touch(read);
    }

    private void readOption(DirectBuffer buffer, int offset) {
        option.wrapAndApplyHeader(buffer, offset, header);
        AuditedOption read = new AuditedOption(
                venue.markets.get(option.underlying()),
                option.call() == 1,
                option.strike(),
                option.expiresAt());
        read.lastContract = option.nextContract() - 1;
        venue.markets.get(option.market()).option = read;
    }

    private void readContract(DirectBuffer buffer, int offset) {
        contract.wrapAndApplyHeader(buffer, offset, header);
        options.set(
                venue.markets.get(contract.market()),
                contract.contract(),
                venue.accounts.get(contract.holder()),
                venue.accounts.get(contract.writer()),
                contract.quantity());
    }

    private void readCode(DirectBuffer buffer, int offset) {
        code.wrapAndApplyHeader(buffer, offset, header);
        if (code.claimant() == 0) {
            owning.reserve(code.codeId(), code.issuer(), (int) code.asset(), code.amount());
        }
    }

    private void readWaiting(DirectBuffer buffer, int offset) {
        waiting.wrapAndApplyHeader(buffer, offset, header);
        AuditedMarket of = venue.markets.get(waiting.market());
        AuditedAccount owner = venue.accounts.get(waiting.account());
        AuditedOrder read = new AuditedOrder(
                of,
                waiting.order(),
                owner,
                waiting.side() == Side.BUY,
                venue.balance(owner, of.baseAsset),
                venue.balance(owner, of.quoteAsset));
        read.orderType = waiting.orderType();
        read.timeInForce = waiting.timeInForce();
        read.price = waiting.price();
        read.quantity = waiting.quantity();
        read.remaining = waiting.quantity();
        read.makerFeePpm = waiting.makerFeePpm();
        read.takerFeePpm = waiting.takerFeePpm();
        read.isWaiting = true;
        read.condition = waiting.condition();
        read.triggerPrice = waiting.triggerPrice();
        // Without a hold of its own it shares that of a partner, which the auditor cannot name.
        read.holder = waiting.held() == 0 ? read : null;
        of.waiting++;
        of.open.put(read.id, read);
        orders.countHold(read);
    }

    private void readBracket(DirectBuffer buffer, int offset) {
        bracket.wrapAndApplyHeader(buffer, offset, header);
        AuditedMarket of = venue.markets.get(bracket.market());
        AuditedOrder entry = of.open.get(bracket.entry());
        terms.read(bracket);
        if (bracket.takeProfit() == 0 && entry != null) {
            of.entries.put(entry.id, entry);
        }
    }

    private void readManaged(DirectBuffer buffer, int offset) {
        managed.wrapAndApplyHeader(buffer, offset, header);
        AuditedOrder of = venue.markets.get(managed.market()).open.get(managed.order());
        of.display = managed.display();
        of.shown = managed.shown();
        of.peg = managed.peg();
        of.pegLimit = managed.pegLimit();
        of.reducesOnly = managed.reduceOnly() == 1;
    }

    private void readRange(DirectBuffer buffer, int offset) {
        range.wrapAndApplyHeader(buffer, offset, header);
        AuditedMarket of = venue.markets.get(range.market());
        of.lowPrice = range.lowPrice();
        of.highPrice = range.highPrice();
    }

    private void check() {
        positions.commandEnds(sequence);
        venue.accounts
                .values()
                .forEach(each -> each.balances.values().forEach(balanceOf -> {
                    postings.checkNotNegative(sequence, balanceOf);
                    postings.checkHeld(sequence, balanceOf);
                    postings.checkCredits(sequence, balanceOf);
                    postings.checkAvailable(sequence, balanceOf);
                }));
        venue.sums().forEach(sum -> postings.checkSum(sequence, sum));
        venue.markets.values().forEach(each -> orders.checkMarket(sequence, each));
        venue.commandEnds();
        isComplete = true;
    }
}
