package io.rialto.sequencer;

import io.rialto.fuzz.FuzzTarget;
import io.rialto.fuzz.Input;
import io.rialto.protocol.MessageHeaderDecoder;
import io.rialto.protocol.OrderType;
import io.rialto.protocol.SelfTradePrevention;
import io.rialto.protocol.Side;
import io.rialto.protocol.TimeInForce;

import org.agrona.MutableDirectBuffer;

import java.io.ByteArrayOutputStream;
import java.util.List;

/**
 * Commands for a venue: any bytes, any body behind headers that are nearly right, and orders. The
 * machine never throws; it answers every command that has headers; a view can follow its events;
 * money sums to zero; its state can be written and read again.
 */
public final class CommandsTarget implements FuzzTarget {
    private static final long[] ACTORS = {0, 3, 4, 5, 6, 7, 99, -1};
    private static final long[] STEPS = {1, 1_000_000_000L, 3_600_000_000_000L};
    private static final int TEMPLATES = 28;
    private static final int KINDS = 4;
    private static final byte RAW = 0;
    private static final byte FORMED = 1;
    private static final byte ORDER = 2;
    private static final byte OTHER = 3;

    @Override
    public void run(byte[] bytes) {
        Input input = new Input(bytes);
        FuzzedVenue venue = new FuzzedVenue();
        while (input.hasMore()) {
            switch (input.below(KINDS)) {
                case RAW -> raw(venue, input.block());
                case FORMED -> formed(venue, input);
                case ORDER -> order(venue, input);
                default -> other(venue, input);
            }
        }
        venue.audit();
    }

    private static void raw(FuzzedVenue venue, byte[] bytes) {
        venue.send(buffer -> {
            buffer.putBytes(0, bytes);
            return bytes.length;
        });
    }

    private static void formed(FuzzedVenue venue, Input input) {
        int template = input.below(TEMPLATES);
        RequestContext as = venue.context.as(actor(input), actor(input));
        int flags = input.number();
        as.sudo = (flags & 1) != 0;
        as.keyLow = (flags >> 1) & 3;
        int gateway = input.below(3);
        int number = input.below(8);
        byte[] body = input.block();
        venue.send(buffer -> formed(venue, buffer, as, template, gateway, number, body));
    }

    private static int formed(
            FuzzedVenue venue,
            MutableDirectBuffer buffer,
            RequestContext as,
            int template,
            int gateway,
            int number,
            byte[] body) {
        buffer.setMemory(0, buffer.capacity(), (byte) 0);
        venue.publisher.revokeToken(buffer, 0, as, 0);
        int block = Math.max(CommandForm.blockLength(template), 0);
        buffer.putShort(0, (short) block);
        buffer.putShort(2, (short) template);
        CommandStamp.stamp(buffer, 0, gateway, 1, number);
        buffer.putBytes(FuzzedVenue.HEADERS, body);
        // The fixed fields and an empty trace at least; what more there is may be text.
        int least = MessageHeaderDecoder.ENCODED_LENGTH + block + Short.BYTES;
        return Math.max(least, FuzzedVenue.HEADERS + body.length);
    }

    private static long actor(Input input) {
        return ACTORS[input.below(ACTORS.length)];
    }

    private static void order(FuzzedVenue venue, Input input) {
        RequestContext as = venue.context.as(4 + input.below(4));
        int form = input.number();
        int odd = input.number();
        OrderTerms terms = new OrderTerms().limit(form % 17 == 16 ? 2 : 1, side(input), 0, 0);
        terms.orderType = form % 5 == 4 ? OrderType.MARKET : OrderType.LIMIT;
        terms.timeInForce = TimeInForce.get((short) (1 + input.below(5)));
        terms.selfTradePrevention = SelfTradePrevention.get((short) (1 + input.below(6)));
        terms.postOnly = (odd & 1) != 0;
        terms.price = input.number() * 1_000_000_000L + (odd & 2);
        terms.quantity = input.number() * 1_000_000L + (odd & 4);
        terms.budget = (odd & 8) == 0 ? 0 : input.longNumber();
        terms.expiresAt = (odd & 16) == 0 ? 0 : venue.timeNanos() + input.number() * 100_000_000L;
        int target = (odd & 32) == 0 ? 1 : input.number();
        CommandPublisher publisher = venue.publisher;
        venue.send(b -> switch (form % 4) {
            case 0 -> publisher.amendOrder(b, 0, as, 1, target, "", terms.price, terms.quantity);
            case 1 -> publisher.previewOrder(b, 0, as, terms);
            default -> publisher.placeOrder(b, 0, as, terms);
        });
    }

    private static Side side(Input input) {
        return input.below(2) == 0 ? Side.BUY : Side.SELL;
    }

    /** Cancels, money in and out, rates, time. */
    private static void other(FuzzedVenue venue, Input input) {
        CommandPublisher publisher = venue.publisher;
        long account = actor(input);
        int number = input.number();
        Side side = side(input);
        int kind = input.below(6);
        long amount = kind < 3 ? 0 : input.longNumber();
        RequestContext context = venue.context.as(account);
        switch (kind) {
            case 0 -> venue.send(b -> publisher.cancelAll(b, 0, context, number, side));
            case 1 -> venue.send(b -> publisher.cancelOrder(b, 0, context, 1, number, ""));
            case 2 -> venue.pass(STEPS[number % STEPS.length]);
            case 3 ->
                venue.send(b -> publisher.withdraw(
                        b, 0, venue.administrator(account), 1 + number % 2, amount, ""));
            case 4 ->
                venue.send(b -> publisher.issue(
                        b, 0, venue.administrator(account), 1 + number % 2, amount, ""));
            default ->
                venue.send(b -> publisher.setMarketFees(
                        b, 0, venue.administrator(4), 1, -number * 100, (int) amount));
        }
    }

    @Override
    public List<byte[]> seeds() {
        ByteArrayOutputStream orders = new ByteArrayOutputStream();
        for (int i = 0; i < 8; i++) {
            byte side = (byte) (i % 2);
            byte price = (byte) (100 + i % 3);
            orders.writeBytes(new byte[] {ORDER, (byte) (1 + i % 3), 2, 0, side, 0, 1, price, 5});
        }
        byte[] others = {OTHER, 3, 0, 1, 0, OTHER, 4, 1, 0, 1, OTHER, 2, 2, 1, 2};
        byte[] formed = {FORMED, 1, 2, 2, 0, 0, 0, 8, 1, 2, 3, 4, 5, 6, 7, 8};
        byte[] raw = {RAW, 4, 1, 2, 3, 4};
        return List.of(orders.toByteArray(), others, formed, raw);
    }
}
