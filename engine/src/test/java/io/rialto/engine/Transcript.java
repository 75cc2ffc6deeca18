package io.rialto.engine;

import io.rialto.money.Side;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Writes every event down as one line that can be read: what a test compares. Numbers are as in the
 * event, accounts, markets and assets by their ids without the shard.
 */
public class Transcript implements EventSink {

    private final List<String> lines = new ArrayList<>();
    private long sequence;

    /** The lines since the last call. */
    public List<String> take() {
        List<String> taken = List.copyOf(lines);
        lines.clear();
        return taken;
    }

    /** Goes on numbering where another engine stopped, as a restored one does. */
    void continueAfter(long lastSequence) {
        sequence = lastSequence;
    }

    @Override
    public long sequence() {
        return sequence;
    }

    void add(String line) {
        sequence++;
        lines.add(line);
    }

    @Override
    public void rulesActivated(int version) {
        add("rules " + version);
    }

    @Override
    public void gatewayOpened(int gatewayId, int epoch, long instanceHigh, long instanceLow) {
        add("gateway " + gatewayId + " epoch " + epoch);
    }

    @Override
    public void assetCreated(int asset, String symbol, int scale, int displayScale) {
        add("asset " + asset + " " + symbol + " scale " + scale);
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
        add("account " + account + " " + name + " group " + selfTradeGroup);
    }

    @Override
    public void administratorChanged(long account, boolean administrator) {
        add("administrator " + account + " " + administrator);
    }

    @Override
    public void tokenIssued(
            long tokenId, long account, byte[] tokenHash, long expiresAt, String label) {
        add("token " + tokenId + " of " + account);
    }

    @Override
    public void tokenRevoked(long tokenId, long account) {
        add("token " + tokenId + " revoked");
    }

    @Override
    public void marketCreated(long market, int universe, MarketSpec spec) {
        add("market " + market + " " + spec.symbol());
    }

    @Override
    public void marketStatusChanged(long market, MarketStatus status, String reason) {
        add("market " + market + " " + status);
    }

    @Override
    public void marketStatusSet(
            long market,
            MarketStatus previous,
            MarketStatus status,
            StatusCause cause,
            long actor,
            String reason) {
        add("market " + market + " " + status);
    }

    @Override
    public void marketVisibilitySet(
            long market, boolean restricted, boolean hidesAccounts, String reason) {
        add("market " + market + " restricted " + restricted + " hides " + hidesAccounts);
    }

    @Override
    public void marketViewerSet(long market, long account, boolean visible, String reason) {
        add("market " + market + " viewer " + account + " " + visible);
    }

    @Override
    public void marketFeesChanged(long market, int makerFeePpm, int takerFeePpm) {
        add("market " + market + " fees " + makerFeePpm + "/" + takerFeePpm);
    }

    @Override
    public void selfTradeGroupChanged(long account, long selfTradeGroup) {
        add("account " + account + " group " + selfTradeGroup);
    }

    @Override
    public void orderWaiting(
            long market,
            long order,
            long account,
            Condition condition,
            long triggerPrice,
            long trail) {
        String what = trail == 0 ? "@" + triggerPrice : "@" + triggerPrice + " trail " + trail;
        add("waiting #" + order + " " + condition + " " + what);
    }

    @Override
    public void marketFigureSet(
            long market,
            MarketFigure figure,
            long value,
            long previous,
            long actor,
            String reason) {
        add("figure " + figure + " " + value + " was " + previous + " by " + actor);
    }

    @Override
    public void auctionIndicated(long market, long price, long quantity, long surplus) {
        add("indicated " + quantity + "@" + price + " surplus " + surplus);
    }

    @Override
    public void killSwitchSet(
            long account, long market, KillSwitch position, long actor, String reason) {
        add("kill account " + account + " market " + market + " " + position + " by " + actor);
    }

    @Override
    public void deadManSet(long account, long at) {
        add("dead man of " + account + " at " + at);
    }

    @Override
    public void bracketPlaced(long market, long entry, long account, Exits exits) {
        add("bracket #" + entry + " take profit " + exits.takeProfitPrice() + " stop "
                + exits.stopPrice());
    }

    @Override
    public void exitsPlaced(long market, long entry, long account, long takeProfit, long stop) {
        add("exits of #" + entry + " take profit #" + takeProfit + " stop #" + stop);
    }

    @Override
    public void ordersLinked(long market, long order, long other) {
        add("linked #" + order + " #" + other);
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
        add("managed #" + order
                + (display == 0 ? "" : " shows " + display)
                + (peg == Peg.NONE ? "" : " follows " + peg + " " + offset + " to " + limit)
                + (reduceOnly ? " reduces" : ""));
    }

    @Override
    public void orderShown(long market, long order, long update, long shown) {
        add("shown #" + order + " " + shown + " u" + update);
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
        add("tier " + volume + (removed ? " removed" : " " + makerFeePpm + " " + takerFeePpm));
    }

    @Override
    public void deadManFired(long account) {
        add("dead man of " + account + " fired");
    }

    @Override
    public void marketUncrossed(long market, long price, long quantity, long surplus) {
        add("uncrossed " + quantity + "@" + price + " surplus " + surplus);
    }

    @Override
    public void triggerMoved(long market, long order, long account, long triggerPrice) {
        add("moved #" + order + " @" + triggerPrice);
    }

    @Override
    public void waitingAmended(long market, long order, long account, long price, long quantity) {
        add("waiting amended #" + order + " " + quantity + "@" + price);
    }

    @Override
    public void orderTriggered(long market, long order, long account, long price, long lastPrice) {
        add("triggered #" + order + " @" + price + " last " + lastPrice);
    }

    @Override
    public void orderAccepted(OrderAccepted order) {
        add("accepted " + terms(order));
    }

    /** The terms of an order. */
    public static String terms(OrderAccepted order) {
        StringBuilder text = new StringBuilder();
        text.append('#').append(order.order).append(" of ").append(order.account);
        text.append(' ').append(side(order.side)).append(' ').append(order.quantity);
        if (order.budget != 0) {
            text.append(" budget ").append(order.budget);
        }
        text.append('@').append(order.price);
        text.append(' ').append(order.orderType).append(' ').append(order.timeInForce);
        if (order.postOnly) {
            text.append(" post-only");
        }
        if (order.expiresAt != 0) {
            text.append(" until ").append(order.expiresAt);
        }
        if (!order.clientOrderId.isEmpty()) {
            text.append(" id ").append(order.clientOrderId);
        }
        text.append(' ').append(order.selfTradePrevention);
        text.append(" fees ").append(order.makerFeePpm).append('/').append(order.takerFeePpm);
        return text.toString();
    }

    private static String side(Side side) {
        return side == Side.BUY ? "buy" : "sell";
    }

    @Override
    public void orderRested(
            long market, long order, long update, long price, long remaining, Side side) {
        add("rested #" + order + " " + side(side) + " " + remaining + "@" + price + " u" + update);
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
        String why = selfTrade ? " self-trade" : "";
        add("reduced #" + order + " to " + quantity + " left " + remaining + why + " u" + update);
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
        String terms = quantity + "@" + price + " left " + remaining;
        add("amended #" + order + " to " + terms + " u" + update);
    }

    @Override
    public void traded(Traded trade) {
        add("traded t"
                + trade.trade
                + " "
                + side(trade.takerSide)
                + " "
                + trade.quantity
                + "@"
                + trade.price
                + " = "
                + trade.notional
                + " taker #"
                + trade.takerOrder
                + " of "
                + trade.takerAccount
                + " fee "
                + trade.takerFee
                + " maker #"
                + trade.makerOrder
                + " of "
                + trade.makerAccount
                + " fee "
                + trade.makerFee
                + " left "
                + trade.makerRemaining
                + " u"
                + trade.update);
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
        String end = reason + " filled " + filled + " left " + remaining;
        add("closed #" + order + " " + end + (rested ? " rested" : "") + " u" + update);
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
        String change = signed(cashDelta) + " held " + signed(heldDelta);
        String balance = cash + " held " + held;
        add("posted " + account + "/" + asset + " " + cause + " " + change + " = " + balance);
    }

    private static String signed(long delta) {
        return delta > 0 ? "+" + delta : Long.toString(delta);
    }

    @Override
    public void itemListed(long listing, int universe, long seller, ItemTerms terms) {
        add("item " + listing + " of " + seller + ": " + terms.name() + " for "
                + terms.buyNowPrice());
    }

    @Override
    public void itemEdited(long listing, ItemTerms terms) {
        add("item " + listing + " is now " + terms.name() + " for " + terms.buyNowPrice());
    }

    @Override
    public void itemDeleted(long listing, String reason) {
        add("item " + listing + " deleted");
    }

    @Override
    public void itemSold(long listing, long owner, long price, int contributors, String reason) {
        add("item " + listing + " sold to " + owner + " for " + price + " by " + contributors);
    }

    @Override
    public void itemPaid(long listing, long account, long amount) {
        add("item " + listing + " paid by " + account + ": " + amount);
    }

    @Override
    public void optionCreated(long market, OptionTerms terms) {
        add("option " + market + (terms.call() ? " call" : " put") + " on " + terms.underlying()
                + " at " + terms.strike()
                + (terms.expiresAt() == 0 ? "" : " until " + terms.expiresAt()));
    }

    @Override
    public void optionContractChanged(
            long market, long contract, long holder, long writer, long quantity) {
        add("contract " + contract + " of " + market + ": " + writer + " owes " + holder + " "
                + quantity);
    }

    @Override
    public void optionExercised(
            long market, long contract, long holder, long writer, long quantity, long paid) {
        add("exercised " + quantity + " of contract " + contract + " of " + market + ": " + holder
                + " pays " + writer + " " + paid);
    }

    @Override
    public void outcomeMarketCreated(long market, OutcomeTerms terms) {
        add("outcome market " + market + " " + words(terms));
    }

    @Override
    public void outcomeMarketEdited(long market, OutcomeTerms terms) {
        add("edited " + market + " " + words(terms));
    }

    private static String words(OutcomeTerms terms) {
        return terms.kind() + " from " + terms.priceMinimum() + " to " + terms.priceMaximum()
                + " of " + terms.owner() + " type " + terms.type() + " group " + terms.group()
                + " title " + terms.title() + (terms.pinned() ? " pinned" : "");
    }

    @Override
    public void fundCreated(long market, long redemption, FundTerms terms) {
        add("fund " + market + " redeemed against " + redemption + " for "
                + terms.redemptionFee() + " into "
                + terms.constituents().stream()
                        .map(each -> each.multiplier() + " of " + each.market())
                        .collect(Collectors.joining(", ")));
    }

    @Override
    public void fundRedeemed(long market, long account, long quantity, long fee) {
        add("redeemed " + market + " by " + account + " " + quantity + " fee " + fee);
    }

    @Override
    public void marketSettled(long market, long price, int positions, String reason) {
        add("settled " + market + " at " + price + " for " + positions + " because " + reason);
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
        add("busted t" + trade + " of " + market + ": " + seller + " to " + buyer + " " + quantity
                + "@" + price + " = " + notional + " fees " + buyerFee + "/" + sellerFee + " last "
                + lastPrice + " because " + reason);
    }

    @Override
    public void marketVoided(long market, VoidCause cause, int postings, String reason) {
        add("voided " + market + " " + cause + " " + postings + " because " + reason);
    }

    @Override
    public void settlementCorrected(
            long market, long previousPrice, long price, int postings, String reason) {
        add("corrected " + market + " from " + previousPrice + " to " + price + " by " + postings
                + " because " + reason);
    }

    @Override
    public void issued(long account, int asset, long amount, String note) {
        add("issued " + account + "/" + asset + " " + amount);
    }

    @Override
    public void withdrawn(long account, int asset, long amount, String note) {
        add("withdrawn " + account + "/" + asset + " " + amount);
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
        add("denied " + code + " needed " + needed + " available " + available);
    }

    @Override
    public void ownerAdded(long account, long owner) {
        add("OwnerAdded " + account + " " + owner);
    }

    @Override
    public void ownerRemoved(long account, long owner) {
        add("OwnerRemoved " + account + " " + owner);
    }

    @Override
    public void creditChanged(long account, int asset, long owner, long credit) {
        add("CreditChanged " + account + " " + asset + " " + owner + " " + credit);
    }

    @Override
    public void transferred(
            long transfer, long account, long recipient, int asset, long amount, String note) {
        add("Transferred " + transfer + " " + account + " " + recipient + " " + asset + " " + amount
                + " " + note);
    }

    @Override
    public void gifted(long transfer, long account, int asset, long amount, String note) {
        add("Gifted " + transfer + " " + account + " " + asset + " " + amount + " " + note);
    }

    @Override
    public void universeCreated(int universe, long owner, String name) {
        add("UniverseCreated " + universe + " " + owner + " " + name);
    }

    @Override
    public void cohortChanged(int universe, Cohort cohort) {
        add("CohortChanged " + universe + " " + cohort);
    }

    @Override
    public void memberAdded(int universe, long user, long account) {
        add("MemberAdded " + universe + " " + user + " " + account);
    }

    @Override
    public void universeReset(int universe, long accounts, String reason) {
        add("UniverseReset " + universe + " " + accounts + " " + reason);
    }

    @Override
    public void messagePosted(int universe, String text) {
        add("MessagePosted " + universe + " " + text);
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
        add("CodeIssued " + codeId + " " + issuer + " " + asset + " " + amount + " " + expiresAt
                + " " + note);
    }

    @Override
    public void codeEnded(long codeId, long claimant) {
        add("CodeEnded " + codeId + " " + claimant);
    }

    @Override
    public void accountStatusChanged(long account, AccountStatus status, String reason) {
        add("AccountStatusChanged " + account + " " + status + " " + reason);
    }

    @Override
    public void profileChanged(long account, int colour, String displayName) {
        add("ProfileChanged " + account + " " + colour + " " + displayName);
    }
}
