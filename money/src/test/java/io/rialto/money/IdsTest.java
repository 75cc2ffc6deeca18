package io.rialto.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdsTest {
    @ParameterizedTest
    @CsvSource({"0,1,1", "1,1,8796093022209", "1023,8796093022207,9007199254740991"})
    void shouldJoinShardAndNumberBelow2To53(int shard, long local, long id) {
        assertThat(Ids.of(shard, local)).isEqualTo(id);
        assertThat(Ids.shard(id)).isEqualTo(shard);
        assertThat(Ids.local(id)).isEqualTo(local);
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, Long.MIN_VALUE, Long.MAX_VALUE, 1L << 53})
    void shouldFindNoShardInWhatIsNoId(long id) {
        assertThat(Ids.shard(id) >= 0 && Ids.shard(id) <= Ids.SHARD_MAX).isFalse();
    }

    @Test
    void shouldRefuseWhatDoesNotFit() {
        assertThatThrownBy(() -> Ids.of(1024, 1)).isInstanceOf(InvariantBrokenException.class);
        assertThatThrownBy(() -> Ids.of(-1, 1)).isInstanceOf(InvariantBrokenException.class);
        assertThatThrownBy(() -> Ids.of(0, 0)).isInstanceOf(InvariantBrokenException.class);
        assertThatThrownBy(() -> Ids.of(0, 1L << 43)).isInstanceOf(InvariantBrokenException.class);
    }
}
