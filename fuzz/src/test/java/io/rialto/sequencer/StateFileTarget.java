package io.rialto.sequencer;

import io.rialto.fuzz.FuzzTarget;
import io.rialto.fuzz.Input;
import io.rialto.money.InvariantBrokenException;

import org.agrona.concurrent.UnsafeBuffer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * State files: any bytes, any block behind a right checksum, any records. Refused as damaged; where
 * every checksum is right and the state is none, by an invariant, or as not the state written.
 */
@SuppressWarnings("ByteBufferBackingArray") // Allocated here, on the heap.
public final class StateFileTarget implements FuzzTarget {
    private static final byte RAW = 0;
    private static final byte BLOCK = 1;
    private static final byte RECORDS = 2;
    private static final byte POINT = 3;
    private static final int KINDS = 4;
    private static final SnapshotPoint AT = new SnapshotPoint(1, 2, 3, 4, 5, 6, 7, 8);

    @Override
    public void run(byte[] bytes) throws IOException {
        Input input = new Input(bytes);
        try (Scratch scratch = new Scratch()) {
            switch (input.below(KINDS)) {
                case RAW -> read(scratch.write("a.state", input.rest()));
                case BLOCK -> read(scratch.write("a.state", withBlock(input.rest())));
                case RECORDS -> read(records(scratch.path().resolve("a.state"), input));
                default -> point(input.rest());
            }
        }
    }

    private static void read(Path file) {
        Machine machine =
                EngineMachine.factory(FuzzedVenue.LIMITS).create(new FuzzedVenue.Nobody());
        try {
            StateFile state = StateFile.open(file, Sealed.VENUE);
            state.check();
            new MachineHost(machine).restore(state.point(), state);
        } catch (StateFile.DamagedException
                | InvariantBrokenException
                | IllegalStateException refused) {
            // As documented.
        }
    }

    private static void point(byte[] bytes) {
        try {
            SnapshotPoint.decode(new UnsafeBuffer(bytes), 0, bytes.length);
        } catch (IllegalStateException refused) {
            // As documented.
        }
    }

    /** A whole file of one block, which may hold anything. */
    private static byte[] withBlock(byte[] block) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(empty());
        int trailer = out.size() - 28;
        ByteBuffer file = Sealed.allocate(trailer + 8 + block.length + 28);
        file.put(out.toByteArray(), 0, trailer);
        if (block.length > 0) {
            file.putInt(block.length).putInt(Sealed.crc(block, 0, block.length)).put(block);
        }
        int end = file.position();
        file.putInt(0).putInt(0).putLong(1).putLong(block.length);
        file.putInt(Sealed.crc(file.array(), end, 24));
        return file.array();
    }

    private static byte[] empty() throws IOException {
        try (Scratch scratch = new Scratch()) {
            Path file = scratch.path().resolve("empty.state");
            StateFile.write(file, Sealed.VENUE, AT, sink -> {});
            return Files.readAllBytes(file);
        }
    }

    private static Path records(Path file, Input input) throws IOException {
        StateFile.write(file, Sealed.VENUE, AT, sink -> {
            while (input.hasMore()) {
                byte[] record = input.take(input.number() << 8 | input.number());
                sink.append(new UnsafeBuffer(record), 0, record.length);
            }
        });
        return file;
    }

    @Override
    public List<byte[]> seeds() throws IOException {
        ByteArrayOutputStream records = new ByteArrayOutputStream();
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        records.write(RECORDS);
        block.write(BLOCK);
        for (byte[] record : new FuzzedVenue().records()) {
            records.write(record.length >> 8);
            records.write(record.length);
            records.writeBytes(record);
            block.writeBytes(Sealed.allocate(4).putInt(record.length).array());
            block.writeBytes(record);
        }
        ByteArrayOutputStream raw = new ByteArrayOutputStream();
        raw.write(RAW);
        raw.writeBytes(withBlock(new byte[] {1, 0, 0, 0, 7}));
        byte[] point = new byte[1 + SnapshotPoint.ENCODED_LENGTH];
        point[0] = POINT;
        AT.encode(new UnsafeBuffer(point), 1);
        return List.of(records.toByteArray(), block.toByteArray(), raw.toByteArray(), point);
    }
}
