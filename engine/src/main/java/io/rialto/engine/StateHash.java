package io.rialto.engine;

import io.rialto.matching.SelfTradePrevention;
import io.rialto.money.Side;

/**
 * The hash of a whole state: every field of every record in the order written, each mixed in with
 * fixed arithmetic, so that it is the same in every process. Two engines that have it in common have
 * the same state, but for chance.
 */
public final class StateHash implements StateSink {
    private long hash = 0x243F_6A88_85A3_08D3L;

    /** The hash of what was written so far. */
    public long value() {
        return hash;
    }

    @Override
    public void header(
            int rulesVersion,
            int shard,
            long timeNanos,
            long nextAsset,
            long nextAccount,
            long nextMarket,
            long nextToken) {
        add(200);
        add(rulesVersion);
        add(shard);
        add(timeNanos);
        add(nextAsset);
        add(nextAccount);
        add(nextMarket);
        add(nextToken);
    }

    @Override
    public void asset(int asset, String symbol, int scale, int displayScale) {
        add(201);
        add(asset);
        add(symbol);
        add(scale);
        add(displayScale);
    }

    @Override
    public void account(
            long account,
            int universe,
            AccountKind kind,
            boolean administrator,
            long personHigh,
            long personLow,
            long selfTradeGroup,
            String name) {
        add(202);
        add(account);
        add(universe);
        add(kind.number());
        add(administrator ? 1 : 0);
        add(personHigh);
        add(personLow);
        add(selfTradeGroup);
        add(name);
    }

    @Override
    public void balance(long account, int asset, long cash, long held) {
        add(203);
        add(account);
        add(asset);
        add(cash);
        add(held);
    }

    @Override
    public void token(long tokenId, long account, byte[] tokenHash, long expiresAt, String label) {
        add(204);
        add(tokenId);
        add(account);
        add(tokenHash);
        add(expiresAt);
        add(label);
    }

    @Override
    public void market(
            long market,
            int universe,
            MarketSpec spec,
            long lastPrice,
            long nextOrder,
            long nextTrade,
            long update) {
        add(205);
        add(market);
        add(universe);
        add(spec);
        add(lastPrice);
        add(nextOrder);
        add(nextTrade);
        add(update);
    }

    @Override
    public void order(OrderRecord order) {
        add(206);
        add(order.terms);
        add(order.remaining);
        add(order.filled);
        add(order.held);
        add(order.makerNotional);
        add(order.takerNotional);
        add(order.makerFees);
        add(order.takerFees);
        add(order.acceptedAt);
    }

    private void add(EventSink.OrderAccepted terms) {
        add(terms.market);
        add(terms.order);
        add(terms.account);
        for (int word = 0; word < ClientOrderId.WORDS; word++) {
            add(terms.clientOrderId.word(word));
        }
        add(terms.price);
        add(terms.quantity);
        add(terms.budget);
        add(terms.expiresAt);
        add(terms.makerFeePpm);
        add(terms.takerFeePpm);
        add(terms.side == Side.BUY ? 1 : 2);
        add(terms.orderType.number());
        add(terms.timeInForce.number());
        add(prevention(terms.selfTradePrevention));
        add(terms.postOnly ? 1 : 0);
    }

    @Override
    public void gateway(
            int gatewayId, int epoch, long instanceHigh, long instanceLow, long lastNumber) {
        add(207);
        add(gatewayId);
        add(epoch);
        add(instanceHigh);
        add(instanceLow);
        add(lastNumber);
    }

    @Override
    public void gatewayOutcome(int gatewayId, long number, Outcome outcome) {
        add(208);
        add(gatewayId);
        add(number);
        add(outcome);
    }

    @Override
    public void key(
            long actor,
            long keyHigh,
            long keyLow,
            long payloadHash,
            long rememberedAt,
            Outcome outcome) {
        add(209);
        add(actor);
        add(keyHigh);
        add(keyLow);
        add(payloadHash);
        add(rememberedAt);
        add(outcome);
    }

    @Override
    public void accountCounters(int nextUniverse, long nextTransfer, long nextCode) {
        add(210);
        add(nextUniverse);
        add(nextTransfer);
        add(nextCode);
    }

    @Override
    public void universe(int universe, long owner, String name) {
        add(211);
        add(universe);
        add(owner);
        add(name);
    }

    @Override
    public void cohort(int universe, Cohort cohort) {
        add(212);
        add(universe);
        add(cohort.asset());
        add(cohort.startingBalance());
        add(cohort.reportingAsset());
        add(cohort.auctions() ? 1 : 0);
        add(cohort.readOnly() ? 1 : 0);
        add(cohort.marketCreators().number());
    }

    @Override
    public void member(int universe, long user, long account) {
        add(213);
        add(universe);
        add(user);
        add(account);
    }

    @Override
    public void ownership(long account, long owner, long stake) {
        add(214);
        add(account);
        add(owner);
        add(stake);
    }

    @Override
    public void credit(long account, int asset, long owner, long credit) {
        add(215);
        add(account);
        add(asset);
        add(owner);
        add(credit);
    }

    @Override
    public void code(
            long codeId,
            long issuer,
            byte[] codeHash,
            int asset,
            long amount,
            long expiresAt,
            long claimant) {
        add(216);
        add(codeId);
        add(issuer);
        add(codeHash);
        add(asset);
        add(amount);
        add(expiresAt);
        add(claimant);
    }

    @Override
    public void accountStatus(long account, AccountStatus status) {
        add(217);
        add(account);
        add(status.number());
    }

    @Override
    public void profile(long account, int colour, String displayName) {
        add(218);
        add(account);
        add(colour);
        add(displayName);
    }

    @Override
    public void outcomeMarket(
            long market, OutcomeTerms terms, boolean settled, long settlementPrice) {
        add(220);
        add(market);
        add(terms.kind().number());
        add(terms.priceMinimum());
        add(terms.priceMaximum());
        add(terms.owner());
        add(terms.pinned() ? 1 : 0);
        add(terms.descriptionHash());
        add(terms.type());
        add(terms.group());
        add(terms.title());
        add(settled ? 1 : 0);
        add(settlementPrice);
    }

    @Override
    public void position(long market, long account, long quantity, long spent, long feesPaid) {
        add(221);
        add(market);
        add(account);
        add(quantity);
        add(spent);
        add(feesPaid);
    }

    @Override
    public void fund(long market, long redemption, FundTerms terms) {
        add(222);
        add(market);
        add(redemption);
        add(terms.redemptionFee());
        add(terms.constituents().size());
        for (Constituent each : terms.constituents()) {
            add(each.market());
            add(each.multiplier());
        }
    }

    @Override
    public void fundRedemption(long market, long account, long quantity) {
        add(223);
        add(market);
        add(account);
        add(quantity);
    }

    @Override
    public void itemCounter(long nextListing) {
        add(242);
        add(nextListing);
    }

    @Override
    public void item(
            long listing, int universe, long seller, ItemTerms terms, long owner, long price) {
        add(243);
        add(listing);
        add(universe);
        add(seller);
        add(terms.name());
        add(terms.description());
        add(terms.picture());
        add(terms.asset());
        add(terms.buyNowPrice());
        add(owner);
        add(price);
    }

    @Override
    public void option(long market, OptionTerms terms, long nextContract) {
        add(225);
        add(market);
        add(terms.underlying());
        add(terms.call() ? 1 : 0);
        add(terms.strike());
        add(terms.expiresAt());
        add(nextContract);
    }

    @Override
    public void optionContract(
            long market, long contract, long holder, long writer, long quantity) {
        add(226);
        add(market);
        add(contract);
        add(holder);
        add(writer);
        add(quantity);
    }

    @Override
    public void waitingOrder(WaitingRecord order) {
        add(230);
        add(order.terms);
        add(order.condition.number());
        add(order.triggerPrice);
        add(order.trail);
        add(order.isProtected ? 1 : 0);
        add(order.held);
        add(order.acceptedAt);
    }

    @Override
    public void tradedRange(long market, long lowPrice, long highPrice) {
        add(231);
        add(market);
        add(lowPrice);
        add(highPrice);
    }

    @Override
    public void marketFigure(long market, MarketFigure figure, long value) {
        add(232);
        add(market);
        add(figure.number());
        add(value);
    }

    @Override
    public void killSwitch(long account, long market, KillSwitch position) {
        add(233);
        add(account);
        add(market);
        add(position.number());
    }

    @Override
    public void deadMan(long account, long at) {
        add(234);
        add(account);
        add(at);
    }

    @Override
    public void orderRate(long market, long account, long usedUntil) {
        add(235);
        add(market);
        add(account);
        add(usedUntil);
    }

    @Override
    public void managedOrder(ManagedRecord order) {
        add(237);
        add(order.market());
        add(order.order());
        add(order.display());
        add(order.shown());
        add(order.peg().number());
        add(order.offset());
        add(order.limit());
        add(order.reduceOnly() ? 1 : 0);
    }

    @Override
    public void bracket(BracketRecord bracket) {
        add(229);
        add(bracket.market());
        add(bracket.entry());
        add(bracket.account());
        add(bracket.exits().takeProfitPrice());
        add(bracket.exits().takeProfitLimit());
        add(bracket.exits().stopPrice());
        add(bracket.exits().stopLimit());
        add(bracket.takeProfit());
        add(bracket.stop());
        add(bracket.armed());
        add(bracket.left());
        add(prevention(bracket.selfTradePrevention()));
    }

    @Override
    public void feeTier(long market, long volume, int makerFeePpm, int takerFeePpm) {
        add(238);
        add(market);
        add(volume);
        add(makerFeePpm);
        add(takerFeePpm);
    }

    @Override
    public void tradedVolume(long market, long account, long day, long volume) {
        add(239);
        add(market);
        add(account);
        add(day);
        add(volume);
    }

    @Override
    public void link(long market, long order, long other) {
        add(236);
        add(market);
        add(order);
        add(other);
    }

    @Override
    public void unchargedNotional(long market, long order, long notional) {
        add(247);
        add(market);
        add(order);
        add(notional);
    }

    @Override
    public void marketVisibility(long market, boolean restricted, boolean hidesAccounts) {
        add(240);
        add(market);
        add(restricted ? 1 : 0);
        add(hidesAccounts ? 1 : 0);
    }

    @Override
    public void marketViewer(long market, long account) {
        add(241);
        add(market);
        add(account);
    }

    @Override
    public void trade(
            long market,
            long trade,
            long buyer,
            long seller,
            long price,
            long quantity,
            long notional,
            long buyerFee,
            long sellerFee,
            boolean busted) {
        add(246);
        add(market);
        add(trade);
        add(buyer);
        add(seller);
        add(price);
        add(quantity);
        add(notional);
        add(buyerFee);
        add(sellerFee);
        add(busted ? 1 : 0);
    }

    @Override
    public void end() {
        add(299);
    }

    private void add(MarketSpec spec) {
        add(spec.symbol());
        add(spec.baseAsset());
        add(spec.quoteAsset());
        add(spec.tick());
        add(spec.lot());
        add(spec.priceMaximum());
        add(spec.quantityMinimum());
        add(spec.quantityMaximum());
        add(spec.notionalMinimum());
        add(spec.notionalMaximum());
        add(spec.positionMaximum());
        add(spec.referencePrice());
        add(spec.priceBandPpm());
        add(spec.protectionPpm());
        add(spec.openOrdersAccountMax());
        add(spec.openOrdersMarketMax());
        add(spec.makerFeePpm());
        add(spec.takerFeePpm());
        add(prevention(spec.selfTradePrevention()));
        add(spec.status().number());
    }

    private void add(Outcome outcome) {
        add(outcome.code.number());
        add(outcome.sequence);
        add(outcome.timeNanos);
        add(outcome.id);
        add(outcome.count);
        add(outcome.filledQuantity);
        add(outcome.filledNotional);
        add(outcome.fees);
        add(outcome.remaining);
        add(outcome.needed);
        add(outcome.available);
        add(outcome.state.number());
        add(outcome.related);
        add(outcome.relatedCode.number());
    }

    private void add(String text) {
        add(text.length());
        for (int i = 0; i < text.length(); i++) {
            add(text.charAt(i));
        }
    }

    private void add(byte[] bytes) {
        add(bytes.length);
        for (byte each : bytes) {
            add(each);
        }
    }

    private void add(long value) {
        long mixed = (hash ^ value) * 0x9E37_79B9_7F4A_7C15L;
        hash = Long.rotateLeft(mixed ^ (mixed >>> 32), 23) + 0x1319_8A2E_0370_7344L;
    }

    /** The numbers of the wire. */
    private static int prevention(SelfTradePrevention prevention) {
        return switch (prevention) {
            case NONE -> 2;
            case CANCEL_NEWEST -> 3;
            case CANCEL_OLDEST -> 4;
            case CANCEL_BOTH -> 5;
            case DECREMENT -> 6;
        };
    }
}
