package io.rialto.gateway;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.OneofDescriptor;
import com.google.protobuf.Message;

import io.rialto.protocol.v1.ServerMessage;

import java.util.ArrayList;
import java.util.List;

/**
 * Makes several messages of one that is long, so that none grows with the venue. A content that may
 * come in parts has the fields {@code continues} and {@code more}; each part has the next entries of
 * each list, those with the same index together, and everything else again.
 */
final class Parts {
    /** Entries of each list in one part. */
    static final int ENTRIES_MAX = 200;

    /** The same of a book, whose entries are small. */
    static final int LEVELS_MAX = 1_000;

    private static final OneofDescriptor CONTENT =
            ServerMessage.getDescriptor().getOneofs().getFirst();

    private Parts() {}

    /** A message, encoded, or its parts in order. */
    static List<byte[]> of(ServerMessage whole) {
        FieldDescriptor field = whole.getOneofFieldDescriptor(CONTENT);
        FieldDescriptor more = field.getMessageType().findFieldByName("more");
        int size = whole.hasBookSnapshot() ? LEVELS_MAX : ENTRIES_MAX;
        if (more == null) {
            return List.of(whole.toByteArray());
        }
        Message content = (Message) whole.getField(field);
        FieldDescriptor continues = field.getMessageType().findFieldByName("continues");
        int entries = longest(content);
        List<byte[]> parts = new ArrayList<>();
        int from = 0;
        do {
            Message.Builder part = content.toBuilder();
            boolean isLast = entries - from <= size;
            if (from > 0 || !isLast) {
                cut(part, content, from, from + size);
            }
            part.setField(continues, from > 0).setField(more, !isLast);
            parts.add(whole.toBuilder().setField(field, part.build()).build().toByteArray());
            from += size;
        } while (from < entries);
        return parts;
    }

    private static int longest(Message content) {
        return content.getAllFields().keySet().stream()
                .filter(FieldDescriptor::isRepeated)
                .mapToInt(content::getRepeatedFieldCount)
                .max()
                .orElse(0);
    }

    private static void cut(Message.Builder part, Message content, int from, int to) {
        for (FieldDescriptor list : content.getAllFields().keySet()) {
            if (list.isRepeated()) {
                List<?> all = (List<?>) content.getField(list);
                part.setField(
                        list, all.subList(Math.min(from, all.size()), Math.min(to, all.size())));
            }
        }
    }
}
