package io.rialto.sequencer;

import io.rialto.protocol.EventFrameDecoder;
import io.rialto.protocol.MessageHeaderDecoder;
import io.rialto.protocol.StreamChain;

import org.agrona.DirectBuffer;

import java.nio.file.Path;
import java.util.List;

/** Follows the frames of archived files, one after the other: number by number, link by link. */
final class EventFollower implements EventReader.FrameHandler {
    private final EventFrameDecoder frame = new EventFrameDecoder();
    private Path path;
    private String damage = "";
    private boolean isLinked;
    private long chain;
    private long last;

    /** Goes on with a file whose name says its first event. */
    void begin(Path newPath, long first, List<String> damages) {
        path = newPath;
        if (last != 0 && first != last + 1) {
            damages.add(
                    "Events " + (last + 1) + " to " + (first - 1) + " are missing before " + path);
            isLinked = false;
        }
        last = first - 1;
    }

    @Override
    public void onFrame(DirectBuffer buffer, int offset, int length) {
        if (!damage.isEmpty()) {
            return;
        }
        frame.wrap(
                buffer,
                offset + MessageHeaderDecoder.ENCODED_LENGTH,
                EventFrameDecoder.BLOCK_LENGTH,
                EventFrameDecoder.SCHEMA_VERSION);
        boolean follows = frame.firstSequence() == last + 1
                && (!isLinked || frame.chain() == StreamChain.next(chain, buffer, offset, length));
        if (!follows) {
            damage = "event " + frame.firstSequence() + " does not follow event " + last;
        }
        isLinked = true;
        chain = frame.chain();
        last = frame.firstSequence() + frame.count() - 1;
    }

    /** The file, whose name says its last event, is read to its end: adds the first thing wrong. */
    void end(long named, List<String> damages) {
        if (damage.isEmpty() && last != named) {
            damage = "it ends with event " + last;
        }
        if (!damage.isEmpty()) {
            damages.add("the archived events " + path + " are damaged: " + damage);
            giveUp(named);
        }
    }

    /** The file cannot be read to its end: the next has nothing to be linked to. */
    void giveUp(long named) {
        isLinked = false;
        damage = "";
        last = named;
    }
}
