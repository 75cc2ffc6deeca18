package io.rialto.app;

import java.util.logging.LogManager;

/**
 * Keeps its handlers when the JVM shuts down, unlike its superclass: a venue that is closed by
 * Ctrl-C may have something to say. Named in a system property, so public.
 */
public final class KeptLogManager extends LogManager {
    /** For the runtime only. */
    public KeptLogManager() {}

    @Override
    public void reset() {}
}
