package io.rialto.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.BytesValue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

/** A batch is what another's decoder of WebSocket frames takes apart again. */
class FrameBatchTest {
    private static final int[] SIZES = {0, 1, 125, 126, 127, 65_535, 65_536, 200_000, 3};

    @Test
    void shouldBeReadAsTheFramesThatWereAdded() {
        FrameBatch batch = new FrameBatch();
        List<byte[]> added = new ArrayList<>();
        for (int size : SIZES) {
            byte[] message = new byte[size];
            for (int i = 0; i < size; i++) {
                message[i] = (byte) (i * 31 + size);
            }
            added.add(message);
            batch.add(message);
            BytesValue encoded = BytesValue.of(ByteString.copyFrom(message));
            added.add(encoded.toByteArray());
            batch.add(encoded);
        }
        ByteBuf bytes = Unpooled.buffer();

        batch.moveTo(bytes);

        assertThat(batch.length()).isZero();
        assertThat(decoded(bytes).toArray(new byte[0][]))
                .isDeepEqualTo(added.toArray(new byte[0][]));
    }

    private static List<byte[]> decoded(ByteBuf bytes) {
        EmbeddedChannel client =
                new EmbeddedChannel(new WebSocket13FrameDecoder(false, false, 1 << 20));
        client.writeInbound(bytes);
        List<byte[]> messages = new ArrayList<>();
        BinaryWebSocketFrame frame;
        while ((frame = client.readInbound()) != null) {
            assertThat(frame.isFinalFragment()).isTrue();
            byte[] message = new byte[frame.content().readableBytes()];
            frame.content().readBytes(message);
            messages.add(message);
            frame.release();
        }
        return messages;
    }
}
