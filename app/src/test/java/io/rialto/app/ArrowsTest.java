package io.rialto.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which module may import which. The POMs hold what Maven can see; a module that comes along with
 * another, as the engine with the sequencer, only this holds.
 */
class ArrowsTest {
    private static final String ROOT = "io.rialto.";

    /** Of protobuf, which keeps versions of the client's protocol apart. */
    private static final String GENERATED = "io.rialto.protocol.v1";

    /** What each module may import; the sequencer hosts the engine, so it speaks its language. */
    private static final Map<String, Set<String>> ARROWS = Map.ofEntries(
            Map.entry("money", Set.of()),
            Map.entry("ledger", Set.of("money")),
            Map.entry("matching", Set.of("money")),
            Map.entry("engine", Set.of("money", "ledger", "matching")),
            Map.entry("testkit", Set.of("money", "ledger", "matching", "engine")),
            Map.entry("protocol", Set.of()),
            Map.entry("sequencer", Set.of("money", "matching", "engine", "protocol")),
            Map.entry("view", Set.of("money", "protocol")),
            Map.entry("marketdata", Set.of("protocol", "view")),
            Map.entry("history", Set.of("money", "protocol", "view", "marketdata")),
            Map.entry("identity", Set.of()),
            Map.entry("auditor", Set.of("protocol", "view")),
            Map.entry("client", Set.of("protocol")),
            Map.entry("participants", Set.of("protocol", "client")),
            Map.entry(
                    "gateway",
                    Set.of(
                            "money",
                            "protocol",
                            "sequencer",
                            "view",
                            "marketdata",
                            "history",
                            "identity",
                            "auditor")),
            Map.entry(
                    "bench",
                    Set.of(
                            "money",
                            "ledger",
                            "matching",
                            "engine",
                            "protocol",
                            "sequencer",
                            "view",
                            "marketdata",
                            "history",
                            "identity",
                            "client",
                            "gateway",
                            "testkit")),
            Map.entry("simulator", Set.of("engine", "protocol", "sequencer", "view")),
            Map.entry(
                    "app",
                    Set.of(
                            "money",
                            "ledger",
                            "matching",
                            "engine",
                            "protocol",
                            "sequencer",
                            "view",
                            "marketdata",
                            "history",
                            "identity",
                            "auditor",
                            "client",
                            "participants",
                            "gateway",
                            "bench",
                            "simulator")));

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            // Where modules are packed, tests that others share are a jar.
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages("io.rialto");

    static Stream<String> modules() {
        return ARROWS.keySet().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("modules")
    void shouldImportOnlyWhatItsArrowsAllow(String module) {
        Set<String> allowed = ARROWS.get(module);
        noClasses()
                .that(DescribedPredicate.describe("are of " + module, each -> is(each, module)))
                .should()
                .dependOnClassesThat(DescribedPredicate.describe(
                        "are of another module than " + new TreeSet<>(allowed),
                        target -> target.getPackageName().startsWith(ROOT)
                                && !is(target, module)
                                && !allowed.contains(module(target))))
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void shouldKnowTheArrowsOfEveryModule() {
        Set<String> seen = CLASSES.stream()
                .map(ArrowsTest::module)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(ARROWS.keySet()).containsAll(seen);
        assertThat(seen)
                .contains("money", "ledger", "matching", "engine", "protocol", "sequencer", "view");
    }

    @Test
    void shouldHaveOnePackagePerModule() {
        assertThat(CLASSES.stream().map(JavaClass::getPackageName).collect(Collectors.toSet()))
                .allMatch(name -> ARROWS.containsKey(name.substring(ROOT.length()))
                        || name.equals(GENERATED));
    }

    private static boolean is(JavaClass each, String module) {
        return module(each).equals(module);
    }

    private static String module(JavaClass each) {
        String rest = each.getPackageName().startsWith(ROOT)
                ? each.getPackageName().substring(ROOT.length())
                : "";
        int end = rest.indexOf('.');
        return end < 0 ? rest : rest.substring(0, end);
    }
}
