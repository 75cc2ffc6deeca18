package io.rialto.view;

import static org.jetbrains.lincheck.datastructures.ManagedStrategyGuaranteeKt.forClasses;

import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.junit.jupiter.api.Test;

/** Tokens that the view's thread writes and every event loop reads. */
public class DirectoryInterleavingsTest {
    private final Directory directory = new Directory();
    private boolean issued;

    @Operation(nonParallelGroup = "view")
    public void issue() {
        directory.put(new byte[TokenHash.BYTES], new TokenInfo(7, 5, 0, "t"));
        issued = true;
    }

    @Operation(nonParallelGroup = "view")
    public void revoke() {
        if (issued) {
            directory.removeToken(7);
            issued = false;
        }
    }

    @Operation
    public boolean isKnown() {
        return directory.token(new byte[TokenHash.BYTES]).isPresent();
    }

    @Test
    void shouldShowATokenFromItsIssueToItsEnd() {
        new ModelCheckingOptions()
                // What is ours is tried, not the maps.
                .addGuarantee(forClasses(name -> name.startsWith("java.util."))
                        .allMethods()
                        .treatAsAtomic())
                .iterations(15)
                .invocationsPerIteration(300)
                .threads(2)
                .actorsPerThread(3)
                .check(DirectoryInterleavingsTest.class);
    }
}
