package io.rialto.client;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.OneofDescriptor;
import com.google.protobuf.Message;

import io.rialto.protocol.v1.ServerMessage;
import io.rialto.protocol.v1.ServerMessage.ContentCase;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Puts together what the venue sends in parts, so that nobody else meets one. Used by one thread. */
public final class Whole {
    private static final OneofDescriptor CONTENT =
            ServerMessage.getDescriptor().getOneofs().getFirst();

    private final Map<ContentCase, ServerMessage.Builder> begun = new EnumMap<>(ContentCase.class);

    /** Nothing has come yet. */
    public Whole() {}

    /** The message that this one completes: itself where it came whole; none where more follows. */
    public Optional<ServerMessage> add(ServerMessage message) {
        ContentCase kind = message.getContentCase();
        if (!isPart(message)) {
            return Optional.of(message);
        }
        FieldDescriptor field = message.getOneofFieldDescriptor(CONTENT);
        Message content = (Message) message.getField(field);
        boolean continues = is(content, "continues");
        if (!continues) {
            begun.put(kind, ServerMessage.newBuilder());
        }
        ServerMessage.Builder whole = begun.get(kind);
        if (whole == null) {
            throw new IllegalStateException("a part of " + kind + " that nothing began");
        }
        whole.mergeFrom(message);
        if (is(content, "more")) {
            return Optional.empty();
        }
        begun.remove(kind);
        Message.Builder all = ((Message) whole.getField(field)).toBuilder();
        all.clearField(flag(all, "continues")).clearField(flag(all, "more"));
        return Optional.of(whole.setField(field, all.build()).build());
    }

    private static boolean isPart(ServerMessage message) {
        return switch (message.getContentCase()) {
            case MARKETS ->
                message.getMarkets().getContinues() || message.getMarkets().getMore();
            case SUDO_SET ->
                message.getSudoSet().getContinues() || message.getSudoSet().getMore();
            case BOOK_SNAPSHOT ->
                message.getBookSnapshot().getContinues()
                        || message.getBookSnapshot().getMore();
            case ORDERS_SNAPSHOT ->
                message.getOrdersSnapshot().getContinues()
                        || message.getOrdersSnapshot().getMore();
            case ACCOUNT_SNAPSHOT ->
                message.getAccountSnapshot().getContinues()
                        || message.getAccountSnapshot().getMore();
            default -> false;
        };
    }

    private static boolean is(Message content, String name) {
        return (boolean) content.getField(content.getDescriptorForType().findFieldByName(name));
    }

    private static FieldDescriptor flag(Message.Builder content, String name) {
        return content.getDescriptorForType().findFieldByName(name);
    }
}
