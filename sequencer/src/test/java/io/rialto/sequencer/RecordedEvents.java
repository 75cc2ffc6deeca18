package io.rialto.sequencer;

import io.rialto.protocol.EventFrameDecoder;
import io.rialto.protocol.MessageHeaderDecoder;
import io.rialto.protocol.StreamChain;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** All that a stopped venue has recorded, read from its files and checked frame by frame. */
record RecordedEvents(long last, long chain, Map<Long, Long> chains, List<Long> commandNumbers) {
    static RecordedEvents read(Path data) {
        Path archive = data.resolve("archive");
        Recording recording = Recording.list(archive).stream()
                .filter(r -> r.streamId() == EventChannel.STREAM_ID)
                .reduce((first, second) -> {
                    throw new AssertionError("two recordings of events");
                })
                .orElseThrow();
        Map<Long, Long> chains = new TreeMap<>();
        List<Long> commandNumbers = new ArrayList<>();
        long last = 0;
        long chain = StreamChain.EMPTY;
        EventFrameDecoder frame = new EventFrameDecoder();
        try (RecordingCursor cursor =
                new RecordingCursor(archive, recording, recording.startPosition())) {
            while (cursor.next() == RecordingCursor.Found.FRAGMENT) {
                frame.wrap(
                        cursor.buffer(),
                        cursor.offset() + MessageHeaderDecoder.ENCODED_LENGTH,
                        EventFrameDecoder.BLOCK_LENGTH,
                        EventFrameDecoder.SCHEMA_VERSION);
                chain = StreamChain.next(chain, cursor.buffer(), cursor.offset(), cursor.length());
                if (frame.firstSequence() != last + 1 || frame.chain() != chain) {
                    throw new AssertionError(
                            "event " + frame.firstSequence() + " does not follow " + last);
                }
                last = frame.firstSequence() + frame.count() - 1;
                chains.put(last, chain);
                if (frame.gatewayNumber() != 0 && frame.last() == 1) {
                    commandNumbers.add(frame.gatewayNumber());
                }
            }
        }
        return new RecordedEvents(last, chain, chains, commandNumbers);
    }
}
