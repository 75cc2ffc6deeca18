package io.rialto.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;

import io.rialto.client.Whole;
import io.rialto.protocol.v1.ServerMessage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

class PartsTest {
    /** Of one command, or so many and no more. */
    private static final Set<String> BOUNDED = Set.of(
            "outcome",
            "preview",
            "book_delta",
            "trades_snapshot",
            "trades_delta",
            "account_update",
            "depth",
            "orders_delta");

    static Stream<FieldDescriptor> kinds() {
        return ServerMessage.getDescriptor().getOneofs().getFirst().getFields().stream()
                .filter(kind -> kind.getMessageType().findFieldByName("more") != null);
    }

    @Test
    void shouldHavePartsOfAllThatGrowsWithTheVenue() {
        assertThat(ServerMessage.getDescriptor().getOneofs().getFirst().getFields().stream()
                        .filter(kind -> kind.getMessageType().getFields().stream()
                                .anyMatch(FieldDescriptor::isRepeated))
                        .filter(kind -> !BOUNDED.contains(kind.getName())))
                .containsExactlyInAnyOrderElementsOf(kinds().toList())
                .hasSize(5);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void shouldMakePartsThatAreTheWholeTogether(FieldDescriptor kind)
            throws InvalidProtocolBufferException {
        for (int entries : List.of(0, 1, 200, 201, 1_000, 1_001, 2_500)) {
            ServerMessage whole = filled(kind, entries);
            List<byte[]> parts = Parts.of(whole);

            Whole together = new Whole();
            Optional<ServerMessage> all = Optional.empty();
            for (byte[] part : parts) {
                assertThat(all).as("more follows").isEmpty();
                assertThat(part.length).isLessThan(64 << 10);
                all = together.add(ServerMessage.parseFrom(part));
            }
            assertThat(all).contains(whole);
            assertThat(parts).hasSizeGreaterThanOrEqualTo(entries / Parts.LEVELS_MAX);
        }
    }

    private static ServerMessage filled(FieldDescriptor kind, int entries) {
        ServerMessage.Builder message = ServerMessage.newBuilder().setCorrelationId(7);
        Message.Builder content = message.newBuilderForField(kind);
        for (FieldDescriptor field : kind.getMessageType().getFields()) {
            if (field.isRepeated()) {
                for (int i = 0; i < entries; i++) {
                    content.addRepeatedField(field, entry(content, field, i));
                }
            } else if (field.getJavaType() == JavaType.LONG) {
                content.setField(field, 1_000L + field.getNumber());
            }
        }
        return message.setField(kind, content.build()).build();
    }

    private static Object entry(Message.Builder content, FieldDescriptor list, int index) {
        if (list.getJavaType() == JavaType.LONG) {
            return (long) index;
        }
        Message.Builder entry = content.newBuilderForField(list);
        FieldDescriptor first = list.getMessageType().getFields().getFirst();
        if (first.getJavaType() == JavaType.LONG) {
            entry.setField(first, (long) index);
        }
        return entry.build();
    }
}
