package io.rialto.sequencer;

import io.rialto.protocol.AnswerDecoder;
import io.rialto.protocol.Code;
import io.rialto.protocol.MessageHeaderDecoder;
import io.rialto.protocol.MessageHeaderEncoder;
import io.rialto.protocol.OpenGatewayEncoder;

import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * What a gateway's client knows, whatever carries it: a ring of {@link CommandClient#IN_FLIGHT_MAX}
 * commands, each from the moment it is accepted until it is answered.
 *
 * <p>A command's place in the ring is its number less one, so numbers have no gaps and go only to
 * what will be sent. Many threads submit; one owner does everything else. A slot's state says whose
 * it is: equal to a position, free for it; one more, filled by it; a whole ring more, answered. This
 * is Vyukov's bounded queue with the consumer's step split into sending and being answered.
 */
public final class CommandWindow implements CommandClientMetrics {
    /** The longest command. */
    public static final int COMMAND_BYTES_MAX = 16 * 1024;

    /** After so long without an answer a command is sent again: its answer may have been lost. */
    public static final long RESEND_NANOS = 2_000_000_000L;

    private static final long GAP_RESEND_NANOS = 50_000_000L;
    private static final int CAPACITY = CommandClient.IN_FLIGHT_MAX;
    private static final int MASK = CAPACITY - 1;
    private static final int SLOT_BYTES = 256;

    /** Answers are taken between batches, so that neither side fills up. */
    private static final int SEND_BATCH = 256;

    private final int gatewayId;
    private final CommandClientListener listener;
    private final UnsafeBuffer opening;

    private final AtomicLongArray states = new AtomicLongArray(CAPACITY);
    private final UnsafeBuffer slab = new UnsafeBuffer(new byte[CAPACITY * SLOT_BYTES]);
    private final UnsafeBuffer[] oversize = new UnsafeBuffer[CAPACITY];
    private final int[] lengths = new int[CAPACITY];
    private final CommandClient.AnswerHandler[] handlers =
            new CommandClient.AnswerHandler[CAPACITY];

    /** Next position to be claimed; its complement once closed. */
    private final AtomicLong tail = new AtomicLong();

    // Owned by the owner thread, read by others for metrics.
    private final AtomicLong oldest = new AtomicLong();
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong answered = new AtomicLong();
    private final AtomicLong resent = new AtomicLong();
    private final AtomicLong reconnects = new AtomicLong();

    // Owned by the owner thread.
    private final long[] sentNanos = new long[CAPACITY];
    private long resendPosition;
    private long resendLimit;
    private long resendUpToNanos;
    private long resendStartNanos;
    private boolean gapSeen;
    private boolean isBlocked;
    private boolean isConnected;
    private boolean wasConnected;
    private boolean isOpeningSent;
    private long openingNanos;
    private int epoch;
    private boolean isStopped;
    private volatile boolean isReady;
    private volatile long openedAtSequence = CommandClient.NOT_OPENED;

    /**
     * @param instanceHigh random, of this run of the gateway
     */
    public CommandWindow(
            int gatewayId, long instanceHigh, long instanceLow, CommandClientListener listener) {
        if (gatewayId < 1) {
            throw new IllegalArgumentException("gateway id must be 1 or more: " + gatewayId);
        }
        this.gatewayId = gatewayId;
        this.listener = listener;
        this.opening = opening(gatewayId, instanceHigh, instanceLow);
        for (int i = 0; i < CAPACITY; i++) {
            states.setPlain(i, i);
        }
    }

    private static UnsafeBuffer opening(int gatewayId, long instanceHigh, long instanceLow) {
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[SLOT_BYTES]);
        OpenGatewayEncoder encoder = new OpenGatewayEncoder();
        encoder.wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
                .instanceHigh(instanceHigh)
                .instanceLow(instanceLow)
                .putTrace(new byte[0], 0, 0);
        CommandStamp.stamp(buffer, 0, gatewayId, 0, 0);
        int length = MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength();
        return new UnsafeBuffer(buffer, 0, length);
    }

    // Any thread.

    /** As {@link CommandClient#submit}. */
    public boolean submit(
            DirectBuffer command, int offset, int length, CommandClient.AnswerHandler handler) {
        if (length < CommandStamp.COMMAND_BYTES_MIN || length > COMMAND_BYTES_MAX) {
            throw new IllegalArgumentException("not the length of a command: " + length);
        }
        command.boundsCheck(offset, length);
        // Nothing may fail between claiming a slot and filling it.
        UnsafeBuffer large = length > SLOT_BYTES ? new UnsafeBuffer(new byte[length]) : null;
        long position = claim();
        if (position < 0) {
            return false;
        }
        int index = (int) position & MASK;
        if (large == null) {
            slab.putBytes(index * SLOT_BYTES, command, offset, length);
        } else {
            large.putBytes(0, command, offset, length);
        }
        oversize[index] = large;
        lengths[index] = length;
        handlers[index] = handler;
        states.setRelease(index, position + 1);
        return true;
    }

    private long claim() {
        while (true) {
            long position = tail.get();
            if (position < 0) {
                return -1;
            }
            long state = states.getAcquire((int) position & MASK);
            if (state < position) {
                return -1;
            }
            if (state == position && tail.compareAndSet(position, position + 1)) {
                return position;
            }
        }
    }

    /** True when something was submitted that has not been sent. */
    boolean hasUnsent() {
        long position = sent.get();
        return states.getAcquire((int) position & MASK) == position + 1;
    }

    /** Owner thread: as {@link #hasUnsent}, unless it could not be sent when last tried. */
    boolean canSend() {
        return isReady && !isBlocked && hasUnsent();
    }

    /** True while the venue answers. */
    public boolean isReady() {
        return isReady;
    }

    /** What had happened in the venue when it opened this gateway. */
    public long openedAtSequence() {
        return openedAtSequence;
    }

    @Override
    public long sent() {
        return sent.get();
    }

    @Override
    public long answered() {
        return answered.get();
    }

    @Override
    public long resent() {
        return resent.get();
    }

    @Override
    public long reconnects() {
        return reconnects.get();
    }

    @Override
    public long inFlight() {
        long first = oldest.get();
        long next = tail.get();
        return (next < 0 ? ~next : next) - first;
    }

    // The owner thread.

    /** A connection was made, or what is on its way over this one is known to be lost. */
    public void onConnected(long nowNanos) {
        isConnected = true;
        isOpeningSent = false;
        if (wasConnected) {
            reconnects.setRelease(reconnects.getPlain() + 1);
        }
        wasConnected = true;
        startResend(nowNanos, nowNanos);
        if (epoch != 0) {
            becomeReady();
        }
    }

    /** The connection is lost; what is unanswered is kept. */
    public void onDisconnected(String reason) {
        if (isConnected) {
            isConnected = false;
            isReady = false;
            listener.onDisconnected(reason);
        }
    }

    private void becomeReady() {
        isReady = true;
        listener.onConnected();
    }

    /** Sends what there is to send, oldest first. */
    public int doWork(long nowNanos, CommandTransport transport) {
        if (!isConnected || isStopped) {
            return 0;
        }
        if (epoch == 0) {
            return open(nowNanos, transport);
        }
        startResendWhenOverdue(nowNanos);
        int work = resend(nowNanos, transport);
        // Order is kept: nothing new goes out before what must be repeated.
        return resendPosition < resendLimit ? work : work + sendNew(nowNanos, transport);
    }

    private int open(long nowNanos, CommandTransport transport) {
        if (isOpeningSent && nowNanos - openingNanos < RESEND_NANOS) {
            return 0;
        }
        if (!transport.offer(opening, 0, opening.capacity())) {
            return 0;
        }
        isOpeningSent = true;
        openingNanos = nowNanos;
        return 1;
    }

    private int sendNew(long nowNanos, CommandTransport transport) {
        int work = 0;
        long position = sent.getPlain();
        isBlocked = false;
        while (work < SEND_BATCH && states.getAcquire((int) position & MASK) == position + 1) {
            int index = (int) position & MASK;
            CommandStamp.stamp(bytes(index), offset(index), gatewayId, epoch, position + 1);
            if (!transport.offer(bytes(index), offset(index), lengths[index])) {
                isBlocked = true;
                break;
            }
            sentNanos[index] = nowNanos;
            position++;
            sent.setRelease(position);
            work++;
        }
        return work;
    }

    private UnsafeBuffer bytes(int index) {
        UnsafeBuffer large = oversize[index];
        return large == null ? slab : large;
    }

    private int offset(int index) {
        return oversize[index] == null ? index * SLOT_BYTES : 0;
    }

    private void startResendWhenOverdue(long nowNanos) {
        long first = oldest.getPlain();
        if (resendPosition < resendLimit || first == sent.getPlain()) {
            return;
        }
        if (gapSeen && nowNanos - resendStartNanos >= GAP_RESEND_NANOS) {
            startResend(nowNanos, nowNanos);
        } else if (nowNanos - sentNanos[(int) first & MASK] >= RESEND_NANOS) {
            startResend(nowNanos, nowNanos - RESEND_NANOS);
        }
    }

    private void startResend(long nowNanos, long upToNanos) {
        gapSeen = false;
        resendStartNanos = nowNanos;
        resendUpToNanos = upToNanos;
        resendPosition = oldest.getPlain();
        resendLimit = sent.getPlain();
    }

    private int resend(long nowNanos, CommandTransport transport) {
        int work = 0;
        while (resendPosition < resendLimit) {
            int index = (int) resendPosition & MASK;
            boolean isUnanswered = states.getAcquire(index) == resendPosition + 1;
            if (isUnanswered && sentNanos[index] - resendUpToNanos <= 0) {
                if (!transport.offer(bytes(index), offset(index), lengths[index])) {
                    break;
                }
                sentNanos[index] = nowNanos;
                resent.setRelease(resent.getPlain() + 1);
                work++;
            }
            resendPosition++;
        }
        return work;
    }

    /** Takes an answer from the wire; what is not for this client, or comes again, is ignored. */
    public void onAnswer(DirectBuffer answer, int offset, int length) {
        if (isStopped
                || length < CommandStamp.ANSWER_BYTES_MIN
                || CommandStamp.answerGatewayId(answer, offset) != gatewayId) {
            return;
        }
        long number = CommandStamp.answerNumber(answer, offset);
        int code = CommandStamp.answerCode(answer, offset);
        if (number == 0) {
            onOpened(answer, offset, code);
        } else if (CommandStamp.answerEpoch(answer, offset) == epoch && isUnanswered(number)) {
            onAnswer(number, code, answer, offset, length);
        }
    }

    private void onOpened(DirectBuffer answer, int offset, int code) {
        if (epoch != 0) {
            return;
        }
        if (code != Code.DONE.value()) {
            stop("the venue did not open gateway " + gatewayId + ": code " + code);
            return;
        }
        AnswerDecoder opened =
                new AnswerDecoder().wrapAndApplyHeader(answer, offset, new MessageHeaderDecoder());
        epoch = (int) opened.id();
        openedAtSequence = opened.header().sequence();
        becomeReady();
    }

    private boolean isUnanswered(long number) {
        long position = number - 1;
        return position >= oldest.getPlain()
                && position < sent.getPlain()
                && states.getAcquire((int) position & MASK) == number;
    }

    private void onAnswer(long number, int code, DirectBuffer answer, int offset, int length) {
        if (code == Code.GATEWAY_FENCED.value()) {
            stop("a newer instance of gateway " + gatewayId + " has opened");
        } else if (code == Code.GATEWAY_UNKNOWN.value()) {
            stop("the venue does not know gateway " + gatewayId + ": it is not the same venue");
        } else if (code == Code.GATEWAY_GAP.value()) {
            gapSeen = true;
        } else {
            complete(number, answer, offset, length);
        }
    }

    private void complete(long number, DirectBuffer answer, int offset, int length) {
        long position = number - 1;
        CommandClient.AnswerHandler handler = free(position);
        answered.setRelease(answered.getPlain() + 1);
        long first = oldest.getPlain();
        while (first < sent.getPlain() && states.getAcquire((int) first & MASK) > first + 1) {
            first++;
        }
        oldest.setRelease(first);
        try {
            handler.onAnswer(answer, offset, length);
        } catch (RuntimeException e) {
            listener.onError(e);
        }
    }

    private CommandClient.AnswerHandler free(long position) {
        int index = (int) position & MASK;
        CommandClient.AnswerHandler handler = handlers[index];
        handlers[index] = null;
        oversize[index] = null;
        states.setRelease(index, position + CAPACITY);
        return handler;
    }

    private void stop(String reason) {
        close();
        listener.onStopped(reason);
    }

    /** Accepts nothing more and tells everyone unanswered that nothing is known. */
    public void close() {
        if (isStopped) {
            return;
        }
        isStopped = true;
        isReady = false;
        long end = tail.getAndUpdate(position -> position < 0 ? position : ~position);
        for (long position = oldest.getPlain(); position < end; position++) {
            int index = (int) position & MASK;
            long state = states.getAcquire(index);
            while (state == position) {
                Thread.onSpinWait();
                state = states.getAcquire(index);
            }
            if (state == position + 1) {
                tellUnknown(free(position));
            }
        }
        oldest.setRelease(end);
    }

    private void tellUnknown(CommandClient.AnswerHandler handler) {
        try {
            handler.onUnknown();
        } catch (RuntimeException e) {
            listener.onError(e);
        }
    }
}
