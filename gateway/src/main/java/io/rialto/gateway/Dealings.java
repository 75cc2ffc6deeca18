package io.rialto.gateway;

import io.rialto.protocol.v1.ClientMessage;
import io.rialto.protocol.v1.ItemTerms;
import io.rialto.sequencer.ItemPublisher;

/** Reads from messages of the stream what accounts do besides orders. Judges shape, not sense. */
final class Dealings {
    private Dealings() {}

    static StreamCommands.Asked link(ClientMessage message) {
        var link = message.getLinkOrders();
        return new StreamCommands.Asked(
                ProtectionCommand.link(link.getMarket(), link.getOrderId(), link.getOtherOrderId()),
                link.getMarket(),
                0,
                true);
    }

    static StreamCommands.Asked redeem(ClientMessage message) {
        var redeem = message.getRedeemFund();
        return ofMarket(
                redeem.getMarket(), new FundsApi.Redeem(redeem.getMarket(), redeem.getQuantity()));
    }

    static StreamCommands.Asked exercise(ClientMessage message) {
        var exercise = message.getExerciseOption();
        return ofMarket(
                exercise.getMarket(),
                new Command.ExerciseOption(
                        exercise.getMarket(), exercise.getContract(), exercise.getQuantity()));
    }

    static StreamCommands.Asked settle(ClientMessage message) {
        var settle = message.getSettleMarket();
        return ofMarket(
                settle.getMarket(),
                new Command.SettleMarket(
                        settle.getMarket(),
                        settle.getPrice(),
                        text(Schemas.NOTE, "reason", settle.getReason())));
    }

    static StreamCommands.Asked transfer(ClientMessage message) {
        var transfer = message.getTransfer();
        return ofAsset(
                transfer.getAsset(),
                AccountCommand.transfer(
                        transfer.getRecipient(),
                        transfer.getAsset(),
                        transfer.getAmount(),
                        text(Schemas.NOTE, "note", transfer.getNote())));
    }

    static StreamCommands.Asked claim(ClientMessage message) {
        String code = message.getClaimCode().getCode();
        return of(AccountCommand.claimCode(text(UniversesApi.CODE, "code", code)));
    }

    static StreamCommands.Asked share(ClientMessage message) {
        return of(AccountCommand.share(message.getShareAccount().getOwner()));
    }

    static StreamCommands.Asked createAlt(ClientMessage message) {
        String name = message.getCreateAlt().getName();
        return of(AccountCommand.createAlt(text(Schemas.NAME, "name", name)));
    }

    static StreamCommands.Asked list(ClientMessage message) {
        ItemTerms terms = message.getListItem().getTerms();
        return ofAsset(terms.getAsset(), ItemCommand.list(terms(terms)));
    }

    static StreamCommands.Asked edit(ClientMessage message) {
        ItemTerms terms = message.getEditItem().getTerms();
        return ofAsset(
                terms.getAsset(),
                ItemCommand.edit(message.getEditItem().getListing(), terms(terms)));
    }

    static StreamCommands.Asked delete(ClientMessage message) {
        return of(ItemCommand.delete(message.getDeleteItem().getListing()));
    }

    static StreamCommands.Asked buy(ClientMessage message) {
        var buy = message.getBuyItem();
        return of(ItemCommand.buy(buy.getListing(), buy.getPrice()));
    }

    private static ItemPublisher.Terms terms(ItemTerms terms) {
        return new ItemPublisher.Terms(
                text(Schemas.NAME, "name", terms.getName()),
                text(Schemas.NOTE, "description", terms.getDescription()),
                text(ItemsApi.PICTURE, "picture", terms.getPicture()),
                terms.getAsset(),
                terms.getBuyNowPrice());
    }

    private static StreamCommands.Asked of(Command command) {
        return new StreamCommands.Asked(command, 0, 0, false);
    }

    private static StreamCommands.Asked ofMarket(long market, Command command) {
        return new StreamCommands.Asked(command, market, 0, false);
    }

    private static StreamCommands.Asked ofAsset(int asset, Command command) {
        return new StreamCommands.Asked(command, 0, asset, false);
    }

    /** A text as REST takes it. */
    private static String text(Schema.Text schema, String field, String value) {
        schema.check(value, field).ifPresent(wrong -> {
            throw new ProblemException(wrong.refusal(), wrong.detail());
        });
        return value;
    }
}
