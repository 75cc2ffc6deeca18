package io.rialto.fuzz;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.TimeUnit;

/**
 * Ends the process when one input takes too long; libFuzzer keeps that input then. The time is the
 * processor's, not the clock's as with libFuzzer's own limit: an input that only waits for its turn,
 * on a machine with other work, is no finding.
 */
final class InputClock {
    private static final long SECONDS_MAX = 30;
    private static final int EXIT_CODE = 70;

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final Thread fuzzing;
    private volatile long beganNanos;

    private InputClock(Thread fuzzing) {
        this.fuzzing = fuzzing;
    }

    /** Watches the calling thread, which is to try all inputs of this process. */
    static InputClock ofThisThread() {
        InputClock clock = new InputClock(Thread.currentThread());
        clock.begin();
        Thread.ofPlatform().daemon().name("input-clock").start(clock::watch);
        return clock;
    }

    /** An input's time begins. */
    void begin() {
        beganNanos = threads.getCurrentThreadCpuTime();
    }

    private void watch() {
        while (true) {
            try {
                TimeUnit.SECONDS.sleep(1);
            } catch (InterruptedException e) {
                return;
            }
            long began = beganNanos;
            long nanos = threads.getThreadCpuTime(fuzzing.threadId()) - began;
            // Else another input has begun, and the time was of two.
            if (nanos > TimeUnit.SECONDS.toNanos(SECONDS_MAX) && beganNanos == began) {
                end();
            }
        }
    }

    private void end() {
        System.err.printf("one input has taken more than %d s of processor time:%n", SECONDS_MAX);
        for (StackTraceElement frame : fuzzing.getStackTrace()) {
            System.err.println("\tat " + frame);
        }
        Runtime.getRuntime().halt(EXIT_CODE);
    }
}
