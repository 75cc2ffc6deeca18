package io.rialto.gateway;

import io.rialto.protocol.Side;
import io.rialto.sequencer.CommandPublisher;
import io.rialto.sequencer.MarketTerms;
import io.rialto.sequencer.OptionMarketTerms;
import io.rialto.sequencer.OrderTerms;
import io.rialto.sequencer.OutcomeMarketTerms;
import io.rialto.sequencer.OutcomeWords;
import io.rialto.sequencer.RequestContext;
import io.rialto.view.OrderTrigger;

import org.agrona.concurrent.UnsafeBuffer;

/** Puts commands on the wire through the publisher. One per event loop. */
final class CommandEncoder {
    private final CommandPublisher publisher = new CommandPublisher();
    private final UnsafeBuffer buffer =
            new UnsafeBuffer(new byte[2 * CommandPublisher.COMMAND_BYTES_MAX]);
    private final OrderTerms orderTerms = new OrderTerms();
    private final MarketTerms marketTerms = new MarketTerms();

    /** Holds the command that was encoded last. */
    UnsafeBuffer buffer() {
        return buffer;
    }

    /** Encodes a command at the start of the buffer and returns its length. */
    int encode(RequestContext context, Command command) {
        return switch (command) {
            case Command.Other other -> other.encode(publisher, buffer, context);
            case Command.Place place -> place(context, place.order());
            case Command.Amend amend ->
                publisher.amendOrder(
                        buffer,
                        0,
                        context,
                        amend.target().market(),
                        amend.target().orderId(),
                        amend.target().clientOrderId(),
                        amend.price(),
                        amend.quantity());
            case Command.Cancel cancel ->
                publisher.cancelOrder(
                        buffer,
                        0,
                        context,
                        cancel.target().market(),
                        cancel.target().orderId(),
                        cancel.target().clientOrderId());
            case Command.Replace replace ->
                publisher.replaceOrder(
                        buffer,
                        0,
                        context,
                        replace.target().orderId(),
                        replace.target().clientOrderId(),
                        replace.mode(),
                        terms(replace.order()));
            case Command.CancelAll all
            when all.side() == 0 -> publisher.cancelAll(buffer, 0, context, all.market());
            case Command.CancelAll all ->
                publisher.cancelAll(buffer, 0, context, all.market(), Side.get((short) all.side()));
            case Command.Preview preview -> preview(context, preview.order());
            case Command.Uncross uncross ->
                publisher.uncrossMarket(buffer, 0, context, uncross.market());
            case Command.Within within -> encode(context, within.command());
            case Command.CreateAsset asset ->
                publisher.createAsset(
                        buffer, 0, context, asset.symbol(), asset.scale(), asset.displayScale());
            case Command.CreateAccount account ->
                publisher.createAccount(
                        buffer,
                        0,
                        context,
                        account.personHigh(),
                        account.personLow(),
                        account.selfTradeGroup(),
                        account.name());
            case Command.SetAdministrator role ->
                publisher.setAdministrator(buffer, 0, context, role.administrator());
            case Command.IssueToken token ->
                publisher.issueToken(
                        buffer,
                        0,
                        context,
                        token.tokenHash().getBytes(),
                        token.expiresAt(),
                        token.label());
            case Command.RevokeToken token ->
                publisher.revokeToken(buffer, 0, context, token.tokenId());
            case Command.CreateMarket market ->
                publisher.createMarket(buffer, 0, context, terms(market));
            case Command.CreateOutcomeMarket market ->
                publisher.outcomes().create(buffer, 0, context, terms(market));
            case Command.EditOutcomeMarket edit ->
                publisher
                        .outcomes()
                        .edit(
                                buffer,
                                0,
                                context,
                                edit.market(),
                                edit.pinned(),
                                words(edit.words()));
            case Command.CreateOption option ->
                publisher.options().create(buffer, 0, context, terms(option));
            case Command.ExerciseOption exercise ->
                publisher
                        .options()
                        .exercise(
                                buffer,
                                0,
                                context,
                                exercise.market(),
                                exercise.contract(),
                                exercise.quantity());
            case Command.SettleMarket settle ->
                publisher
                        .outcomes()
                        .settle(
                                buffer,
                                0,
                                context,
                                settle.market(),
                                settle.price(),
                                settle.reason());
            case Command.SetMarketStatus change ->
                publisher.setMarketStatus(
                        buffer, 0, context, change.market(), change.status(), change.reason());
            case Command.SetMarketVisibility who ->
                publisher.setMarketVisibility(
                        buffer,
                        0,
                        context,
                        who.market(),
                        who.restricted(),
                        who.hidesAccounts(),
                        who.reason());
            case Command.SetMarketViewer viewer ->
                publisher.setMarketViewer(
                        buffer, 0, context, viewer.market(), viewer.visible(), viewer.reason());
            case Command.SetMarketFees fees ->
                publisher.setMarketFees(
                        buffer, 0, context, fees.market(), fees.makerFeePpm(), fees.takerFeePpm());
            case Command.Issue issue ->
                publisher.issue(buffer, 0, context, issue.asset(), issue.amount(), issue.note());
            case Command.Withdraw withdraw ->
                publisher.withdraw(
                        buffer, 0, context, withdraw.asset(), withdraw.amount(), withdraw.note());
            case Command.SetSelfTradeGroup group ->
                publisher.setSelfTradeGroup(buffer, 0, context, group.selfTradeGroup());
            case Command.ActivateRules rules ->
                publisher.activateRules(buffer, 0, context, rules.version());
        };
    }

    private int place(RequestContext context, OrderRequest order) {
        OrderTrigger trigger = order.trigger();
        return order.isConditional()
                ? publisher
                        .conditional()
                        .place(
                                buffer,
                                0,
                                context,
                                terms(order),
                                trigger.condition(),
                                trigger.price(),
                                trigger.trail())
                : publisher.placeOrder(buffer, 0, context, terms(order));
    }

    private int preview(RequestContext context, OrderRequest order) {
        OrderTrigger trigger = order.trigger();
        return order.isConditional()
                ? publisher
                        .conditional()
                        .preview(
                                buffer,
                                0,
                                context,
                                terms(order),
                                trigger.condition(),
                                trigger.price(),
                                trigger.trail())
                : publisher.previewOrder(buffer, 0, context, terms(order));
    }

    private OrderTerms terms(OrderRequest order) {
        return fill(orderTerms, order);
    }

    /** Puts what a client gave into the terms of a command. */
    static OrderTerms fill(OrderTerms orderTerms, OrderRequest order) {
        orderTerms.market = order.market();
        orderTerms.clientOrderId = order.clientOrderId();
        orderTerms.price = order.price();
        orderTerms.quantity = order.quantity();
        orderTerms.budget = order.budget();
        orderTerms.expiresAt = order.expiresAt();
        orderTerms.side = order.side();
        orderTerms.orderType = order.orderType();
        orderTerms.timeInForce = order.timeInForce();
        orderTerms.selfTradePrevention = order.selfTradePrevention();
        orderTerms.postOnly = order.postOnly();
        return orderTerms;
    }

    private static OptionMarketTerms terms(Command.CreateOption option) {
        OptionMarketTerms terms = new OptionMarketTerms();
        fill(terms.market, option.market());
        terms.underlying = option.underlying();
        terms.call = option.call();
        terms.strike = option.strike();
        terms.expiresAt = option.expiresAt();
        return terms;
    }

    static OutcomeMarketTerms terms(Command.CreateOutcomeMarket market) {
        OutcomeMarketTerms terms = new OutcomeMarketTerms();
        fill(terms, market);
        return terms;
    }

    private static void fill(OutcomeMarketTerms terms, Command.CreateOutcomeMarket market) {
        terms.symbol = market.symbol();
        terms.quoteAsset = market.quoteAsset();
        terms.priceMinimum = market.priceMinimum();
        terms.priceMaximum = market.priceMaximum();
        terms.tick = market.tick();
        terms.lot = market.lot();
        terms.quantityMinimum = market.lot();
        terms.quantityMaximum = market.quantityMaximum();
        terms.notionalMaximum = 1L << 62;
        terms.positionMaximum = market.positionMaximum();
        terms.openOrdersAccountMax = market.openOrdersAccountMax();
        terms.openOrdersMarketMax = market.openOrdersMarketMax();
        terms.makerFeePpm = market.makerFeePpm();
        terms.takerFeePpm = market.takerFeePpm();
        terms.selfTradePrevention = market.selfTradePrevention();
        terms.words.title = market.words().title();
        terms.words.descriptionHash = market.words().descriptionHash();
        terms.words.type = market.words().type();
        terms.words.group = market.words().group();
    }

    private static OutcomeWords words(Command.MarketWords from) {
        OutcomeWords words = new OutcomeWords();
        words.title = from.title();
        words.descriptionHash = from.descriptionHash();
        words.type = from.type();
        words.group = from.group();
        return words;
    }

    private MarketTerms terms(Command.CreateMarket market) {
        marketTerms.symbol = market.symbol();
        marketTerms.baseAsset = market.baseAsset();
        marketTerms.quoteAsset = market.quoteAsset();
        marketTerms.tick = market.tick();
        marketTerms.lot = market.lot();
        marketTerms.priceMaximum = market.priceMaximum();
        marketTerms.quantityMinimum = market.quantityMinimum();
        marketTerms.quantityMaximum = market.quantityMaximum();
        marketTerms.notionalMinimum = market.notionalMinimum();
        marketTerms.notionalMaximum = market.notionalMaximum();
        marketTerms.positionMaximum = market.positionMaximum();
        marketTerms.referencePrice = market.referencePrice();
        marketTerms.priceBandPpm = market.priceBandPpm();
        marketTerms.protectionPpm = market.protectionPpm();
        marketTerms.openOrdersAccountMax = market.openOrdersAccountMax();
        marketTerms.openOrdersMarketMax = market.openOrdersMarketMax();
        marketTerms.makerFeePpm = market.makerFeePpm();
        marketTerms.takerFeePpm = market.takerFeePpm();
        marketTerms.selfTradePrevention = market.selfTradePrevention();
        marketTerms.status = market.status();
        return marketTerms;
    }
}
