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
import java.io.UncheckedIOException;
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
    private Optional<ArchivedEvents> archived = Optional.empty();
    private boolean isComparing;
    private boolean isDoubted;
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
        if (isClosed) {
            return 0;
        }
        handler = newHandler;
        delivered = 0;
        if (archived.isPresent()) {
            pollArchived(framesMax);
            return delivered;
        }
        if (!isOpen()) {
            return 0;
        }
        boolean isDone = false;
        try {
            image.poll(onFragment, framesMax);
            isDone = true;
        } catch (DoubtException again) {
            return delivered;
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

    /** Goes on in the archive where the recording does not begin early enough. */
    private void openArchived(SequencePurgedException purged) {
        EventArchive events = eventArchive();
        archived = events.openAfter(sequence);
        if (archived.isEmpty()) {
            long first =
                    Math.min(purged.firstSequence(), events.first().orElse(purged.firstSequence()));
            throw new SequencePurgedException(
                    "event " + (sequence + 1) + " is not kept, the first kept is " + first, first);
        }
    }

    private EventArchive eventArchive() {
        Path data = archiveDirectory.toAbsolutePath().getParent();
        try {
            return new EventArchive(data, DataDirectory.venueId(data));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void pollArchived(int framesMax) {
        boolean isDone = false;
        try {
            isDone = archived.orElseThrow().poll(this::onArchived, framesMax) > 0;
        } catch (DoubtException again) {
            isDone = false;
        } finally {
            if (!isDone) {
                // At the end the next file follows, or the recording; after a failure all anew.
                closeArchived();
            }
        }
    }

    private void onArchived(DirectBuffer buffer, int offset, int length) {
        frame.wrap(
                buffer,
                offset + MessageHeaderDecoder.ENCODED_LENGTH,
                EventFrameDecoder.BLOCK_LENGTH,
                EventFrameDecoder.SCHEMA_VERSION);
        long last = frame.firstSequence() + frame.count() - 1;
        if (last < sequence) {
            return;
        }
        // The last one applied is compared, those after it are delivered.
        isComparing = last == sequence;
        onFragment(buffer, offset, length, null);
    }

    private void closeArchived() {
        archived.ifPresent(ArchivedEvents::close);
        archived = Optional.empty();
    }

    private boolean open() {
        if (replay == null) {
            if (!retry.isDue(System.nanoTime())) {
                return false;
            }
            checkNotRestored();
            replay = new ReplayLink(
                    aeronDirectory.get(), archiveDirectory, stored.consumer(), sequence);
        }
        try {
            image = replay.open().orElse(null);
        } catch (SequencePurgedException e) {
            disconnect();
            openArchived(e);
            return false;
        }
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
                    "the venue was restored from a backup since event " + sequence + " was read",
                    true);
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

    /**
     * What does not continue is read once more from a new replay: one that is stopped while its
     * reader stands still may end in anything. Only what the recording itself says counts.
     */
    private void check(boolean isContinuation) {
        if (isContinuation) {
            isDoubted = false;
        } else if (isDoubted) {
            throw new StreamRewrittenException(
                    "the recorded stream is not the one applied up to event " + sequence);
        } else {
            isDoubted = true;
            throw new DoubtException();
        }
    }

    /** Ends a replay that is to be read again. */
    private static final class DoubtException extends RuntimeException {
        private static final long serialVersionUID = 1L;
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
        if (replay != null) {
            replay.applied(appliedSequence);
        }
    }

    @Override
    public boolean isConnected() {
        return archived.isPresent() || (image != null && !image.isClosed());
    }

    @Override
    public void close() {
        isClosed = true;
        closeArchived();
        disconnect();
        stored.close();
    }
}
