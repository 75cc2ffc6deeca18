package io.rialto.app;

import io.rialto.identity.Identity;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

/**
 * A gateway's identities on their way to be open, in a thread of their own: the venue is up sooner,
 * and who asks meanwhile waits.
 */
final class IdentityOpening implements AutoCloseable {
    private static final Duration VENUE_POLL = Duration.ofMillis(100);

    private final CompletableFuture<Identity> identity = new CompletableFuture<>();
    private final IdentityPart part;
    private final Path data;
    private final Consumer<String> failed;
    private Optional<Thread> thread = Optional.empty();

    /** Prepares to open them; {@code failed} hears why they cannot be. */
    IdentityOpening(IdentityPart part, Path data, Consumer<String> failed) {
        this.part = part;
        this.data = data;
        this.failed = failed;
    }

    CompletableFuture<Identity> identity() {
        return identity;
    }

    /** Begins to open them, and waits for the venue that they belong to. */
    void begin() {
        thread = Optional.of(Thread.ofPlatform().name("identity-open").daemon().start(this::open));
    }

    /**
     * Opens a database that was named, or says now that it cannot be.
     *
     * @throws Main.StartException when it cannot be
     */
    void beginAndCheck() {
        begin();
        if (part.database().isPresent() && IdentityPart.hasVenue(data)) {
            try {
                identity.join();
            } catch (CompletionException failure) {
                throw new Main.StartException(
                        "people cannot be kept: " + failure.getCause().getMessage(), failure);
            }
        }
    }

    private void open() {
        try {
            while (!IdentityPart.hasVenue(data)) {
                Thread.sleep(VENUE_POLL);
            }
            identity.complete(part.open(data));
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
            identity.cancel(false);
        } catch (IOException | RuntimeException failure) {
            identity.completeExceptionally(failure);
            failed.accept("people cannot be kept: " + failure.getMessage());
        }
    }

    @Override
    public void close() {
        if (thread.isEmpty()) {
            return;
        }
        if (!IdentityPart.hasVenue(data)) {
            thread.get().interrupt();
        }
        identity.handle((opened, failure) -> {
                    if (opened != null) {
                        opened.close();
                    }
                    return true;
                })
                .join();
    }
}
