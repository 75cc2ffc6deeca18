package io.rialto.simulator;

import io.rialto.sequencer.CommandClient;
import io.rialto.sequencer.CommandClientListener;
import io.rialto.sequencer.CommandWindow;

import org.agrona.DirectBuffer;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * One run of a gateway's process, as far as commands go: the real {@link CommandWindow} over a
 * {@link Link}. It dies, or goes on for a while after another has taken its place.
 */
final class GatewayInstance implements CommandClientListener {
    private static final long NOTICE_NANOS = 20_000_000;

    private final World world;
    private final Dice dice;
    private final Consumer<GatewayInstance> onFenced;
    private final CommandWindow window;
    private final Link link;
    private final Runnable wake;

    /** Who waits for an answer, in the order of asking. */
    private final List<Waiting> waiting = new ArrayList<>();

    private boolean isOver;

    /** Hears what became of a command; of the two, one is called once. */
    interface Answered {
        void onAnswer(DirectBuffer answer, int offset, int length);

        /** The gateway is gone, and nobody knows. */
        void onUnknown();
    }

    /**
     * @param wake asks for a turn soon
     * @param onFenced told when the venue accepts it no more, and it has ended
     */
    GatewayInstance(
            World world,
            Node node,
            Dice dice,
            int gatewayId,
            Runnable wake,
            Consumer<GatewayInstance> onFenced) {
        this.world = world;
        this.dice = dice;
        this.onFenced = onFenced;
        this.wake = wake;
        window = new CommandWindow(gatewayId, gatewayId, world.nextId(), this);
        link = new Link(world, node, window, dice, wake);
    }

    /** A turn of its thread. */
    void turn() {
        if (!isOver) {
            long now = world.timeline().now();
            link.doWork(now);
            window.doWork(now, link);
        }
    }

    boolean isReady() {
        return !isOver && window.isReady();
    }

    /** Takes a command; false when it cannot, and then nothing was sent. */
    boolean submit(DirectBuffer command, int length, Answered answered) {
        Waiting one = new Waiting(answered);
        if (!isReady() || !window.submit(command, 0, length, one)) {
            return false;
        }
        waiting.add(one);
        wake.run();
        return true;
    }

    void cut() {
        link.cut();
    }

    /** Whether it does nothing any more. */
    boolean isOver() {
        return isOver;
    }

    /** The process is killed; clients notice that their connections are gone. */
    void die() {
        isOver = true;
        link.close();
        List<Waiting> lost = List.copyOf(waiting);
        waiting.clear();
        lost.forEach(one -> world.timeline()
                .after(
                        dice.waiting(NOTICE_NANOS),
                        "connection-lost",
                        () -> one.answered.onUnknown()));
    }

    @Override
    public void onStopped(String reason) {
        isOver = true;
        link.close();
        onFenced.accept(this);
    }

    @Override
    public void onError(Throwable error) {
        if (error instanceof Violation violation) {
            throw violation;
        }
        throw new Violation("a gateway fails: " + error, error);
    }

    private final class Waiting implements CommandClient.AnswerHandler {
        private final Answered answered;

        Waiting(Answered answered) {
            this.answered = answered;
        }

        @Override
        public void onAnswer(DirectBuffer answer, int offset, int length) {
            end();
            answered.onAnswer(answer, offset, length);
        }

        @Override
        public void onUnknown() {
            end();
            answered.onUnknown();
        }

        private void end() {
            Violation.unless(waiting.remove(this), "a command is answered once");
        }
    }
}
