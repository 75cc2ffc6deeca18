package io.rialto.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rialto.protocol.AccountKind;
import io.rialto.view.AccountInfo;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

class LimitProfileTest {
    @Test
    void shouldReadAProfile() {
        assertThat(LimitProfile.parse("class=200/2000/600/512"))
                .isEqualTo(new LimitProfile("class", 200, 2_000, 600, 512, 64, 1_024));
        assertThat(LimitProfile.parse("class=200/2000/600/512/5/20"))
                .isEqualTo(new LimitProfile("class", 200, 2_000, 600, 512, 5, 20));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "user",
                "user=1/2/3",
                "user=0/2/3/4",
                "user=1/2/3/4/5",
                "user=1/2/3/4/0/6",
                "user=1/2/3/4/5/6/7",
                "user=-1/2/3/4",
                "User=1/2/3/4",
                "=1/2/3/4",
                "user=1/2/3/1000000000"
            })
    void shouldSayHowAProfileIsWritten(String text) {
        assertThatThrownBy(() -> LimitProfile.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + text + "'")
                .hasMessageContaining("NAME=A/B/C/D");
    }

    @Test
    void shouldTakeWhatIsConfiguredForAllWithoutAnotherProfile() {
        LimitProfile strict = LimitProfile.parse("user=1/2/3/4");
        RequestGate gate = new RequestGate(
                GatewayConfig.standard().withProfiles(List.of(strict)).profiles(), Sharing.NONE);

        assertThat(gate.profile("", account(false))).isEqualTo(strict);
        assertThat(gate.profile("", account(true))).isEqualTo(LimitProfile.ADMINISTRATOR);
        assertThat(gate.profile("bench", account(false))).isEqualTo(LimitProfile.BENCH);
    }

    private static AccountInfo account(boolean isAdministrator) {
        return new AccountInfo(7, 0, AccountKind.USER, isAdministrator, 0, 0, 7, "Ada");
    }
}
