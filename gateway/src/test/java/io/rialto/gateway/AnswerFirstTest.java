package io.rialto.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

class AnswerFirstTest {
    private final List<String> told = new ArrayList<>();
    private final AnswerFirst order = new AnswerFirst(
            (message, isPart) -> told.add(new String(message, StandardCharsets.US_ASCII)));

    @Test
    void shouldPassOnWhatOthersCaused() {
        order.onSent();
        deliver("other");

        assertThat(told).containsExactly("other");
    }

    @Test
    void shouldHoldOwnEventsUntilTheAnswer() {
        order.onSent();
        order.onOwnEvents(1);
        deliver("own");
        deliver("later");
        assertThat(told).isEmpty();

        order.onAnswered(1);

        assertThat(told).containsExactly("own", "later");
        assertThat(order.waitingBytes()).isZero();
    }

    @Test
    void shouldNotHoldWhatIsAnswered() {
        order.onSent();
        order.onSent();
        order.onAnswered(1);
        order.onOwnEvents(1);
        deliver("first");
        order.onOwnEvents(2);
        deliver("second");

        assertThat(told).containsExactly("first");
    }

    @Test
    void shouldCopeWithAnswersOutOfOrder() {
        order.onSent();
        order.onSent();
        order.onOwnEvents(1);
        deliver("first");
        order.onOwnEvents(2);
        deliver("second");
        order.onAnswered(2);
        assertThat(told).isEmpty();

        order.onAnswered(1);

        assertThat(told).containsExactly("first", "second");
    }

    @Test
    void shouldLetGoWhenAnOutcomeIsUnknown() {
        order.onSent();
        order.onOwnEvents(1);
        deliver("own");

        order.onGivenUp();

        assertThat(told).containsExactly("own");
    }

    @Test
    void shouldKeepOrderUnderEveryInterleaving() {
        for (long seed = 0; seed < 200; seed++) {
            interleave(new Random(seed), "seed " + seed);
        }
    }

    /** Answers and events of 50 commands arrive in their own orders, mixed at random. */
    private static void interleave(Random random, String seed) {
        List<String> heard = new ArrayList<>();
        AnswerFirst order =
                new AnswerFirst((m, isPart) -> heard.add(new String(m, StandardCharsets.US_ASCII)));
        int commands = 50;
        int sent = 0;
        int answered = 0;
        int happened = 0;
        while (answered < commands || happened < commands) {
            switch (random.nextInt(3)) {
                case 0 -> {
                    if (sent < commands) {
                        sent++;
                        order.onSent();
                    }
                }
                case 1 -> {
                    if (answered < sent) {
                        answered++;
                        heard.add("answer " + answered);
                        order.onAnswered(answered);
                    }
                }
                default -> {
                    if (happened < sent) {
                        happened++;
                        order.onOwnEvents(happened);
                        order.deliver(
                                ("event " + happened).getBytes(StandardCharsets.US_ASCII), false);
                    }
                }
            }
        }
        for (int i = 1; i <= commands; i++) {
            assertThat(heard.indexOf("event " + i))
                    .as(seed)
                    .isGreaterThan(heard.indexOf("answer " + i));
        }
        assertThat(heard).as(seed).hasSize(2 * commands);
    }

    private void deliver(String message) {
        order.deliver(message.getBytes(StandardCharsets.US_ASCII), false);
    }
}
