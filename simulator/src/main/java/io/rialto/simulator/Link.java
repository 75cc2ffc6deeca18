package io.rialto.simulator;

import io.rialto.sequencer.CommandTransport;
import io.rialto.sequencer.CommandWindow;
import io.rialto.sequencer.RetryTimer;

import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A gateway's connection to the node: made, watched, made again, as the real one does. What it
 * loses the {@link CommandWindow} sends again.
 */
final class Link implements CommandTransport {
    private static final long CONNECT_NANOS = 2_000_000;
    private static final long CONNECT_NANOS_MAX = 3_000_000_000L;
    private static final long NOTICE_NANOS = 50_000_000;
    private static final long NONE = 0;

    private final World world;
    private final Node node;
    private final CommandWindow window;
    private final Dice dice;
    private final Runnable wake;
    private final RetryTimer retry = new RetryTimer();
    private final Mistakes.Once once = new Mistakes.Once();
    private final Way commands;
    private final Way answers;
    private long connection = NONE;
    private long connectingSince = NONE;
    private boolean isClosed;

    Link(World world, Node node, CommandWindow window, Dice dice, Runnable wake) {
        this.world = world;
        this.node = node;
        this.window = window;
        this.dice = dice;
        this.wake = wake;
        commands = new Way(world, dice, "command", this::arrive);
        answers = new Way(world, dice, "answer", this::take);
    }

    long connection() {
        return connection;
    }

    /** What the gateway's thread does for its connection. */
    void doWork(long nowNanos) {
        if (connection != NONE || isClosed) {
            return;
        }
        if (connectingSince == NONE && retry.isDue(nowNanos)) {
            connectingSince = nowNanos;
            world.timeline().after(dice.waiting(CONNECT_NANOS), "connect", this::connect);
        } else if (connectingSince != NONE && nowNanos - connectingSince > CONNECT_NANOS_MAX) {
            fail("nobody takes commands");
        }
    }

    private void connect() {
        if (isClosed || connectingSince == NONE) {
            return;
        }
        connection = world.nextId();
        if (!node.open(this)) {
            connection = NONE;
            fail("the node does not lead");
            return;
        }
        connectingSince = NONE;
        retry.succeeded();
        window.onConnected(world.timeline().now());
        wake.run();
    }

    private void fail(String reason) {
        connectingSince = NONE;
        retry.failed(world.timeline().now());
        window.onDisconnected(reason);
    }

    /** The connection is gone; the gateway notices after a while. */
    void lose() {
        long lost = connection;
        if (lost != NONE) {
            world.timeline().after(dice.waiting(NOTICE_NANOS), "notice", () -> {
                if (connection == lost && !isClosed) {
                    connection = NONE;
                    fail("the session was closed");
                }
            });
        }
    }

    /** Cuts the connection. */
    void cut() {
        if (connection != NONE) {
            world.tally().count(Fault.CUT);
            node.forget(connection);
            lose();
        }
    }

    /** The gateway's process is gone. */
    void close() {
        isClosed = true;
        node.forget(connection);
    }

    @Override
    public boolean offer(DirectBuffer command, int offset, int length) {
        if (connection == NONE) {
            return false;
        }
        if (world.has(Plant.NEVER_SENT_AGAIN) && !once.isNew(command, offset)) {
            return true;
        }
        UnsafeBuffer addressed = new UnsafeBuffer(new byte[Long.BYTES + length]);
        addressed.putLong(0, connection);
        addressed.putBytes(Long.BYTES, command, offset, length);
        commands.send(addressed, 0, addressed.capacity());
        return true;
    }

    private void arrive(UnsafeBuffer addressed) {
        long over = addressed.getLong(0);
        UnsafeBuffer command =
                new UnsafeBuffer(addressed, Long.BYTES, addressed.capacity() - Long.BYTES);
        node.receive(this, over, command);
    }

    /** The node answers. */
    void answer(DirectBuffer answer, int offset, int length) {
        answers.send(answer, offset, length);
    }

    private void take(UnsafeBuffer answer) {
        if (!isClosed && connection != NONE) {
            window.onAnswer(answer, 0, answer.capacity());
            wake.run();
        }
    }
}
