package io.rialto.testkit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

import io.rialto.engine.Engine;
import io.rialto.ledger.Ledger;
import io.rialto.matching.Book;
import io.rialto.money.Check;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.Instruction;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What the PURE modules (money, ledger, matching, engine) may not do, so that replay equals history:
 * see STYLE, "Layout". Their arrows are tested with those of all modules.
 */
class PureModulesTest {
    private static final String[] PURE = {
        "io.rialto.money..", "io.rialto.ledger..", "io.rialto.matching..", "io.rialto.engine.."
    };

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            // Tests that another module's tests are made of come in a jar.
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages(
                    "io.rialto.money",
                    "io.rialto.ledger",
                    "io.rialto.matching",
                    "io.rialto.engine");

    /** Collections and factories whose order of iteration is that of hashes, or random. */
    private static final Set<String> HASH_ORDER = Set.of(
            "java.util.HashMap",
            "java.util.HashSet",
            "java.util.LinkedHashMap",
            "java.util.LinkedHashSet",
            "java.util.Hashtable",
            "java.util.IdentityHashMap",
            "java.util.WeakHashMap",
            "java.util.Properties");

    private static final Pattern FLOATING_OPCODE = Pattern.compile("[DF](?!UP|IELD).*|.*2[DF]");

    @Test
    void shouldSeeTheClassesOfAllPureModules() {
        for (Class<?> each : List.of(Check.class, Ledger.class, Book.class, Engine.class)) {
            assertThat(CLASSES.contain(each)).isTrue();
        }
    }

    @Test
    void shouldUseOnlyTheLanguageAndItsCollections() {
        ArchRule rule = noClasses()
                .that()
                .resideInAnyPackage(PURE)
                .should()
                .dependOnClassesThat()
                .resideOutsideOfPackages(
                        "io.rialto.money..",
                        "io.rialto.ledger..",
                        "io.rialto.matching..",
                        "io.rialto.engine..",
                        "java.lang",
                        "java.lang.invoke",
                        "java.lang.runtime",
                        "java.util",
                        "java.util.function",
                        "java.math",
                        "java.nio.charset",
                        "com.google.errorprone.annotations")
                .because("they do no I/O, start no threads, log nothing");
        rule.check(CLASSES);
    }

    @Test
    void shouldUseNoThreadsNoProcessAndNoRandomness() {
        ArchRule rule = noClasses()
                .that()
                .resideInAnyPackage(PURE)
                .should()
                .dependOnClassesThat(DescribedPredicate.describe(
                        "threads, processes, randomness",
                        target -> Set.of(
                                        Thread.class.getName(),
                                        ThreadLocal.class.getName(),
                                        Runtime.class.getName(),
                                        Process.class.getName(),
                                        ProcessBuilder.class.getName(),
                                        StackWalker.class.getName(),
                                        "java.lang.ScopedValue",
                                        "java.util.Random",
                                        "java.util.SplittableRandom",
                                        "java.util.UUID",
                                        "java.util.Timer",
                                        "java.util.Date",
                                        "java.util.Calendar",
                                        "java.util.Scanner")
                                .contains(target.getName())));
        rule.check(CLASSES);
    }

    @Test
    void shouldCallNothingThatDiffersFromRunToRun() {
        ArchRule rule = noClasses()
                .that()
                .resideInAnyPackage(PURE)
                .should()
                .callMethodWhere(DescribedPredicate.describe(
                        "what differs from run to run",
                        call -> differsFromRunToRun(call.getTarget())));
        rule.check(CLASSES);
    }

    @Test
    void shouldKeepNothingInHashOrder() {
        ArchRule rule = noClasses()
                .that()
                .resideInAnyPackage(PURE)
                .should()
                .dependOnClassesThat(DescribedPredicate.describe(
                        "collections in hash order",
                        target -> HASH_ORDER.contains(target.getName())));
        rule.check(CLASSES);
    }

    @Test
    void shouldHaveNoStaticStateThatCouldChange() {
        ArchRule rule = fields().that()
                .areStatic()
                .and()
                .doNotHaveModifier(JavaModifier.SYNTHETIC)
                .and()
                .areDeclaredInClassesThat()
                .resideInAnyPackage(PURE)
                .should(beConstant());
        rule.check(CLASSES);
    }

    @Test
    void shouldComputeWithWholeNumbersOnly() {
        List<String> floating = new ArrayList<>();
        for (JavaClass each : CLASSES) {
            ClassModel parsed = ClassFile.of().parse(bytes(each));
            parsed.fields().stream()
                    .filter(field -> "DF".contains(lastOf(field.fieldType().stringValue())))
                    .forEach(field -> floating.add(each.getName() + "." + field.fieldName()));
            for (MethodModel method : parsed.methods()) {
                method.code().ifPresent(code -> {
                    if (isFloating(code)) {
                        floating.add(each.getName() + "." + method.methodName().stringValue());
                    }
                });
            }
        }
        assertThat(floating).isEmpty();
    }

    @Test
    void shouldRecogniseFloatingPointInByteCode() {
        assertThat(List.of(
                        Opcode.DADD,
                        Opcode.FMUL,
                        Opcode.DLOAD_1,
                        Opcode.I2D,
                        Opcode.L2F,
                        Opcode.D2L,
                        Opcode.DCONST_1,
                        Opcode.FALOAD,
                        Opcode.DRETURN))
                .allMatch(PureModulesTest::isFloating);
        assertThat(List.of(
                        Opcode.LADD,
                        Opcode.DUP,
                        Opcode.DUP2_X1,
                        Opcode.I2L,
                        Opcode.L2I,
                        Opcode.GETFIELD,
                        Opcode.LDC,
                        Opcode.IFEQ,
                        Opcode.RETURN,
                        Opcode.ALOAD_1))
                .noneMatch(PureModulesTest::isFloating);
    }

    private static boolean differsFromRunToRun(AccessTarget.CodeUnitCallTarget target) {
        String owner = target.getOwner().getName();
        String name = target.getName();
        return switch (owner) {
            case "java.lang.System" -> !name.equals("arraycopy");
            case "java.util.Map", "java.util.Set" ->
                Set.of("of", "ofEntries", "copyOf").contains(name);
            case "java.lang.Math" -> name.equals("random");
            case "java.util.Collections" -> name.equals("shuffle");
            case "java.util.Locale" -> name.equals("getDefault");
            case "java.nio.charset.Charset" -> name.equals("defaultCharset");
            case "java.util.Objects" -> name.startsWith("hash");
            default -> name.equals("hashCode");
        };
    }

    private static ArchCondition<JavaField> beConstant() {
        return new ArchCondition<>("be constants") {
            @Override
            public void check(JavaField field, ConditionEvents events) {
                JavaType type = field.getType();
                JavaClass raw = field.getRawType();
                boolean value = raw.isPrimitive()
                        || raw.isEnum()
                        || raw.getName().equals("java.lang.String")
                        || raw.getName().equals("java.math.BigInteger");
                // A table: nobody else can reach it, and its own class only reads it.
                boolean table =
                        raw.isArray() && field.getModifiers().contains(JavaModifier.PRIVATE);
                boolean constant =
                        field.getModifiers().contains(JavaModifier.FINAL) && (value || table);
                events.add(new SimpleConditionEvent(
                        field, constant, field.getFullName() + " of " + type.getName()));
            }
        };
    }

    private static boolean isFloating(CodeModel code) {
        for (CodeElement element : code) {
            if (element instanceof Instruction instruction && isFloating(instruction.opcode())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isFloating(Opcode opcode) {
        return FLOATING_OPCODE.matcher(opcode.name()).matches();
    }

    private static String lastOf(String descriptor) {
        return descriptor.substring(descriptor.length() - 1);
    }

    private static byte[] bytes(JavaClass each) {
        String resource = "/" + each.getName().replace('.', '/') + ".class";
        try (InputStream stream = PureModulesTest.class.getResourceAsStream(resource)) {
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
