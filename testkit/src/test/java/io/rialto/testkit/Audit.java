package io.rialto.testkit;

import io.rialto.engine.AccountKind;
import io.rialto.engine.AccountStatus;
import io.rialto.engine.ClientOrderId;
import io.rialto.engine.CloseReason;
import io.rialto.engine.Code;
import io.rialto.engine.Cohort;
import io.rialto.engine.Condition;
import io.rialto.engine.Constituent;
import io.rialto.engine.EventSink;
import io.rialto.engine.Exits;
import io.rialto.engine.FundTerms;
import io.rialto.engine.ItemTerms;
import io.rialto.engine.MarketSpec;
import io.rialto.engine.MarketStatus;
import io.rialto.engine.OptionTerms;
import io.rialto.engine.OutcomeTerms;
import io.rialto.engine.Peg;
import io.rialto.engine.PostingCause;
import io.rialto.engine.StatusCause;
import io.rialto.engine.VoidCause;
import io.rialto.money.Side;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reads the engine's events as an auditor would and complains of the first that cannot be: postings
 * that do not sum to zero over a command, or do not follow from the balance before; balances below
 * zero; public update and trade numbers with gaps; fees that are not those of the trade. Folds all of
 * it into a hash, so that two runs can be compared.
 */
final class Audit implements EventSink {
    private record Balance(long cash, long held) {}

    private final Map<NaiveLedger.Key, Balance> balances = new HashMap<>();
    private final Map<Integer, Long> sums = new TreeMap<>();
    private final Map<Long, Long> updates = new HashMap<>();
    private final Map<Long, Long> trades = new HashMap<>();
    private final Set<Integer> backed = new HashSet<>();
    private long sequence;
    private long hash = 1;
    private long expectedFees;

    /** A copy that goes on from the same state. */
    Audit fork() {
        Audit copy = new Audit();
        copy.balances.putAll(balances);
        copy.updates.putAll(updates);
        copy.trades.putAll(trades);
        copy.backed.addAll(backed);
        copy.sequence = sequence;
        copy.hash = hash;
        return copy;
    }

    long hash() {
        return hash;
    }

    /** Call after every command. */
    void endOfCommand() {
        for (Map.Entry<Integer, Long> sum : sums.entrySet()) {
            require(
                    sum.getValue() == 0,
                    "postings of asset " + sum.getKey() + " sum to " + sum.getValue());
        }
        require(expectedFees == 0, "fees posted differ from those traded by " + expectedFees);
        sums.clear();
    }

    private static void require(boolean condition, String complaint) {
        if (!condition) {
            throw new AssertionError(complaint);
        }
    }

    private void event(long... fields) {
        sequence++;
        hash = hash * 0x9E3779B97F4A7C15L + fields.length;
        for (long field : fields) {
            hash = Long.rotateLeft(hash ^ field, 23) * 0x9E3779B97F4A7C15L;
        }
    }

    // A string's hash code is specified; an enum's is another in every process.
    private static long say(String name) {
        return name.hashCode();
    }

    private void update(long market, long update) {
        require(update == updates.getOrDefault(market, 0L) + 1, "update number " + update);
        updates.put(market, update);
    }

    @Override
    public long sequence() {
        return sequence;
    }

    @Override
    public void rulesActivated(int version) {
        event(129, version);
    }

    @Override
    public void gatewayOpened(int gatewayId, int epoch, long instanceHigh, long instanceLow) {
        event(1, gatewayId, epoch, instanceHigh, instanceLow);
    }

    @Override
    public void assetCreated(int asset, String symbol, int scale, int displayScale) {
        event(2, asset, scale, displayScale);
    }

    @Override
    public void accountCreated(
            long account,
            int universe,
            AccountKind kind,
            long personHigh,
            long personLow,
            long selfTradeGroup,
            String name) {
        event(3, account, universe, kind.number(), personHigh, personLow, selfTradeGroup);
    }

    @Override
    public void administratorChanged(long account, boolean administrator) {
        event(4, account, administrator ? 1 : 0);
    }

    @Override
    public void tokenIssued(
            long tokenId, long account, byte[] tokenHash, long expiresAt, String label) {
        event(5, tokenId, account, expiresAt);
    }

    @Override
    public void tokenRevoked(long tokenId, long account) {
        event(6, tokenId, account);
    }

    @Override
    public void marketCreated(long market, int universe, MarketSpec spec) {
        if (spec.baseAsset() == OutcomeTerms.NO_ASSET) {
            backed.add(spec.quoteAsset());
        }
        event(7, market, universe, spec.tick(), spec.lot());
    }

    @Override
    public void marketStatusChanged(long market, MarketStatus status, String reason) {
        event(8, market, status.number());
    }

    @Override
    public void marketStatusSet(
            long market,
            MarketStatus previous,
            MarketStatus status,
            StatusCause cause,
            long actor,
            String reason) {
        event(177, market, previous.number(), status.number(), cause.number(), actor);
    }

    @Override
    public void marketVisibilitySet(
            long market, boolean restricted, boolean hidesAccounts, String reason) {
        event(178, market, restricted ? 1 : 0, hidesAccounts ? 1 : 0);
    }

    @Override
    public void marketViewerSet(long market, long account, boolean visible, String reason) {
        event(179, market, account, visible ? 1 : 0);
    }

    @Override
    public void marketFeesChanged(long market, int makerFeePpm, int takerFeePpm) {
        event(9, market, makerFeePpm, takerFeePpm);
    }

    @Override
    public void selfTradeGroupChanged(long account, long selfTradeGroup) {
        event(10, account, selfTradeGroup);
    }

    @Override
    public void orderWaiting(
            long market,
            long order,
            long account,
            Condition condition,
            long triggerPrice,
            long trail) {
        event(160, market, order, account, condition.number(), triggerPrice, trail);
    }

    @Override
    public void marketFigureSet(
            long market,
            io.rialto.engine.MarketFigure figure,
            long value,
            long previous,
            long actor,
            String reason) {
        event(165, market, figure.number(), value, previous, actor);
    }

    @Override
    public void auctionIndicated(long market, long price, long quantity, long surplus) {
        event(166, market, price, quantity, surplus);
    }

    @Override
    public void killSwitchSet(
            long account,
            long market,
            io.rialto.engine.KillSwitch position,
            long actor,
            String reason) {
        event(167, account, market, position.number(), actor);
    }

    @Override
    public void deadManSet(long account, long at) {
        event(168, account, at);
    }

    @Override
    public void orderManaged(
            long market,
            long order,
            long account,
            long display,
            Peg peg,
            long offset,
            long limit,
            boolean reduceOnly) {
        event(
                171,
                market,
                order,
                account,
                display,
                peg.number(),
                offset,
                limit,
                reduceOnly ? 1 : 0);
    }

    @Override
    public void orderShown(long market, long order, long update, long shown) {
        update(market, update);
        event(172, market, order, update, shown);
    }

    @Override
    public void feeTierSet(
            long market,
            long volume,
            int makerFeePpm,
            int takerFeePpm,
            boolean removed,
            long actor,
            String reason) {
        event(173, market, volume, makerFeePpm, takerFeePpm, removed ? 1 : 0, actor);
    }

    @Override
    public void bracketPlaced(long market, long entry, long account, Exits exits) {
        event(
                174,
                market,
                entry,
                account,
                exits.takeProfitPrice(),
                exits.takeProfitLimit(),
                exits.stopPrice(),
                exits.stopLimit());
    }

    @Override
    public void exitsPlaced(long market, long entry, long account, long takeProfit, long stop) {
        event(175, market, entry, account, takeProfit, stop);
    }

    @Override
    public void ordersLinked(long market, long order, long other) {
        event(170, market, order, other);
    }

    @Override
    public void deadManFired(long account) {
        event(169, account);
    }

    @Override
    public void marketUncrossed(long market, long price, long quantity, long surplus) {
        event(164, market, price, quantity, surplus);
    }

    @Override
    public void triggerMoved(long market, long order, long account, long triggerPrice) {
        event(161, market, order, account, triggerPrice);
    }

    @Override
    public void waitingAmended(long market, long order, long account, long price, long quantity) {
        event(162, market, order, account, price, quantity);
    }

    @Override
    public void orderTriggered(long market, long order, long account, long price, long lastPrice) {
        event(163, market, order, account, price, lastPrice);
    }

    @Override
    public void orderAccepted(OrderAccepted order) {
        event(
                11,
                order.market,
                order.order,
                order.account,
                order.price,
                order.quantity,
                order.budget,
                order.expiresAt,
                order.makerFeePpm,
                order.takerFeePpm,
                say(order.side.name()),
                order.orderType.number(),
                order.timeInForce.number(),
                say(order.selfTradePrevention.name()),
                order.clientOrderId.word(0));
    }

    @Override
    public void orderRested(
            long market, long order, long update, long price, long remaining, Side side) {
        update(market, update);
        event(12, market, order, update, price, remaining, say(side.name()));
    }

    @Override
    public void orderReduced(
            long market,
            long order,
            long account,
            long update,
            long quantity,
            long remaining,
            boolean selfTrade) {
        if (update != 0) {
            update(market, update);
        }
        event(13, market, order, account, update, quantity, remaining, selfTrade ? 1 : 0);
    }

    @Override
    public void orderAmended(
            long market,
            long order,
            long account,
            long update,
            long price,
            long quantity,
            long remaining) {
        update(market, update);
        event(14, market, order, account, update, price, quantity, remaining);
    }

    @Override
    public void traded(Traded trade) {
        update(trade.market, trade.update);
        require(trade.trade == trades.getOrDefault(trade.market, 0L) + 1, "trade " + trade.trade);
        trades.put(trade.market, trade.trade);
        expectedFees += trade.makerFee + trade.takerFee;
        event(
                15,
                trade.market,
                trade.trade,
                trade.makerOrder,
                trade.takerOrder,
                trade.makerAccount,
                trade.takerAccount,
                trade.price,
                trade.quantity,
                trade.notional,
                trade.makerFee,
                trade.takerFee,
                trade.makerRemaining,
                say(trade.takerSide.name()));
    }

    @Override
    public void orderClosed(
            long market,
            long order,
            long account,
            long update,
            long remaining,
            long filled,
            CloseReason reason,
            boolean rested) {
        if (update != 0) {
            update(market, update);
        }
        event(
                16,
                market,
                order,
                account,
                update,
                remaining,
                filled,
                reason.number(),
                rested ? 1 : 0);
    }

    @Override
    public void posted(
            long account,
            int asset,
            PostingCause cause,
            long cashDelta,
            long heldDelta,
            long cash,
            long held,
            long market,
            long reference) {
        NaiveLedger.Key key = new NaiveLedger.Key(account, asset);
        Balance before = balances.getOrDefault(key, new Balance(0, 0));
        require(before.cash + cashDelta == cash, "cash of " + key + " before and after");
        require(before.held + heldDelta == held, "held of " + key + " before and after");
        require(held >= 0, "held of " + key + " is " + held);
        boolean mayOwe = account == NaiveVenue.ISSUANCE || account == NaiveVenue.FEES;
        // What contracts back is for those who know the positions to check.
        boolean ofContracts = backed.contains(asset);
        boolean isFine = mayOwe || ofContracts || cash >= held;
        require(isFine, key + " has " + cash + " and holds " + held);
        balances.put(key, new Balance(cash, held));
        sums.merge(asset, cashDelta, Math::addExact);
        if (cause == PostingCause.FEE) {
            expectedFees -= cashDelta;
        }
        event(
                17,
                account,
                asset,
                cause.number(),
                cashDelta,
                heldDelta,
                cash,
                held,
                market,
                reference);
    }

    @Override
    public void itemListed(long listing, int universe, long seller, ItemTerms terms) {
        event(180, listing, universe, seller, terms.buyNowPrice(), say(terms.name()));
    }

    @Override
    public void itemEdited(long listing, ItemTerms terms) {
        event(181, listing, terms.buyNowPrice(), say(terms.name()));
    }

    @Override
    public void itemDeleted(long listing, String reason) {
        event(182, listing);
    }

    @Override
    public void itemSold(long listing, long owner, long price, int contributors, String reason) {
        event(183, listing, owner, price, contributors);
    }

    @Override
    public void itemPaid(long listing, long account, long amount) {
        event(184, listing, account, amount);
    }

    @Override
    public void optionCreated(long market, OptionTerms terms) {
        event(
                154,
                market,
                terms.underlying(),
                terms.call() ? 1 : 0,
                terms.strike(),
                terms.expiresAt());
    }

    @Override
    public void optionContractChanged(
            long market, long contract, long holder, long writer, long quantity) {
        event(155, market, contract, holder, writer, quantity);
    }

    @Override
    public void optionExercised(
            long market, long contract, long holder, long writer, long quantity, long paid) {
        event(156, market, contract, holder, writer, quantity, paid);
    }

    @Override
    public void outcomeMarketCreated(long market, OutcomeTerms terms) {
        event(147, market, terms.priceMinimum(), terms.priceMaximum(), terms.owner());
    }

    @Override
    public void outcomeMarketEdited(long market, OutcomeTerms terms) {
        event(148, market, terms.pinned() ? 1 : 0);
    }

    @Override
    public void fundCreated(long market, long redemption, FundTerms terms) {
        event(150, market, redemption, terms.redemptionFee());
        for (Constituent each : terms.constituents()) {
            event(150, each.market(), each.multiplier());
        }
    }

    @Override
    public void fundRedeemed(long market, long account, long quantity, long fee) {
        event(151, market, account, quantity, fee);
        expectedFees += fee;
    }

    @Override
    public void marketSettled(long market, long price, int positions, String reason) {
        event(149, market, price, positions);
    }

    @Override
    public void issued(long account, int asset, long amount, String note) {
        event(18, account, asset, amount);
    }

    @Override
    public void withdrawn(long account, int asset, long amount, String note) {
        event(19, account, asset, amount);
    }

    @Override
    public void commandDenied(
            int template,
            Code code,
            long account,
            long market,
            long order,
            long needed,
            long available,
            ClientOrderId clientOrderId) {
        event(20, template, code.number(), account, market, order, needed, available);
    }

    @Override
    public void ownerAdded(long account, long owner) {
        event(133, account, owner);
    }

    @Override
    public void ownerRemoved(long account, long owner) {
        event(134, account, owner);
    }

    @Override
    public void creditChanged(long account, int asset, long owner, long credit) {
        event(135, account, asset, owner, credit);
    }

    @Override
    public void transferred(
            long transfer, long account, long recipient, int asset, long amount, String note) {
        event(136, transfer, account, recipient, asset, amount);
    }

    @Override
    public void gifted(long transfer, long account, int asset, long amount, String note) {
        event(137, transfer, account, asset, amount);
    }

    @Override
    public void universeCreated(int universe, long owner, String name) {
        event(138, universe, owner);
    }

    @Override
    public void cohortChanged(int universe, Cohort cohort) {
        event(139, universe, cohort.asset(), cohort.startingBalance(), cohort.reportingAsset());
    }

    @Override
    public void memberAdded(int universe, long user, long account) {
        event(141, universe, user, account);
    }

    @Override
    public void universeReset(int universe, long accounts, String reason) {
        event(142, universe, accounts);
    }

    @Override
    public void messagePosted(int universe, String text) {
        event(143, universe);
    }

    @Override
    public void codeIssued(
            long codeId,
            long issuer,
            byte[] codeHash,
            int asset,
            long amount,
            long expiresAt,
            String note) {
        event(144, codeId, issuer, asset, amount, expiresAt);
    }

    @Override
    public void codeEnded(long codeId, long claimant) {
        event(145, codeId, claimant);
    }

    @Override
    public void accountStatusChanged(long account, AccountStatus status, String reason) {
        event(146, account, status.number());
    }

    @Override
    public void profileChanged(long account, int colour, String displayName) {
        event(128, account, colour);
    }

    @Override
    public void tradeBusted(
            long market,
            long trade,
            long buyer,
            long seller,
            long price,
            long quantity,
            long notional,
            long buyerFee,
            long sellerFee,
            long lastPrice,
            int postings,
            String reason) {
        event(
                186, market, trade, buyer, seller, price, quantity, notional, buyerFee, sellerFee,
                lastPrice, postings);
    }

    @Override
    public void marketVoided(long market, VoidCause cause, int postings, String reason) {
        event(187, market, cause.number(), postings);
    }

    @Override
    public void settlementCorrected(
            long market, long previousPrice, long price, int postings, String reason) {
        event(188, market, previousPrice, price, postings);
    }
}
