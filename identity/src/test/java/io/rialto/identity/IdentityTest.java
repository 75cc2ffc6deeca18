package io.rialto.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rialto.identity.IdentityException.Reason;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** People, passwords, sessions and the audit log, in SQLite; {@link PostgresqlTest} does the same. */
class IdentityTest {
    @TempDir
    Path data;

    final ManualClock clock = new ManualClock();
    Identity identity;

    /** Where the database is; empty for the file. */
    Optional<String> database() {
        return Optional.empty();
    }

    /** Makes a table's rows not as they were written. */
    void tamper(String sql) throws SQLException {
        try (var connection = java.sql.DriverManager.getConnection(
                        "jdbc:sqlite:" + data.resolve(IdentityDatabase.FILE));
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    String dropTriggers() {
        return "DROP TRIGGER audit_refuse_update";
    }

    @BeforeEach
    void open() {
        identity = Identity.open(Rooms.config(data, database(), clock));
    }

    @AfterEach
    void close() {
        identity.close();
    }

    static void refused(Reason reason, ThrowingCallable attempt) {
        assertThatThrownBy(attempt)
                .isInstanceOfSatisfying(
                        IdentityException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }

    private Person signIn(String login, String password, Optional<String> code) {
        return identity.signIn(login, password, code, Rooms.ADDRESS);
    }

    @Test
    void shouldSignUpAndInHoweverTheNameIsSpelt() {
        Person ada = Rooms.person(identity, "Ada@Example.org");
        assertThat(ada.id()).matches("[0-9a-f]{32}");
        assertThat(signIn(" ADA@example.ORG", Rooms.PASSWORD, Optional.empty())).isEqualTo(ada);
        refused(Reason.LOGIN_TAKEN, () -> Rooms.person(identity, "ada@example.org"));
        refused(
                Reason.CREDENTIALS_INVALID,
                () -> signIn("ada@example.org", "wrong password", Optional.empty()));
        refused(
                Reason.CREDENTIALS_INVALID,
                () -> signIn("nobody@example.org", Rooms.PASSWORD, Optional.empty()));
    }

    @Test
    void shouldRefuseUnfitPasswords() {
        for (String password : List.of("short", "x".repeat(257), "ADA@example.org")) {
            SignUp request = new SignUp(
                    "Ada", Optional.of("ada@example.org"), Optional.of(password), Optional.empty());
            refused(Reason.PASSWORD_UNFIT, () -> identity.signUp(request, Rooms.ADDRESS));
        }
    }

    @Test
    void shouldLetAClassInByNameAndCodeAsOftenAsTheCodeSays() {
        String code =
                identity.createCode(SignUpMode.CODE, "class 1", 2, Duration.ofDays(1), "me", "");
        SignedUp first = join("Ada", code.toLowerCase(java.util.Locale.ROOT));
        String password = first.password().orElseThrow();
        assertThat(signIn("ada", password, Optional.empty())).isEqualTo(first.person());
        // A name that is taken uses nothing up.
        refused(Reason.LOGIN_TAKEN, () -> join("ADA", code));
        join("Bob", code);
        refused(Reason.CODE_INVALID, () -> join("Eve", code));
        String late =
                identity.createCode(SignUpMode.CODE, "class 2", 9, Duration.ofDays(1), "me", "");
        clock.advance(Duration.ofDays(1));
        refused(Reason.CODE_INVALID, () -> join("Eve", late));
    }

    private SignedUp join(String name, String code) {
        return identity.signUp(
                new SignUp(name, Optional.empty(), Optional.empty(), Optional.of(code)),
                Rooms.ADDRESS);
    }

    @Test
    void shouldLetInOnlyInTheWaysThatAreOpen() {
        String invitation =
                identity.createCode(SignUpMode.INVITATION, "", 1, Duration.ofDays(1), "me", "");
        String code = identity.createCode(SignUpMode.CODE, "", 9, Duration.ofDays(1), "me", "");
        identity.close();
        identity = Identity.open(Rooms.config(data, database(), clock)
                .withSignUp(EnumSet.of(SignUpMode.INVITATION)));
        refused(Reason.SIGN_UP_CLOSED, () -> Rooms.person(identity, "ada@example.org"));
        refused(Reason.CODE_INVALID, () -> join("Ada", code));
        join("Ada", invitation);
        refused(Reason.CODE_INVALID, () -> join("Bob", invitation));
        identity.close();
        identity = Identity.open(Rooms.config(data, database(), clock).withSignUp(Set.of()));
        refused(Reason.SIGN_UP_CLOSED, () -> Rooms.person(identity, "ada@example.org"));
        refused(Reason.CODE_INVALID, () -> join("Bob", code));
    }

    @Test
    void shouldLockOutWithBackOffWhetherOrNotThereIsSuchALogin() {
        Rooms.person(identity, "ada@example.org");
        for (String login : List.of("ada@example.org", "nobody@example.org")) {
            for (int i = 0; i <= LockOut.FREE; i++) {
                refused(
                        Reason.CREDENTIALS_INVALID,
                        () -> signIn(login, "wrong password", Optional.empty()));
            }
            for (long wait : List.of(1_000L, 2_000L, 4_000L)) {
                assertThatThrownBy(() -> signIn(login, Rooms.PASSWORD, Optional.empty()))
                        .isInstanceOfSatisfying(IdentityException.class, e -> {
                            assertThat(e.reason()).isEqualTo(Reason.LOCKED_OUT);
                            assertThat(e.retryAfterMillis()).isEqualTo(wait);
                        });
                clock.advance(Duration.ofMillis(wait));
                refused(
                        Reason.CREDENTIALS_INVALID,
                        () -> signIn(login, "wrong password", Optional.empty()));
            }
        }
        clock.advance(Duration.ofMinutes(15));
        signIn("ada@example.org", Rooms.PASSWORD, Optional.empty());
        // Forgotten: a failure is free again.
        refused(
                Reason.CREDENTIALS_INVALID,
                () -> signIn("ada@example.org", "wrong password", Optional.empty()));
        signIn("ada@example.org", Rooms.PASSWORD, Optional.empty());
    }

    @Test
    void shouldAskForTheSecondFactorOnceItIsOn() {
        Person ada = Rooms.person(identity, "ada@example.org");
        String login = "ada@example.org";
        String secret =
                identity.credentials().beginSecondFactor(ada.id(), Rooms.PASSWORD, Rooms.ADDRESS);
        // Not confirmed, not asked for.
        signIn(login, Rooms.PASSWORD, Optional.empty());
        String code = code(secret);
        List<String> recovery =
                identity.credentials().confirmSecondFactor(ada.id(), code, Rooms.ADDRESS);
        refused(
                Reason.SECOND_FACTOR_REQUIRED,
                () -> signIn(login, Rooms.PASSWORD, Optional.empty()));
        // It was used when it was confirmed.
        refused(Reason.CREDENTIALS_INVALID, () -> signIn(login, Rooms.PASSWORD, Optional.of(code)));
        clock.advance(Duration.ofSeconds(30));
        String next = code(secret);
        signIn(login, Rooms.PASSWORD, Optional.of(next));
        refused(Reason.CREDENTIALS_INVALID, () -> signIn(login, Rooms.PASSWORD, Optional.of(next)));
        signIn(login, Rooms.PASSWORD, Optional.of(recovery.get(3)));
        refused(
                Reason.CREDENTIALS_INVALID,
                () -> signIn(login, Rooms.PASSWORD, Optional.of(recovery.get(3))));
        refused(
                Reason.CREDENTIALS_INVALID,
                () -> identity.credentials()
                        .turnSecondFactorOff(ada.id(), "wrong password", Rooms.ADDRESS));
        identity.credentials().turnSecondFactorOff(ada.id(), Rooms.PASSWORD, Rooms.ADDRESS);
        signIn(login, Rooms.PASSWORD, Optional.empty());
    }

    private String code(String base32) {
        return Totp.code(TotpTest.decode(base32), Totp.step(clock.instant()));
    }

    @Test
    void shouldRotateRefreshTokensAndEndTheSessionWhenOneComesAgain() {
        Person ada = Rooms.person(identity, "ada@example.org");
        SessionTokens first = identity.openSession(ada, "password", Rooms.ADDRESS);
        AccessClaims claims = identity.verify(first.accessToken());
        assertThat(claims.person()).isEqualTo(ada.id());
        assertThat(claims.account()).isEqualTo(17);
        SessionTokens second = identity.refresh(first.refreshToken(), Rooms.ADDRESS);
        assertThat(identity.verify(second.accessToken()).session()).isEqualTo(claims.session());

        refused(Reason.REFRESH_REUSED, () -> identity.refresh(first.refreshToken(), Rooms.ADDRESS));
        refused(Reason.SESSION_ENDED, () -> identity.refresh(second.refreshToken(), Rooms.ADDRESS));
        refused(Reason.SESSION_ENDED, () -> identity.verify(second.accessToken()));
        assertThat(identity.remembered(second.accessToken())).isEmpty();
        assertThat(Rooms.kinds(identity)).contains("refresh-reused");
        refused(Reason.TOKEN_INVALID, () -> identity.refresh("made up", Rooms.ADDRESS));
    }

    @Test
    void shouldGiveOneOfManyConcurrentRefreshesTheNextPair() throws Exception {
        Person ada = Rooms.person(identity, "ada@example.org");
        String token = identity.openSession(ada, "password", Rooms.ADDRESS).refreshToken();
        List<Callable<Boolean>> attempts = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            attempts.add(() -> {
                try {
                    identity.refresh(token, Rooms.ADDRESS);
                    return true;
                } catch (IdentityException refused) {
                    return false;
                }
            });
        }
        int done = 0;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Boolean> each : threads.invokeAll(attempts)) {
                done += each.get() ? 1 : 0;
            }
        }
        assertThat(done).isEqualTo(1);
    }

    @Test
    void shouldEndSessions() {
        Person ada = Rooms.person(identity, "ada@example.org");
        SessionTokens one = identity.openSession(ada, "password", Rooms.ADDRESS);
        SessionTokens two = identity.openSession(ada, "password", Rooms.ADDRESS);
        SessionTokens three = identity.openSession(ada, "password", Rooms.ADDRESS);
        identity.signOut(ada.id(), identity.verify(one.accessToken()).session(), Rooms.ADDRESS);
        refused(Reason.SESSION_ENDED, () -> identity.verify(one.accessToken()));
        identity.verify(two.accessToken());
        assertThat(identity.openSessions(ada.id()))
                .extracting(OpenSession::session)
                .containsExactlyInAnyOrder(
                        identity.verify(two.accessToken()).session(),
                        identity.verify(three.accessToken()).session());
        identity.changePassword(
                ada.id(),
                identity.verify(three.accessToken()).session(),
                Rooms.PASSWORD,
                "another password",
                Rooms.ADDRESS);
        refused(Reason.SESSION_ENDED, () -> identity.verify(two.accessToken()));
        identity.verify(three.accessToken());
        identity.signOutEverywhere(ada.id(), Rooms.ADDRESS);
        refused(Reason.SESSION_ENDED, () -> identity.verify(three.accessToken()));
        assertThat(identity.openSessions(ada.id())).isEmpty();
        signIn("ada@example.org", "another password", Optional.empty());
    }

    @Test
    void shouldHearOfASessionThatEndedAtAnotherGateway() {
        Person ada = Rooms.person(identity, "ada@example.org");
        String token = identity.openSession(ada, "password", Rooms.ADDRESS).accessToken();
        try (Identity other = Identity.open(Rooms.config(data, database(), clock))) {
            // Signed by a key that this one has not made.
            other.verify(token);
            assertThat(other.remembered(token)).isPresent();
            identity.signOutEverywhere(ada.id(), Rooms.ADDRESS);
            clock.advance(Duration.ofMillis(TokenMemory.RELOAD_MILLIS));
            long deadline = System.nanoTime() + Duration.ofSeconds(90).toNanos();
            while (other.remembered(token).isPresent()) {
                assertThat(System.nanoTime()).isLessThan(deadline);
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void shouldSignWithANewKeyInTimeAndVerifyWithTheOldOne() {
        Person ada = Rooms.person(identity, "ada@example.org");
        identity.openSession(ada, "password", Rooms.ADDRESS);
        clock.advance(SigningKeys.SIGNS_FOR.minusSeconds(1));
        String old = identity.openSession(ada, "password", Rooms.ADDRESS).accessToken();
        clock.advance(Duration.ofSeconds(1));
        String fresh = identity.openSession(ada, "password", Rooms.ADDRESS).accessToken();
        assertThat(identity.publicKeys()).hasSize(2);
        identity.verify(old);
        identity.verify(fresh);
        assertThat(old.split("\\.", -1)[0]).isNotEqualTo(fresh.split("\\.", -1)[0]);
        clock.advance(SigningKeys.SIGNS_FOR);
        identity.openSession(ada, "password", Rooms.ADDRESS);
        assertThat(identity.publicKeys()).hasSize(2);
    }

    /** More than a group, while one reads. */
    @Test
    void shouldHaveEveryNoteInTheAuditLogOnceAndInOrder() {
        int notes = 3_000;
        for (int i = 0; i < notes; i++) {
            assertThat(identity.note(new AuditNote("sudo", "a", "" + i, "", "")))
                    .isTrue();
            if (i % 500 == 0) {
                assertThat(identity.audit(i, notes))
                        .extracting(AuditEntry::subject)
                        .containsExactly("" + i);
            }
        }

        assertThat(identity.audit(0, notes + 1))
                .extracting(AuditEntry::subject)
                .containsExactlyElementsOf(
                        IntStream.range(0, notes).mapToObj(i -> "" + i).toList());
        assertThat(identity.verifyAudit().wrong()).isEmpty();
    }

    @Test
    void shouldRefuseChangesOfTheAuditLogAndFindThoseMadeBehindItsBack() throws SQLException {
        Rooms.person(identity, "ada@example.org");
        Rooms.person(identity, "bob@example.org");
        assertThat(identity.note(new AuditNote("sudo", "a", "b\nc", "", ""))).isTrue();
        assertThat(identity.audit(0, 10)).extracting(AuditEntry::subject).last().isEqualTo("b?c");
        assertThat(identity.verifyAudit().wrong()).isEmpty();
        assertThat(identity.verifyAudit().entries()).isEqualTo(3);
        for (String change : List.of(
                "UPDATE audit SET kind = 'x'",
                "DELETE FROM audit",
                "DELETE FROM audit WHERE number = 3")) {
            assertThatThrownBy(() -> tamper(change)).hasMessageContaining("append-only");
        }
        tamper(dropTriggers());
        tamper("UPDATE audit SET address = '198.51.100.1' WHERE number = 2");
        assertThat(identity.verifyAudit().wrong()).hasValue("entry 2 is not as it was written");
        assertThat(identity.verifyAudit().entries()).isEqualTo(1);
    }

    @Test
    void shouldKeepProfileAndPreferencesWithinTheirSize() {
        Person ada = Rooms.person(identity, "ada@example.org");
        Person changed = identity.change(
                ada.id(), Optional.of("Ada L"), Optional.empty(), Optional.of("{\"theme\":1}"));
        assertThat(changed.name()).isEqualTo("Ada L");
        assertThat(changed.profile()).isEqualTo("{}");
        assertThat(changed.preferences()).isEqualTo("{\"theme\":1}");
        Optional<String> large = Optional.of("x".repeat(People.DOCUMENT_BYTES_MAX + 1));
        refused(
                Reason.LIMIT,
                () -> identity.change(ada.id(), Optional.empty(), large, Optional.empty()));
        assertThat(identity.person(ada.id())).isEqualTo(changed);
    }

    @Test
    void shouldRefuseAnotherVenuesIdentities() {
        IdentityConfig mine = Rooms.config(data, database(), clock);
        IdentityConfig other = new IdentityConfig(
                mine.data(),
                mine.database(),
                "ff".repeat(16),
                mine.box(),
                mine.signUp(),
                mine.provider(),
                clock,
                mine.begunAt(),
                mine.passwordCost());
        assertThatThrownBy(() -> Identity.open(other)).hasMessageContaining("another venue's");
    }

    @Test
    void shouldGoOnWithoutTheKeyOfItsSecretsAndUseNoneOfThem() {
        Person ada = Rooms.person(identity, "ada@example.org");
        String token = identity.openSession(ada, "password", Rooms.ADDRESS).accessToken();
        identity.close();
        SecretBox other = SecretBox.of(java.util.Base64.getEncoder().encodeToString(new byte[32]));
        identity = Identity.open(Rooms.config(data, database(), clock).withBox(other));
        String fresh = identity.openSession(ada, "password", Rooms.ADDRESS).accessToken();
        identity.verify(fresh);
        // Its key verifies without being opened.
        identity.verify(token);
    }
}
