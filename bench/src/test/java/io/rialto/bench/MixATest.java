package io.rialto.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.sequencer.EngineMachine;
import io.rialto.sequencer.Machine;
import io.rialto.sequencer.MachineOutput;

import org.agrona.DirectBuffer;
import org.junit.jupiter.api.Test;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

class MixATest {
    private static final MixOptions RICH = new MixOptions(1, 20_000, 3, 200, 500, true, false);
    private static final MixOptions TIGHT = new MixOptions(1, 20_000, 3, 200, 500, false, true);

    @Test
    void shouldMakeTheSameCommandsAgain() {
        MixA one = MixA.generate(RICH);
        MixA two = MixA.generate(RICH);
        assertThat(two.stateHash()).isEqualTo(one.stateHash());
        assertThat(two.commands().bytes()).isEqualTo(one.commands().bytes());
        assertThat(MixA.generate(new MixOptions(2, 20_000, 3, 200, 500, true, false))
                        .stateHash())
                .isNotEqualTo(one.stateHash());
    }

    @Test
    void shouldHaveTheSharesThatItPromises() {
        MixA mix = MixA.generate(RICH);
        int[] counts = new int[MixA.KINDS.length];
        for (int i = 0; i < mix.commands().count(); i++) {
            counts[mix.commands().kind(i)]++;
        }
        double percent = mix.commands().count() / 100.0;
        assertThat(counts[0] / percent).isBetween(44.0, 46.0);
        assertThat(counts[1] / percent).isBetween(34.0, 39.0);
        assertThat(counts[2] / percent).isBetween(5.0, 8.5);
        assertThat(counts[3] / percent).isBetween(4.5, 5.5);
        assertThat(counts[4] / percent).isBetween(4.5, 5.5);
        assertThat(counts[5] / percent).isBetween(0.7, 1.3);
        assertThat(counts[6] / percent).isBetween(0.7, 1.3);
        assertThat(mix.trades()).isGreaterThan(1_000);
    }

    /** Of what is denied under rich funding only fill-or-kill orders may be part. */
    @Test
    void shouldDenyAlmostNothingWhenFundsAreRichAndATenthWhenTheyAreTight() {
        assertThat(MixA.generate(RICH).denials() / 200.0).isLessThan(1.0);
        assertThat(MixA.generate(TIGHT).denials() / 200.0).isBetween(5.0, 15.0);
    }

    @Test
    void shouldBringAnyEmptyVenueToTheSameState() {
        MixA mix = MixA.generate(RICH);
        Machine machine = EngineMachine.factory(mix.limits()).create(new Nothing());
        long index = apply(machine, mix.setup(), 0);
        apply(machine, mix.commands(), index);
        assertThat(machine.stateHash()).isEqualTo(mix.stateHash());
    }

    @Test
    void shouldReportTheEngine() {
        StringWriter text = new StringWriter();
        List<BenchResult> results = EngineBench.run(RICH, new PrintWriter(text));
        assertThat(results.getFirst().name()).isEqualTo("engine");
        assertThat(results.getFirst().ratePerSecond().isMeasured()).isTrue();
        assertThat(results.getFirst().latencyNanos().isMeasured()).isTrue();
        assertThat(results).hasSize(8);
        assertThat(text.toString()).contains("M commands/s").contains("money sums to zero");
    }

    private static long apply(Machine machine, CommandTape tape, long first) {
        for (int i = 0; i < tape.count(); i++) {
            machine.onCommand(
                    MixA.timeNanos(first + i),
                    MixA.logPosition(first + i),
                    tape.buffer(i),
                    tape.offset(i),
                    tape.length(i));
        }
        return first + tape.count();
    }

    private static final class Nothing implements MachineOutput {
        @Override
        public void onEvents(DirectBuffer frame, int offset, int length) {}

        @Override
        public void onAnswer(DirectBuffer answer, int offset, int length) {}
    }
}
