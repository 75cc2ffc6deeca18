package io.rialto.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rialto.identity.Scope;

import org.junit.jupiter.api.Test;

import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/** Listen keys under a clock of the test's own. */
class BinanceListenKeysTest {
    private static final long HOUR = BinanceListenKeys.LIFE_MILLIS;

    private final AtomicLong millis = new AtomicLong(1_000);
    private final BinanceListenKeys keys = new BinanceListenKeys(millis::get);

    /** Of whom only the credential matters here. */
    private static Caller caller(String apiKey) {
        Proof proof = new Proof(Proof.Kind.KEY, apiKey, "", "", 7, Set.of(Scope.READ), false, "");
        return new Caller(proof, null, null, null, null);
    }

    @Test
    void shouldEndAnHourAfterItWasAskedForLast() {
        Caller ada = caller("rk_ada");
        String key = keys.give(ada);
        millis.addAndGet(HOUR - 1);
        keys.extend(ada, key);
        millis.addAndGet(HOUR - 1);
        assertThat(keys.of(key)).contains(ada);
        assertThat(keys.give(ada)).isEqualTo(key);
        millis.addAndGet(HOUR);
        assertThat(keys.of(key)).isEmpty();
        assertThatThrownBy(() -> keys.extend(ada, key))
                .isInstanceOf(BinanceError.RefusedException.class);
        assertThat(keys.give(ada)).isNotEqualTo(key);
    }

    @Test
    void shouldBeEndedByItsOwnApiKeyOnly() {
        Caller ada = caller("rk_ada");
        String key = keys.give(ada);
        Caller bob = caller("rk_bob");
        assertThat(keys.give(bob)).isNotEqualTo(key);
        assertThatThrownBy(() -> keys.end(bob, key))
                .isInstanceOf(BinanceError.RefusedException.class);
        keys.end(ada, key);
        assertThat(keys.of(key)).isEmpty();
    }
}
