package io.rialto.simulator;

import io.rialto.protocol.KeyStateDecoder;
import io.rialto.sequencer.EventContinuation;
import io.rialto.sequencer.MachineFactory;
import io.rialto.sequencer.NodeMachine;
import io.rialto.sequencer.SnapshotPoint;

import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/**
 * A node as a model of what carries it: commands are appended to the log, the log is synced, what
 * is synced is applied by the real {@link NodeMachine} and recorded by the real {@link
 * EventContinuation}; the process dies anywhere in between and starts again on what its {@link
 * Disk} has kept.
 */
final class Node implements NodeMachine.Records {
    private static final long SYNC_NANOS = 300_000;
    private static final long SYNC_STALL_NANOS = 3_000_000_000L;
    private static final long EVENT_SYNC_NANOS = 2_000_000;
    /** Events may stay unsynced for long: nobody waits for them. */
    private static final double EVENT_STALLS = 100;

    /** A start says much more in one go than a command does. */
    private static final double REPLAYING = 0.1;

    private static final long APPLY_NANOS = 2_000;
    private static final long CLOCK_NANOS = 5_000_000;
    private static final long DOWN_NANOS = 300_000_000;
    private static final long SNAPSHOT_NANOS = 500_000_000;
    private static final long LEAD_NANOS = 100_000_000;
    private static final double DYING_AGAIN = 0.2;
    private static final int REPLAY_ENTRIES = 16;

    private final World world;
    private final Disk disk;
    private final MachineFactory factory;
    private final Checker checker;
    private final Dice dice;
    private final Dice crashes;
    private final Mistakes.Mixed mixed = new Mistakes.Mixed();
    private final Map<Long, Link> links = new TreeMap<>();
    private LongSupplier neededSequence = () -> Long.MAX_VALUE;
    private long clockNanos;

    // Of the process; forgotten when it dies.
    private long life;
    private boolean isUp;
    private boolean isLeading;
    private NodeMachine machine;
    private EventContinuation continuation;
    private long next;
    private long appliedPosition;
    private long timerNanos = NodeMachine.NO_TIMER;
    private boolean isSyncing;
    private boolean isApplying;
    private boolean isSyncingEvents;
    private long asking;
    private long storedNanos;

    Node(World world, Disk disk, MachineFactory factory, Checker checker, long startNanos) {
        this.world = world;
        this.disk = disk;
        this.factory = factory;
        this.checker = checker;
        dice = world.dice("node");
        crashes = world.dice("node-crashes");
        clockNanos = startNanos;
        Weather weather = world.weather();
        world.sometimes(weather.kills(), "kill", crashes, () -> die(Fault.KILLED));
        world.sometimes(weather.powerLosses(), "power", crashes, () -> die(Fault.POWER_LOST));
        world.sometimes(weather.snapshots(), "snapshot", dice, this::takeSnapshot);
        world.sometimes(weather.nonsense(), "nonsense", crashes, this::receiveNonsense);
        world.timeline().after(CLOCK_NANOS, "clock", this::lookAtClock);
    }

    /** Says what readers still need; asked when old events are purged. */
    void keepFor(LongSupplier needed) {
        neededSequence = needed;
    }

    boolean isUp() {
        return isUp;
    }

    /** How often the process was started. */
    long life() {
        return life;
    }

    Disk disk() {
        return disk;
    }

    boolean isLeading() {
        return isLeading;
    }

    /** The machine; only of a leading node. */
    NodeMachine machine() {
        return machine;
    }

    /** Whether all that was written is applied, and all that was said is recorded. */
    boolean isQuiet() {
        return isLeading && next == disk.entries();
    }

    long clockNanos() {
        return clockNanos + world.timeline().now();
    }

    /** Sets the clock ahead or, by less than nothing, back. */
    void moveClock(long byNanos) {
        clockNanos += byNanos;
    }

    // The process's life.

    void start() {
        life++;
        isUp = true;
        if (!world.has(Plant.START_WITHOUT_SYNC)) {
            disk.syncLog(disk.entries());
        }
        continuation = new EventContinuation(this::record);
        machine = new NodeMachine(factory, this, this::answer, this::setTimer);
        Optional<Disk.Snapshot> snapshot = disk.chooseSnapshot(
                world.has(Plant.HALF_SNAPSHOT_USED), world.has(Plant.SNAPSHOT_AHEAD_OF_EVENTS));
        SnapshotPoint point = snapshot.map(Disk.Snapshot::point).orElse(SnapshotPoint.EMPTY);
        snapshot.ifPresent(state -> machine.restore(point, state));
        timerNanos = world.has(Plant.TIMER_FORGOTTEN) ? NodeMachine.NO_TIMER : point.timerNanos();
        long recorded = disk.events().lastSequence();
        if (recorded > point.sequence() && !world.has(Plant.EVENTS_TWICE)) {
            continuation.start(point.sequence(), recorded, disk.framesAfter(point.sequence()));
        } else {
            continuation.start(point.sequence());
        }
        appliedPosition = point.logPosition();
        next = disk.entryAfter(appliedPosition);
        world.trace().note("started after event", point.sequence(), point.stateHash());
        inThisLife(dice.waiting(APPLY_NANOS), "replay", this::replay);
        dieAgainSometimes();
    }

    /** What was found after one crash may be all that the next one leaves, or more than that. */
    private void dieAgainSometimes() {
        Weather weather = world.weather();
        long when = dice.waiting(LEAD_NANOS);
        if (dice.chance(DYING_AGAIN)) {
            Fault how = dice.coin() ? Fault.KILLED : Fault.POWER_LOST;
            double rate = how == Fault.KILLED ? weather.kills() : weather.powerLosses();
            if (rate > 0) {
                inThisLife(when, "die-again", () -> die(how));
            }
        }
    }

    private void replay() {
        for (int i = 0; i < REPLAY_ENTRIES && next < disk.entries(); i++) {
            apply();
        }
        if (next < disk.entries()) {
            inThisLife(dice.waiting(APPLY_NANOS), "replay", this::replay);
            return;
        }
        inThisLife(dice.waiting(LEAD_NANOS), "lead", this::lead);
    }

    private void lead() {
        continuation.checkCaughtUp();
        isLeading = true;
        syncSoon();
        world.trace().note("leads at event", sequence(), machine.machine().chain());
    }

    private void die(Fault fault) {
        if (!isUp) {
            return;
        }
        world.tally().count(isLeading ? fault : Fault.KILLED_STARTING);
        world.trace().note(fault.name(), life, disk.entries());
        for (long i = disk.halfSnapshots(); i > 0; i--) {
            world.tally().count(Fault.SNAPSHOT_HALF);
        }
        isUp = false;
        isLeading = false;
        isSyncing = false;
        isApplying = false;
        isSyncingEvents = false;
        storedNanos = 0;
        timerNanos = NodeMachine.NO_TIMER;
        links.values().forEach(Link::lose);
        links.clear();
        if (fault == Fault.POWER_LOST) {
            disk.losePower(crashes);
        }
        world.timeline().after(dice.waiting(DOWN_NANOS), "start", () -> survive(this::start));
    }

    /** Runs a part of the process, which may die of it. */
    private void survive(Runnable part) {
        try {
            part.run();
        } catch (Crash crash) {
            die(Fault.KILLED_WITHIN);
        } catch (Violation e) {
            throw e;
        } catch (RuntimeException e) {
            throw new Violation("the node halts: " + e.getMessage(), e);
        }
    }

    private void inThisLife(long delayNanos, String name, Runnable part) {
        long of = life;
        world.timeline().after(delayNanos, name, () -> {
            if (isUp && life == of) {
                survive(part);
            }
        });
    }

    // Commands in.

    boolean open(Link link) {
        if (isLeading) {
            links.put(link.connection(), link);
        }
        return isLeading;
    }

    /** A command has arrived; one over a connection of an earlier life is refused. */
    void receive(Link link, long connection, UnsafeBuffer command) {
        if (isLeading && links.get(connection) == link) {
            write(connection, command);
        }
    }

    /** Someone sends what is no command. */
    private void receiveNonsense() {
        if (!isLeading) {
            return;
        }
        world.tally().count(Fault.NONSENSE);
        write(0, disk.nonsense(crashes));
    }

    /** A connection is gone; what comes over it is refused from now on. */
    void forget(long connection) {
        links.remove(connection);
    }

    private void write(long connection, UnsafeBuffer command) {
        disk.append(clockNanos(), connection, command);
        syncSoon();
        applySoon();
    }

    private void syncSoon() {
        if (isSyncing || disk.syncedEntries() == disk.entries()) {
            return;
        }
        isSyncing = true;
        long covers = disk.entries();
        inThisLife(syncTime(SYNC_NANOS, 1), "sync", () -> {
            isSyncing = false;
            disk.syncLog(covers);
            applySoon();
            syncSoon();
        });
    }

    private long syncTime(long usualNanos, double stalls) {
        long takes = dice.waiting(usualNanos);
        if (dice.chance(stalls * world.weather().diskStalled())) {
            world.tally().count(Fault.DISK_STALLED);
            takes += dice.between(1, SYNC_STALL_NANOS);
        }
        return takes;
    }

    private void applySoon() {
        if (!isApplying && isLeading && next < applicable()) {
            isApplying = true;
            inThisLife(dice.waiting(APPLY_NANOS), "apply", () -> {
                isApplying = false;
                apply();
                applySoon();
            });
        }
    }

    private long applicable() {
        return world.has(Plant.ANSWER_BEFORE_SYNC) ? disk.entries() : disk.syncedEntries();
    }

    private void apply() {
        Disk.Entry entry = disk.entry(next);
        asking = entry.connection();
        checker.onApplying(entry);
        if (entry.isTimer()) {
            timerNanos = NodeMachine.NO_TIMER;
            machine.onTimer(entry.nanos(), entry.position());
        } else {
            UnsafeBuffer command = entry.command();
            machine.onCommand(entry.nanos(), entry.position(), command, 0, command.capacity());
        }
        next++;
        appliedPosition = entry.position();
        world.trace().note("applied", entry.position(), machine.machine().chain());
        checker.onApplied(entry, machine.machine());
    }

    private void setTimer(long deadlineNanos) {
        timerNanos = deadlineNanos;
    }

    private void lookAtClock() {
        if (isLeading && timerNanos <= clockNanos()) {
            timerNanos = NodeMachine.NO_TIMER;
            write(0, new UnsafeBuffer(new byte[0]));
        } else if (isQuiet()) {
            long deadlineNanos = machine.machine().nextDeadlineNanos();
            Violation.unless(
                    deadlineNanos > clockNanos(), "a deadline passes and no timer goes off");
        }
        world.timeline().after(CLOCK_NANOS, "clock", this::lookAtClock);
    }

    // Answers and events out.

    private void answer(DirectBuffer answer, int offset, int length) {
        dieSometimes();
        Link link = isLeading ? links.get(asking) : null;
        if (link != null) {
            DirectBuffer given = world.has(Plant.ANSWERS_MIXED_UP)
                    ? mixed.instead(answer, offset, length)
                    : answer;
            link.answer(given, given == answer ? offset : 0, length);
        }
        dieSometimes();
    }

    @Override
    public void append(DirectBuffer frame, int offset, int length) {
        dieSometimes();
        continuation.append(frame, offset, length);
        if (!isSyncingEvents) {
            isSyncingEvents = true;
            inThisLife(syncTime(EVENT_SYNC_NANOS, EVENT_STALLS), "sync-events", () -> {
                isSyncingEvents = false;
                disk.syncEvents();
            });
        }
        dieSometimes();
    }

    private void record(DirectBuffer frame, int offset, int length) {
        if (isLeading || !world.has(Plant.EVENTS_LOST_BY_CRASH)) {
            disk.append(frame, offset, length);
        }
    }

    private void dieSometimes() {
        double often = isLeading ? 1 : REPLAYING;
        if (crashes.chance(often * world.weather().killedWithin())) {
            throw new Crash();
        }
    }

    @Override
    public long sequence() {
        return continuation.sequence();
    }

    @Override
    public void awaitRecorded() {
        if (!world.has(Plant.SNAPSHOT_AHEAD_OF_EVENTS)) {
            disk.syncEvents();
        }
    }

    @Override
    public long recordingId() {
        return 0;
    }

    @Override
    public long position() {
        return disk.events().framesUpTo(sequence());
    }

    // Snapshots.

    private void takeSnapshot() {
        if (isLeading) {
            survive(this::writeSnapshot);
        }
    }

    private void writeSnapshot() {
        List<UnsafeBuffer> records = new ArrayList<>();
        SnapshotPoint point = machine.snapshot(appliedPosition, (record, offset, length) -> {
            UnsafeBuffer copy = new UnsafeBuffer(new byte[length]);
            copy.putBytes(0, record, offset, length);
            records.add(copy);
        });
        Disk.Snapshot snapshot = world.has(Plant.SNAPSHOT_WITHOUT_KEYS)
                ? Mistakes.without(KeyStateDecoder.TEMPLATE_ID, factory, point, records)
                : new Disk.Snapshot(point, records);
        disk.add(snapshot);
        checker.onSnapshot(snapshot);
        world.trace().note("snapshot", point.sequence(), point.stateHash());
        // One after the other, by one thread.
        long now = world.timeline().now();
        storedNanos = Math.max(storedNanos, now) + dice.waiting(SNAPSHOT_NANOS);
        inThisLife(storedNanos - now, "snapshot-whole", () -> {
            disk.finish(snapshot);
            disk.prune(neededSequence.getAsLong());
        });
    }
}
