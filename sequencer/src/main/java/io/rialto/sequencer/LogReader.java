package io.rialto.sequencer;

import io.aeron.cluster.client.AeronCluster;
import io.aeron.cluster.codecs.MessageHeaderDecoder;
import io.aeron.cluster.codecs.SessionMessageHeaderDecoder;
import io.aeron.cluster.codecs.TimerEventDecoder;
import io.aeron.logbuffer.FrameDescriptor;

import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;

import java.nio.file.Path;

/**
 * Reads the commands and timers of a recorded command log from the archive's files, as the cluster
 * would give them to its service.
 */
final class LogReader implements AutoCloseable {
    /** Takes what drives the machine. */
    interface Handler {
        void onCommand(
                long clusterNanos, long logPosition, DirectBuffer buffer, int offset, int length);

        void onTimer(long clusterNanos, long logPosition);
    }

    private final RecordingCursor cursor;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final SessionMessageHeaderDecoder message = new SessionMessageHeaderDecoder();
    private final TimerEventDecoder timer = new TimerEventDecoder();
    private final ExpandableArrayBuffer assembled = new ExpandableArrayBuffer();
    private int assembledLength;

    LogReader(Path archive, Recording log, long position) {
        cursor = new RecordingCursor(archive, log, position)
                .limit(log.isStopped() ? log.stopPosition() : Long.MAX_VALUE);
    }

    /** Reads one fragment; a handler is called when a message is complete. */
    RecordingCursor.Found next(Handler handler) {
        RecordingCursor.Found found = cursor.next();
        if (found == RecordingCursor.Found.FRAGMENT) {
            int flags = cursor.flags() & FrameDescriptor.UNFRAGMENTED;
            if (flags == FrameDescriptor.UNFRAGMENTED) {
                onMessage(cursor.buffer(), cursor.offset(), cursor.length(), handler);
            } else {
                assemble(flags, handler);
            }
        }
        return found;
    }

    private void assemble(int flags, Handler handler) {
        if (flags == FrameDescriptor.BEGIN_FRAG_FLAG) {
            assembledLength = 0;
        }
        assembled.putBytes(assembledLength, cursor.buffer(), cursor.offset(), cursor.length());
        assembledLength += cursor.length();
        if (flags == FrameDescriptor.END_FRAG_FLAG) {
            onMessage(assembled, 0, assembledLength, handler);
        }
    }

    private void onMessage(DirectBuffer buffer, int offset, int length, Handler handler) {
        header.wrap(buffer, offset);
        int body = offset + MessageHeaderDecoder.ENCODED_LENGTH;
        switch (header.templateId()) {
            case SessionMessageHeaderDecoder.TEMPLATE_ID -> {
                message.wrap(buffer, body, header.blockLength(), header.version());
                handler.onCommand(
                        message.timestamp(),
                        cursor.position(),
                        buffer,
                        offset + AeronCluster.SESSION_HEADER_LENGTH,
                        length - AeronCluster.SESSION_HEADER_LENGTH);
            }
            case TimerEventDecoder.TEMPLATE_ID -> {
                timer.wrap(buffer, body, header.blockLength(), header.version());
                handler.onTimer(timer.timestamp(), cursor.position());
            }
            default -> {
                // Sessions, terms and snapshots mean nothing to the machine.
            }
        }
    }

    /** Where the fragment read last ends. */
    long position() {
        return cursor.position();
    }

    @Override
    public void close() {
        cursor.close();
    }
}
