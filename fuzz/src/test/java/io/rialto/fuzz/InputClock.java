package io.rialto.fuzz;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Ends the process when one input takes too long, and says which.
 * The time is the processor's, not the clock's as with libFuzzer's own limit: an input that only waits
 * for its turn, on a machine with other work, is no finding. One that waits for something else, or
 * makes the collector work, is found by the clock, much later.
 */
final class InputClock {
    private static final long CPU_SECONDS_MAX = 30;
    private static final long CLOCK_SECONDS_MAX = 600;
    private static final int EXIT_CODE = 70;
    private static final Begun NONE = new Begun(() -> "", 0, 0);

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final Thread fuzzing;
    private volatile Begun begun = NONE;

    private record Begun(Supplier<String> finding, long cpuNanos, long clockNanos) {}

    private InputClock(Thread fuzzing) {
        this.fuzzing = fuzzing;
    }

    /** Watches the calling thread, which is to try all inputs of this process. */
    static InputClock ofThisThread() {
        InputClock clock = new InputClock(Thread.currentThread());
        Thread.ofPlatform().daemon().name("input-clock").start(clock::watch);
        return clock;
    }

    /**
     * An input's time begins.
     *
     * @param finding what to say of it should it take too long
     */
    void begin(Supplier<String> finding) {
        if (Thread.currentThread() != fuzzing) {
            throw new IllegalStateException("inputs are tried by another thread than began");
        }
        begun = new Begun(finding, threads.getCurrentThreadCpuTime(), System.nanoTime());
    }

    /** It has ended: what comes before the next one is the fuzzer's. */
    void end() {
        begun = NONE;
    }

    private void watch() {
        while (true) {
            try {
                TimeUnit.SECONDS.sleep(1);
            } catch (InterruptedException e) {
                return;
            }
            Begun last = begun;
            if (last != NONE && isTooLong(last) && begun == last) {
                giveUp(last);
            }
        }
    }

    private boolean isTooLong(Begun since) {
        long cpu = threads.getThreadCpuTime(fuzzing.threadId()) - since.cpuNanos();
        long clock = System.nanoTime() - since.clockNanos();
        return cpu > TimeUnit.SECONDS.toNanos(CPU_SECONDS_MAX)
                || clock > TimeUnit.SECONDS.toNanos(CLOCK_SECONDS_MAX);
    }

    private void giveUp(Begun last) {
        System.err.printf(
                "one input has taken more than %d s of the processor, or %d s of the clock:%n",
                CPU_SECONDS_MAX, CLOCK_SECONDS_MAX);
        for (StackTraceElement frame : fuzzing.getStackTrace()) {
            System.err.println("\tat " + frame);
        }
        System.err.println(last.finding().get());
        Runtime.getRuntime().halt(EXIT_CODE);
    }
}
