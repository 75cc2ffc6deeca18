package io.rialto.sequencer;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.protocol.AnswerHeaderDecoder;
import io.rialto.protocol.Code;
import io.rialto.protocol.CommandHeaderDecoder;
import io.rialto.protocol.MessageHeaderDecoder;
import io.rialto.protocol.StreamChain;

import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A release's log as text: what the machine was given, byte for byte, and what it became. A line is
 * one of
 *
 * <pre>
 * # a remark
 * command +NANOS TEMPLATE ACTOR HEX    time since the line before, the template and who asks for
 *                                      readers, the bytes
 * time +NANOS                          nothing but time
 * state SEQUENCE CHAIN ANSWERS HASH    after all lines before: the last event, the chain over all
 *                                      frames, the same over all answers, the hash of the state
 * </pre>
 *
 * Numbers after {@code state} are hexadecimal but the first.
 */
final class GoldenLog {
    private static final long START_NANOS = 1_767_225_600_000_000_000L;
    private static final int COMMAND_BYTES = 128;

    private final List<UnsafeBuffer> answers = new ArrayList<>();
    private final Set<Integer> templates = new TreeSet<>();
    private final Set<Code> codes = new TreeSet<>();
    private EngineMachine machine = create();
    private long timeNanos = START_NANOS;
    private long logPosition;
    private long answerChain;
    private int states;

    private EngineMachine create() {
        return (EngineMachine) EngineMachine.factory(VenueFixture.LIMITS).create(new Output());
    }

    private final class Output implements MachineOutput {
        @Override
        public void onEvents(DirectBuffer frame, int offset, int length) {
            // Their chain is the machine's.
        }

        @Override
        public void onAnswer(DirectBuffer answer, int offset, int length) {
            answers.add(VenueFixture.copy(answer, offset, length));
        }
    }

    /** Gives the machine a command and returns its line. */
    String command(long afterNanos, UnsafeBuffer command) {
        advance(afterNanos);
        machine.onCommand(timeNanos, logPosition, command, 0, command.capacity());
        int template = VenueFixture.template(command);
        templates.add(template);
        for (UnsafeBuffer answer : answers) {
            take(answer);
        }
        answers.clear();
        long actor = new CommandHeaderDecoder()
                .wrap(command, MessageHeaderDecoder.ENCODED_LENGTH)
                .actor();
        return "command +%d %d %d %s"
                .formatted(
                        afterNanos, template, actor, HexFormat.of().formatHex(command.byteArray()));
    }

    private void take(UnsafeBuffer answer) {
        // Padded: the chain leaves out a field that an answer does not have.
        UnsafeBuffer padded = new UnsafeBuffer(new byte[answer.capacity() + COMMAND_BYTES]);
        padded.putBytes(COMMAND_BYTES, answer, 0, answer.capacity());
        answerChain = StreamChain.next(answerChain, padded, 0, padded.capacity());
        int code = CommandStamp.answerCode(answer, 0);
        codes.add(Code.get(code));
        assertThat(answer.capacity()).isGreaterThanOrEqualTo(AnswerHeaderDecoder.ENCODED_LENGTH);
    }

    /** Lets time pass and returns the line. */
    String time(long afterNanos) {
        advance(afterNanos);
        machine.onDeadline(timeNanos, logPosition);
        return "time +" + afterNanos;
    }

    private void advance(long afterNanos) {
        timeNanos += afterNanos;
        logPosition += COMMAND_BYTES;
    }

    /** The line of the state reached; goes on with a machine restored from it. */
    String state() {
        states++;
        String line = "state %d %016x %016x %016x"
                .formatted(machine.sequence(), machine.chain(), answerChain, machine.stateHash());
        EngineMachine restored = create();
        machine.writeSnapshot(restored::readSnapshot);
        assertThat(restored.stateHash()).isEqualTo(machine.stateHash());
        machine = restored;
        return line;
    }

    /** Replays a log; where a line gives something else than it says, the line is in the error. */
    static GoldenLog replay(List<String> lines) {
        GoldenLog log = new GoldenLog();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (!line.startsWith("#")) {
                assertThat(log.apply(line)).as("line %d", i + 1).isEqualTo(line);
            }
        }
        return log;
    }

    private String apply(String line) {
        String[] fields = line.split(" ", -1);
        return switch (fields[0]) {
            case "command" ->
                command(
                        Long.parseLong(fields[1]),
                        new UnsafeBuffer(HexFormat.of().parseHex(fields[4])));
            case "time" -> time(Long.parseLong(fields[1]));
            case "state" -> state();
            default -> throw new AssertionError("no such line: " + line);
        };
    }

    /** Commands that occurred. */
    Set<Integer> templates() {
        return templates;
    }

    /** Outcomes that occurred. */
    Set<Code> codes() {
        return codes;
    }

    /** How many states were passed. */
    int states() {
        return states;
    }
}
