package io.rialto.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.protocol.Code;

import org.junit.jupiter.api.Test;

import java.util.EnumSet;
import java.util.Set;

/** How what the engine denies is told to clients. */
class DenialsTest {
    /** The gateway's own trouble with the venue: sent again, the command may be done. */
    private static final Set<Code> AWAY = EnumSet.of(
            Code.GATEWAY_UNKNOWN,
            Code.GATEWAY_FENCED,
            Code.GATEWAY_GAP,
            Code.GATEWAY_FORGOTTEN,
            Code.COMMAND_UNKNOWN);

    @Test
    void shouldNotCallAnybodysDenialAFaultOfTheVenue() {
        for (Code code : EnumSet.complementOf(EnumSet.of(Code.NULL_VAL, Code.DONE))) {
            assertThat(Denials.text(code).status())
                    .as(code.name())
                    .satisfies(status -> assertThat(status >= 500).isEqualTo(AWAY.contains(code)));
        }
    }
}
