package io.rialto.engine;

import static org.assertj.core.api.Assertions.assertThat;

import static java.util.Map.entry;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Each code of a denial is a row of some table in which its precedence is tried. */
class EveryCodeTest {
    private static final Path TESTS = Path.of("src/test/java/io/rialto/engine");
    private static final Pattern ROW = Pattern.compile("\\brow\\(\\s*(?:\"|Code\\.)([A-Z_]+)\\b");

    /** Those that need a venue or a universe of their own: tried alone, in the test of that name. */
    private static final Map<Code, String> ALONE = Map.ofEntries(
            entry(Code.GATEWAY_UNKNOWN, "RequestsTest"),
            entry(Code.GATEWAY_FENCED, "RequestsTest"),
            entry(Code.GATEWAY_GAP, "RequestsTest"),
            entry(Code.GATEWAY_FORGOTTEN, "RequestsTest"),
            entry(Code.IDEMPOTENCY_CONFLICT, "RequestsTest"),
            entry(Code.ACCOUNT_CLOSED, "OwningRulesTest"),
            entry(Code.READ_ONLY, "UniverseRulesTest"),
            entry(Code.UNIVERSE_CLOSED, "UniverseRulesTest"),
            entry(Code.MARKET_CREATION_DENIED, "UniverseRulesTest"),
            entry(Code.DISPLAY_INVALID, "ManagedOrdersTest"),
            entry(Code.PEG_INVALID, "ManagedOrdersTest"),
            entry(Code.PEG_WITHOUT_PRICE, "ManagedOrdersTest"),
            entry(Code.FEE_TIER_INVALID, "FeeTiersTest"),
            entry(Code.TRAIL_WITHOUT_PRICE, "ConditionalDenialTest"),
            entry(Code.USER_MAXIMUM, "OwnerLimitsTest"),
            entry(Code.WRITER_MAXIMUM, "OptionDenialTest"),
            entry(Code.AUCTIONS_OFF, "ItemAuctionTest"));

    private static Stream<String> rows(Path test) {
        try {
            Matcher rows = ROW.matcher(Files.readString(test));
            return rows.results().map(row -> row.group(1)).toList().stream();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Test
    void shouldHaveARowForEveryCode() throws IOException {
        Set<Code> missing = EnumSet.complementOf(EnumSet.of(Code.DONE));
        try (Stream<Path> tests = Files.list(TESTS)) {
            tests.filter(each -> each.toString().endsWith("Test.java"))
                    .flatMap(EveryCodeTest::rows)
                    .map(Code::valueOf)
                    .forEach(missing::remove);
        }
        assertThat(missing).containsExactlyInAnyOrderElementsOf(ALONE.keySet());
        for (Map.Entry<Code, String> alone : ALONE.entrySet()) {
            assertThat(Files.readString(TESTS.resolve(alone.getValue() + ".java")))
                    .containsPattern("\\b" + alone.getKey() + "\\b");
        }
    }
}
