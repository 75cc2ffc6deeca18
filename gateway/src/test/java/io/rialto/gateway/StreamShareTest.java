package io.rialto.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.protocol.AccountKind;
import io.rialto.view.AccountInfo;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Set;

class StreamShareTest {
    private static final int STEP = StreamShare.UNREAD_STEP_BYTES;
    private static final long MAX = 4 * STEP;
    private final Caller user = caller();

    @Test
    void shouldAddUpWhatAllStreamsOfAUserHaveNotRead() {
        StreamShare one = entered();
        StreamShare two = entered();

        assertThat(one.unread(3 * STEP, MAX)).isTrue();
        assertThat(two.unread(STEP, MAX)).isTrue();
        assertThat(two.unread(2 * STEP, MAX)).as("one too many").isFalse();
        assertThat(two.unread(STEP, MAX)).as("less than before").isTrue();
        assertThat(one.unread(3 * STEP, MAX)).as("as before").isTrue();
    }

    @Test
    void shouldNotCountWhatIsOnItsWay() {
        StreamShare one = entered();
        StreamShare reading = entered();

        assertThat(one.unread(4 * STEP, MAX)).isTrue();
        assertThat(reading.unread(STEP - 1, MAX)).isTrue();
        assertThat(reading.unread(STEP, MAX)).isFalse();
    }

    @Test
    void shouldGiveBackWhatAStreamHadWhenItEnds() {
        StreamShare one = entered();
        assertThat(one.unread(4 * STEP, MAX)).isTrue();

        one.leave();

        assertThat(entered().unread(4 * STEP, MAX)).isTrue();
        assertThat(one.unread(9 * STEP, MAX)).as("it is nobody's any more").isTrue();
    }

    private StreamShare entered() {
        StreamShare share = new StreamShare();
        share.enter(user);
        return share;
    }

    private static Caller caller() {
        RequestGate gate = new RequestGate(List.of(), Sharing.NONE);
        AccountInfo account = new AccountInfo(7, 0, AccountKind.USER, false, 0, 0, 7, "Ada");
        Proof proof = new Proof(Proof.Kind.TOKEN, "1", "", "", 7, Set.of(), false, "");
        return new Caller(
                proof,
                account,
                LimitProfile.USER,
                gate.usage(7, LimitProfile.USER),
                new Session(1));
    }
}
