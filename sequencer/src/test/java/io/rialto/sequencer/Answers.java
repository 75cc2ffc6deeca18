package io.rialto.sequencer;

import io.rialto.protocol.AnswerDecoder;
import io.rialto.protocol.Code;
import io.rialto.protocol.MessageHeaderDecoder;

import org.agrona.DirectBuffer;

import java.util.ArrayList;
import java.util.List;

/** Collects the answers to the commands of a {@link TallyMachine}. Any thread. */
final class Answers {
    /**
     * @param call index of the command among those made here
     */
    record Answer(int call, Code code, long tally, long count, boolean repeated) {}

    private final List<Answer> all = new ArrayList<>();
    private int calls;
    private int unknown;

    /** A handler for the next command. */
    synchronized CommandClient.AnswerHandler next() {
        int call = calls++;
        return new CommandClient.AnswerHandler() {
            @Override
            public void onAnswer(DirectBuffer buffer, int offset, int length) {
                AnswerDecoder answer = new AnswerDecoder()
                        .wrapAndApplyHeader(buffer, offset, new MessageHeaderDecoder());
                add(new Answer(
                        call,
                        answer.header().code(),
                        answer.id(),
                        answer.count(),
                        answer.header().repeated() == 1));
            }

            @Override
            public void onUnknown() {
                addUnknown();
            }
        };
    }

    private synchronized void add(Answer answer) {
        all.add(answer);
        notifyAll();
    }

    private synchronized void addUnknown() {
        unknown++;
        notifyAll();
    }

    synchronized List<Answer> all() {
        return List.copyOf(all);
    }

    synchronized int unknown() {
        return unknown;
    }

    /** Waits until {@code count} are there; the test's own deadline ends it. */
    synchronized List<Answer> await(int count) throws InterruptedException {
        while (all.size() < count) {
            wait();
        }
        return List.copyOf(all);
    }
}
