package io.rialto.app;

import io.rialto.sequencer.CommandClientListener;

import java.lang.System.Logger.Level;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Hears from a gateway's client how the engine comes and goes, and says so. */
final class EngineWatch implements CommandClientListener {
    private static final System.Logger LOG = System.getLogger(EngineWatch.class.getName());

    private final Consumer<String> failed;
    private final CompletableFuture<Void> reached = new CompletableFuture<>();
    private volatile boolean isAwaited;
    private volatile boolean isClosing;

    /** @param failed hears that the venue does not take this gateway's commands any more */
    EngineWatch(Consumer<String> failed) {
        this.failed = failed;
    }

    /** Completes when the engine has been reached for the first time. */
    CompletableFuture<Void> reached() {
        return reached;
    }

    /** Its next coming is worth a word: somebody has been told that it is not there. */
    void expect() {
        isAwaited = true;
    }

    /** From now on nobody wants to hear of it. */
    void closing() {
        isClosing = true;
    }

    @Override
    public void onConnected() {
        if (isAwaited) {
            isAwaited = false;
            LOG.log(Level.INFO, "the engine is there");
        }
        reached.complete(null);
    }

    @Override
    public void onDisconnected(String reason) {
        if (!isClosing) {
            isAwaited = true;
            LOG.log(Level.WARNING, "the engine cannot be reached, waiting for it: {0}", reason);
        }
    }

    @Override
    public void onStopped(String reason) {
        failed.accept("the engine does not accept this gateway any more: " + reason);
    }

    @Override
    public void onError(Throwable error) {
        LOG.log(Level.DEBUG, "on the way to the engine", error);
    }
}
