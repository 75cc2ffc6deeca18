package io.rialto.sequencer;

import io.rialto.engine.CommandHeader;
import io.rialto.engine.Contributions;
import io.rialto.engine.Engine;
import io.rialto.engine.ItemTerms;
import io.rialto.engine.Outcome;
import io.rialto.protocol.BuyItemDecoder;
import io.rialto.protocol.DeleteItemDecoder;
import io.rialto.protocol.EditItemDecoder;
import io.rialto.protocol.ListItemDecoder;
import io.rialto.protocol.MessageHeaderDecoder;
import io.rialto.protocol.SettleItemDecoder;

import org.agrona.DirectBuffer;

import java.nio.ByteOrder;

/** Decodes the commands about items that are put up for auction and calls the engine. */
final class ItemAdapter {
    private static final int VERSION = MessageHeaderDecoder.SCHEMA_VERSION;

    private final Engine engine;
    private final CommandForm form;
    private final ListItemDecoder list = new ListItemDecoder();
    private final EditItemDecoder edit = new EditItemDecoder();
    private final DeleteItemDecoder delete = new DeleteItemDecoder();
    private final BuyItemDecoder buy = new BuyItemDecoder();
    private final SettleItemDecoder settle = new SettleItemDecoder();

    ItemAdapter(Engine engine, CommandForm form) {
        this.engine = engine;
        this.form = form;
    }

    /** Whether the template is one of these commands. */
    static boolean knows(int template) {
        return template >= ListItemDecoder.TEMPLATE_ID && template <= SettleItemDecoder.TEMPLATE_ID;
    }

    /** Bytes of the fixed fields of one of these commands. */
    static int blockLength(int template) {
        return switch (template) {
            case ListItemDecoder.TEMPLATE_ID -> ListItemDecoder.BLOCK_LENGTH;
            case EditItemDecoder.TEMPLATE_ID -> EditItemDecoder.BLOCK_LENGTH;
            case DeleteItemDecoder.TEMPLATE_ID -> DeleteItemDecoder.BLOCK_LENGTH;
            case BuyItemDecoder.TEMPLATE_ID -> BuyItemDecoder.BLOCK_LENGTH;
            case SettleItemDecoder.TEMPLATE_ID -> SettleItemDecoder.BLOCK_LENGTH;
            default -> throw new IllegalArgumentException("no command of items: " + template);
        };
    }

    /** Whether one of these commands has a text. */
    static boolean hasText(int template) {
        return template != BuyItemDecoder.TEMPLATE_ID;
    }

    /** Calls the engine unless there is no such command yet, or a field has no such value. */
    boolean dispatch(CommandHeader header, DirectBuffer command, int body, Outcome outcome) {
        if (!engine.hasMoreCommands()) {
            return false;
        }
        return switch (header.template) {
            case ListItemDecoder.TEMPLATE_ID -> list(header, command, body, outcome);
            case EditItemDecoder.TEMPLATE_ID -> edit(header, command, body, outcome);
            case DeleteItemDecoder.TEMPLATE_ID -> delete(header, command, body, outcome);
            case BuyItemDecoder.TEMPLATE_ID -> buy(header, command, body, outcome);
            case SettleItemDecoder.TEMPLATE_ID -> settle(header, command, body, outcome);
            default -> false;
        };
    }

    private boolean list(CommandHeader header, DirectBuffer command, int body, Outcome outcome) {
        list.wrap(command, body, ListItemDecoder.BLOCK_LENGTH, VERSION);
        ItemTerms terms = ItemWire.terms(
                command,
                body + ListItemDecoder.nameEncodingOffset(),
                body + ListItemDecoder.pictureEncodingOffset(),
                list.asset(),
                list.buyNowPrice(),
                form.text(command));
        engine.itemAuctions().list(header, terms, outcome);
        return true;
    }

    private boolean edit(CommandHeader header, DirectBuffer command, int body, Outcome outcome) {
        edit.wrap(command, body, EditItemDecoder.BLOCK_LENGTH, VERSION);
        ItemTerms terms = ItemWire.terms(
                command,
                body + EditItemDecoder.nameEncodingOffset(),
                body + EditItemDecoder.pictureEncodingOffset(),
                edit.asset(),
                edit.buyNowPrice(),
                form.text(command));
        engine.itemAuctions().edit(header, edit.listing(), terms, outcome);
        return true;
    }

    private boolean delete(CommandHeader header, DirectBuffer command, int body, Outcome outcome) {
        delete.wrap(command, body, DeleteItemDecoder.BLOCK_LENGTH, VERSION);
        engine.itemAuctions().delete(header, delete.listing(), form.text(command), outcome);
        return true;
    }

    private boolean buy(CommandHeader header, DirectBuffer command, int body, Outcome outcome) {
        buy.wrap(command, body, BuyItemDecoder.BLOCK_LENGTH, VERSION);
        engine.itemAuctions().buy(header, buy.listing(), buy.price(), outcome);
        return true;
    }

    private boolean settle(CommandHeader header, DirectBuffer command, int body, Outcome outcome) {
        settle.wrap(command, body, SettleItemDecoder.BLOCK_LENGTH, VERSION);
        int count = settle.contributors();
        if (count > Contributions.MAX) {
            return false;
        }
        Contributions contributions = new Contributions();
        int at = body + SettleItemDecoder.contributionsEncodingOffset();
        for (int i = 0; i < count; i++) {
            contributions.add(
                    command.getLong(at, ByteOrder.LITTLE_ENDIAN),
                    command.getLong(at + Long.BYTES, ByteOrder.LITTLE_ENDIAN));
            at += 2 * Long.BYTES;
        }
        engine.itemAuctions()
                .settle(
                        header,
                        settle.listing(),
                        settle.owner(),
                        contributions,
                        form.text(command),
                        outcome);
        return true;
    }
}
