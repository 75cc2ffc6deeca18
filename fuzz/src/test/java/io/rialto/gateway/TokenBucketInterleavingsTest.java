package io.rialto.gateway;

import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.junit.jupiter.api.Test;

/** A limit of commands that several event loops take permits from. */
public class TokenBucketInterleavingsTest {
    private static final long SECOND = 1_000_000_000L;

    private final TokenBucket bucket = new TokenBucket(1, 1, 2);

    @Operation
    public long take() {
        return bucket.take(0);
    }

    @Operation
    public long takeLater() {
        return bucket.take(SECOND);
    }

    @Test
    void shouldGiveEachPermitOnce() {
        new ModelCheckingOptions()
                .iterations(20)
                .invocationsPerIteration(500)
                .threads(2)
                .actorsPerThread(2)
                .check(TokenBucketInterleavingsTest.class);
    }
}
