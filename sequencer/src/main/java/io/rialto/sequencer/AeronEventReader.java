package io.rialto.sequencer;

import io.aeron.Image;
import io.aeron.logbuffer.FragmentHandler;
import io.aeron.logbuffer.Header;
import io.rialto.protocol.EventFrameDecoder;
import io.rialto.protocol.MessageHeaderDecoder;
import io.rialto.protocol.StreamChain;

import org.agrona.CloseHelper;
import org.agrona.DirectBuffer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Reads the recorded event stream by replays of the archive. A replay begins with the last frame
 * applied, whose chain must be the consumer's, and each frame must continue the chain: a history
 * that was rewritten is an error and never an effect.
 */
final class AeronEventReader implements EventReader {
    private final Supplier<Path> aeronDirectory;
    private final Path archiveDirectory;
    private final ConsumerPosition stored;
    private final RetryTimer retry = new RetryTimer();
    private final EventFrameDecoder frame = new EventFrameDecoder();
    private final FragmentHandler onFragment = this::onFragment;
    private ReplayLink replay;
    private Image image;
    private FrameHandler handler;
    private Optional<String> began = Optional.empty();
    private boolean isComparing;
    private long sequence;
    private long chain;
    private int delivered;
    private boolean isClosed;

    AeronEventReader(
            Supplier<Path> aeronDirectory,
            Path archiveDirectory,
            ConsumerPosition stored,
            long sequence,
            long chain) {
        this.aeronDirectory = aeronDirectory;
        this.archiveDirectory = archiveDirectory;
        this.stored = stored;
        this.sequence = sequence;
        this.chain = chain;
        began = restored();
    }

    @Override
    public int poll(FrameHandler newHandler, int framesMax) {
        if (isClosed || !isOpen()) {
            return 0;
        }
        handler = newHandler;
        delivered = 0;
        boolean isDone = false;
        try {
            image.poll(onFragment, framesMax);
            isDone = true;
        } finally {
            if (!isDone) {
                // The frame that failed counts as read: it is read again from a new replay.
                disconnect();
            }
        }
        return delivered;
    }

    private boolean isOpen() {
        try {
            if (image != null && !image.isClosed() && !image.isEndOfStream()) {
                replay.checkAlive();
                return true;
            }
            if (image != null) {
                // The recording ended: the node stopped, or will extend it.
                disconnect();
            }
            return open();
        } catch (StreamRewrittenException | StreamDamagedException | SequencePurgedException e) {
            disconnect();
            throw e;
        } catch (RuntimeException e) {
            disconnect();
            retry.failed(System.nanoTime());
            return false;
        }
    }

    private boolean open() {
        if (replay == null) {
            if (!retry.isDue(System.nanoTime())) {
                return false;
            }
            checkNotRestored();
            replay = new ReplayLink(aeronDirectory.get(), archiveDirectory, sequence);
        }
        image = replay.open().orElse(null);
        if (image == null) {
            return false;
        }
        isComparing = replay.isBefore();
        retry.succeeded();
        return true;
    }

    /** A venue restored from a backup may have an older history, or soon another one. */
    private void checkNotRestored() {
        Optional<String> now = restored();
        if (now.isPresent() && began.isEmpty()) {
            began = now;
        }
        if (!now.equals(began)) {
            throw new StreamRewrittenException(
                    "the venue was restored from a backup since event " + sequence + " was read");
        }
    }

    private Optional<String> restored() {
        Path data = archiveDirectory.resolveSibling(DataDirectory.PROPERTIES).getParent();
        try {
            return Optional.of(DataDirectory.restored(data));
        } catch (IOException e) {
            // The venue has not been started yet, or is being restored.
            return began;
        }
    }

    private void onFragment(DirectBuffer buffer, int offset, int length, Header header) {
        frame.wrap(
                buffer,
                offset + MessageHeaderDecoder.ENCODED_LENGTH,
                EventFrameDecoder.BLOCK_LENGTH,
                EventFrameDecoder.SCHEMA_VERSION);
        long first = frame.firstSequence();
        long last = first + frame.count() - 1;
        long frameChain = frame.chain();
        if (isComparing) {
            check(last == sequence && frameChain == chain);
            isComparing = false;
            return;
        }
        check(first == sequence + 1
                && frameChain == StreamChain.next(chain, buffer, offset, length));
        handler.onFrame(buffer, offset, length);
        sequence = last;
        chain = frameChain;
        delivered++;
    }

    private void check(boolean isContinuation) {
        if (!isContinuation) {
            throw new StreamRewrittenException(
                    "the recorded stream is not the one applied up to event " + sequence);
        }
    }

    private void disconnect() {
        CloseHelper.quietClose(replay);
        replay = null;
        image = null;
    }

    @Override
    public long sequence() {
        return sequence;
    }

    @Override
    public long chain() {
        return chain;
    }

    @Override
    public void applied(long appliedSequence) {
        stored.applied(appliedSequence);
    }

    @Override
    public boolean isConnected() {
        return image != null && !image.isClosed();
    }

    @Override
    public void close() {
        isClosed = true;
        disconnect();
        stored.close();
    }
}
