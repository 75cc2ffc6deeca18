package io.rialto.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Repetitions, by gateway number and by idempotency key. The window here is 4, keys 3 or 1,000 ns. */
class RequestsTest {
    private static final int GATEWAY = 9;

    private final TestVenue venue = TestVenue.ready();
    private final Engine engine = venue.engine;
    private final Outcome outcome = venue.outcome;

    @BeforeEach
    void openGateway() {
        open(GATEWAY, 1);
        assertThat(venue.events.take()).containsExactly("GatewayOpened 9 epoch 1");
    }

    @Test
    void shouldGiveTheSameInstanceItsEpochAgainAndAnotherTheNext() {
        open(GATEWAY, 1);
        assertThat(outcome.id).isEqualTo(1);
        assertThat(venue.events.take()).isEmpty();

        open(GATEWAY, 2);
        assertThat(outcome.id).isEqualTo(2);
        assertThat(venue.events.take()).containsExactly("GatewayOpened 9 epoch 2");
    }

    @Test
    void shouldRefuseAGatewayWithoutId() {
        open(0, 1);
        assertThat(outcome.code).isEqualTo(Code.GATEWAY_UNKNOWN);
        assertThat(venue.events.take()).isEmpty();
    }

    @Test
    void shouldDenyAGatewayTooMany() {
        open(10, 1);
        venue.events.take();
        open(11, 1);
        venue.expectDenied(Code.VENUE_FULL);
        open(10, 1);
        assertThat(outcome.code).isEqualTo(Code.DONE);
    }

    @Test
    void shouldAnswerARepeatedNumberWithItsFirstOutcome() {
        issue(1, 0, 0, 5);
        long sequence = outcome.sequence;
        venue.events.take();
        engine.advance(TestVenue.START + 500);

        issue(1, 0, 0, 5);

        assertThat(outcome.repeated).isTrue();
        assertThat(outcome.code).isEqualTo(Code.DONE);
        assertThat(outcome.id).isEqualTo(TestVenue.USER);
        assertThat(outcome.sequence).isEqualTo(sequence);
        assertThat(outcome.timeNanos).isEqualTo(TestVenue.START);
        assertThat(venue.events.take()).isEmpty();
        assertThat(money()).isEqualTo(5);
    }

    @Test
    void shouldRememberADenialOfANumberWithItsNumbers() {
        issue(1, 0, 0, 0);
        assertThat(outcome.code).isEqualTo(Code.AMOUNT_INVALID);
        venue.events.take();

        issue(1, 0, 0, 7);

        assertThat(outcome.code).isEqualTo(Code.AMOUNT_INVALID);
        assertThat(outcome.needed).isEqualTo((1L << 62) - 1);
        assertThat(outcome.repeated).isTrue();
        assertThat(venue.events.take()).isEmpty();
    }

    @Test
    void shouldRefuseAGapAndGoOnWhereItWas() {
        issue(2, 0, 0, 5);
        expectRefused(Code.GATEWAY_GAP);
        assertThat(outcome.needed).isEqualTo(1);
        issue(0, 0, 0, 5);
        expectRefused(Code.GATEWAY_GAP);
        issue(-3, 0, 0, 5);
        expectRefused(Code.GATEWAY_GAP);

        issue(1, 0, 0, 5);
        assertThat(outcome.code).isEqualTo(Code.DONE);
        assertThat(money()).isEqualTo(5);
    }

    @Test
    void shouldForgetWhatIsOutsideTheWindow() {
        for (int number = 1; number <= 5; number++) {
            issue(number, 0, 0, number);
        }
        venue.events.take();
        issue(1, 0, 0, 1);
        expectRefused(Code.GATEWAY_FORGOTTEN);
        issue(2, 0, 0, 2);
        assertThat(outcome.repeated).isTrue();
        assertThat(money()).isEqualTo(15);
    }

    @Test
    void shouldRefuseAnOlderEpochAndOneThatNeverWas() {
        open(GATEWAY, 2);
        venue.events.take();
        issueAtEpoch(1, 1);
        expectRefused(Code.GATEWAY_FENCED);
        issueAtEpoch(3, 1);
        expectRefused(Code.GATEWAY_UNKNOWN);
        issueAtEpoch(2, 1);
        assertThat(outcome.code).isEqualTo(Code.DONE);
        assertThat(outcome.repeated).isFalse();
    }

    @Test
    void shouldRefuseAnUnknownGateway() {
        venue.header.gatewayId = 77;
        venue.header.gatewayEpoch = 1;
        venue.header.gatewayNumber = 1;
        engine.rejectUnknown(venue.user(), outcome);
        expectRefused(Code.GATEWAY_UNKNOWN);
    }

    @Test
    void shouldAnswerARepeatedKeyWithItsFirstOutcomeUnderANewNumberToo() {
        issue(1, 70, 1, 5);
        long sequence = outcome.sequence;
        venue.events.take();

        issue(2, 70, 1, 5);
        assertThat(outcome.repeated).isTrue();
        assertThat(outcome.sequence).isEqualTo(sequence);
        issue(2, 71, 1, 5);
        assertThat(outcome.repeated).isTrue();
        assertThat(outcome.sequence).isEqualTo(sequence);

        assertThat(venue.events.take()).isEmpty();
        assertThat(money()).isEqualTo(5);
    }

    @Test
    void shouldDenyAKeyWithAnotherPayloadAndKeepTheFirstOutcome() {
        issue(1, 70, 1, 5);
        venue.events.take();

        issue(2, 70, 2, 6);
        venue.expectDenied(Code.IDEMPOTENCY_CONFLICT);
        issue(2, 70, 2, 6);
        assertThat(outcome.code).isEqualTo(Code.IDEMPOTENCY_CONFLICT);
        assertThat(outcome.repeated).isTrue();

        issue(3, 70, 1, 5);
        assertThat(outcome.code).isEqualTo(Code.DONE);
        assertThat(outcome.repeated).isTrue();
        assertThat(money()).isEqualTo(5);
    }

    /** A key is any 128 bits but zero: half of it may be zero. */
    @Test
    void shouldKnowKeysWithAHalfOfZero() {
        for (int half = 0; half < 2; half++) {
            issueUnder(2 * half + 1, half == 0 ? 70 : 0, half == 0 ? 0 : 70);
            assertThat(outcome.repeated).isFalse();
            issueUnder(2 * half + 2, half == 0 ? 70 : 0, half == 0 ? 0 : 70);
            assertThat(outcome.repeated).isTrue();
        }
        assertThat(money()).isEqualTo(10);
    }

    private void issueUnder(long number, long keyHigh, long keyLow) {
        venue.header.gatewayId = GATEWAY;
        venue.header.gatewayEpoch = 1;
        venue.header.gatewayNumber = number;
        venue.header.keyHigh = keyHigh;
        venue.header.keyLow = keyLow;
        venue.header.payloadHash = 1;
        engine.issue(venue.administrator(TestVenue.USER), TestVenue.MONEY, 5, "", outcome);
    }

    @Test
    void shouldRememberADenialUnderItsKey() {
        issue(1, 70, 1, 0);
        venue.expectDenied(Code.AMOUNT_INVALID);
        issue(2, 70, 1, 0);
        assertThat(outcome.code).isEqualTo(Code.AMOUNT_INVALID);
        assertThat(outcome.repeated).isTrue();
        assertThat(venue.events.take()).isEmpty();
    }

    @Test
    void shouldNeverRememberARefusalOfAGatewayUnderAKey() {
        issue(5, 70, 1, 5);
        expectRefused(Code.GATEWAY_GAP);
        issue(1, 70, 1, 5);
        assertThat(outcome.code).isEqualTo(Code.DONE);
        assertThat(outcome.repeated).isFalse();
    }

    @Test
    void shouldKeepKeysOfActorsApart() {
        venue.header.gatewayId = 0;
        withKey(70, 1);
        engine.rejectUnknown(venue.user(), outcome);
        assertThat(outcome.repeated).isFalse();
        withKey(70, 2);
        engine.rejectUnknown(venue.administrator(), outcome);
        assertThat(outcome.code).isEqualTo(Code.COMMAND_UNKNOWN);
        assertThat(outcome.repeated).isFalse();
    }

    @Test
    void shouldRememberAnActorsLastKeysOnly() {
        for (int key = 1; key <= 4; key++) {
            issue(key, key, 1, 5);
        }
        issue(5, 2, 1, 5);
        assertThat(outcome.repeated).isTrue();
        issue(6, 1, 1, 5);
        assertThat(outcome.repeated).isFalse();
        assertThat(money()).isEqualTo(25);
    }

    @Test
    void shouldRememberAKeyUpToItsAgeAndNotLonger() {
        issue(1, 70, 1, 5);
        engine.advance(TestVenue.START + 1_000);
        issue(2, 70, 1, 5);
        assertThat(outcome.repeated).isTrue();
        engine.advance(TestVenue.START + 1_001);
        issue(3, 70, 1, 5);
        assertThat(outcome.repeated).isFalse();
        assertThat(money()).isEqualTo(10);
    }

    @Test
    void shouldRememberNothingForTheVenueItselfWithoutAKey() {
        venue.header.gatewayId = 0;
        for (int i = 0; i < 2; i++) {
            engine.issue(venue.administrator(TestVenue.USER), TestVenue.MONEY, 5, "", outcome);
            assertThat(outcome.repeated).isFalse();
        }
        assertThat(money()).isEqualTo(10);
    }

    private void open(int gateway, long instance) {
        venue.by(0, 0);
        venue.header.gatewayId = gateway;
        engine.openGateway(venue.header, instance, 0, outcome);
    }

    private void issueAtEpoch(int epoch, long number) {
        venue.header.gatewayEpoch = epoch;
        venue.header.gatewayNumber = number;
        withKey(0, 0);
        engine.issue(venue.administrator(TestVenue.USER), TestVenue.MONEY, 5, "", outcome);
    }

    private void issue(long number, long key, long payload, long amount) {
        venue.header.gatewayId = GATEWAY;
        venue.header.gatewayEpoch = 1;
        venue.header.gatewayNumber = number;
        withKey(key, payload);
        engine.issue(venue.administrator(TestVenue.USER), TestVenue.MONEY, amount, "", outcome);
    }

    private void withKey(long key, long payload) {
        venue.header.keyHigh = key;
        venue.header.keyLow = key;
        venue.header.payloadHash = payload;
    }

    private void expectRefused(Code code) {
        assertThat(outcome.code).isEqualTo(code);
        assertThat(outcome.repeated).isFalse();
        assertThat(venue.events.take()).isEmpty();
    }

    private long money() {
        return engine.cash(TestVenue.USER, TestVenue.MONEY);
    }
}
