package io.rialto.gateway;

import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.junit.jupiter.api.Test;

/** A session's places among the unanswered commands: taken by event loops, given back by others. */
public class SessionInterleavingsTest {
    private static final int PLACES = 1;

    private final Session session = new Session(1);
    private boolean holds;

    @Operation
    public boolean enter() {
        return session.enter(PLACES);
    }

    @Operation(nonParallelGroup = "holder")
    public boolean take() {
        if (holds) {
            return false;
        }
        holds = session.enter(PLACES);
        return holds;
    }

    /** Only who has a place leaves it. */
    @Operation(nonParallelGroup = "holder")
    public void giveBack() {
        if (holds) {
            session.leave();
            holds = false;
        }
    }

    @Test
    void shouldRefuseNobodyWhileThereIsAPlace() {
        new ModelCheckingOptions()
                .iterations(20)
                .invocationsPerIteration(500)
                .threads(2)
                .actorsPerThread(3)
                .actorsBefore(0)
                .actorsAfter(1)
                .check(SessionInterleavingsTest.class);
    }
}
