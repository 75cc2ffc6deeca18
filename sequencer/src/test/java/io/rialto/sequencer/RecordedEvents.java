package io.rialto.sequencer;

import io.rialto.protocol.EventFrameDecoder;
import io.rialto.protocol.MessageHeaderDecoder;
import io.rialto.protocol.StreamChain;

import org.agrona.DirectBuffer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** All that a stopped venue has archived and recorded, read from its files and checked frame by frame. */
record RecordedEvents(long last, long chain, Map<Long, Long> chains, List<Long> commandNumbers) {
    static RecordedEvents read(Path data) {
        Path archive = data.resolve("archive");
        Recording recording = Recording.list(archive).stream()
                .filter(r -> r.streamId() == EventChannel.STREAM_ID)
                .reduce((first, second) -> {
                    throw new AssertionError("two recordings of events");
                })
                .orElseThrow();
        Collector collector = new Collector();
        try {
            EventArchive archived = new EventArchive(data, DataDirectory.venueId(data));
            while (collector.last + 1 < firstIn(archive, recording)) {
                try (ArchivedEvents events = archived.openAfter(collector.last).orElseThrow()) {
                    while (events.poll(collector, 1_000) > 0) {
                        // All of it.
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try (RecordingCursor cursor =
                new RecordingCursor(archive, recording, recording.startPosition())) {
            while (cursor.next() == RecordingCursor.Found.FRAGMENT) {
                collector.onFrame(cursor.buffer(), cursor.offset(), cursor.length());
            }
        }
        return collector.recorded();
    }

    private static long firstIn(Path archive, Recording recording) {
        try (RecordingCursor cursor =
                new RecordingCursor(archive, recording, recording.startPosition())) {
            return cursor.next() == RecordingCursor.Found.FRAGMENT
                    ? VenueFixture.frame(VenueFixture.copy(
                                    cursor.buffer(), cursor.offset(), cursor.length()))
                            .firstSequence()
                    : 0;
        }
    }

    private static final class Collector implements EventReader.FrameHandler {
        private final EventFrameDecoder frame = new EventFrameDecoder();
        private final Map<Long, Long> chains = new TreeMap<>();
        private final List<Long> commandNumbers = new ArrayList<>();
        private long last;
        private long chain = StreamChain.EMPTY;

        @Override
        public void onFrame(DirectBuffer buffer, int offset, int length) {
            frame.wrap(
                    buffer,
                    offset + MessageHeaderDecoder.ENCODED_LENGTH,
                    EventFrameDecoder.BLOCK_LENGTH,
                    EventFrameDecoder.SCHEMA_VERSION);
            chain = StreamChain.next(chain, buffer, offset, length);
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

        RecordedEvents recorded() {
            return new RecordedEvents(last, chain, chains, commandNumbers);
        }
    }
}
