package io.rialto.identity;

import io.rialto.identity.IdentityDatabase.Transaction;
import io.rialto.identity.IdentityException.Reason;

import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Passwords and second factors: made, checked, changed. Blocks; a check takes a tenth of a second. */
public final class Credentials {
    private static final int GENERATED_BITS = 96;

    private final IdentityDatabase database;
    private final People people;
    private final AuditLog audit;
    private final LockOut lockOut;
    private final SecondFactor second;
    private final InstantSource clock;
    private final Passwords passwords;

    Credentials(IdentityDatabase database, IdentityConfig config, People people, AuditLog audit) {
        this.database = database;
        this.people = people;
        this.audit = audit;
        clock = config.clock();
        passwords = new Passwords(config.passwordCost());
        lockOut = new LockOut(clock);
        second = new SecondFactor(config.box(), clock);
    }

    /** Something to be done in the same transaction. */
    @FunctionalInterface
    interface Also {
        void in(Transaction transaction) throws SQLException;
    }

    /** Uses a code up, and says what was used. */
    @FunctionalInterface
    interface Admission {
        String in(Transaction transaction) throws SQLException;
    }

    SignedUp signUp(SignUp request, String address, Admission admission) {
        String login = Logins.comparable(request.email().orElse(request.name()));
        Optional<String> generated = request.password().isPresent()
                ? Optional.empty()
                : Optional.of(Secrets.text(GENERATED_BITS));
        String password = request.password().or(() -> generated).orElseThrow();
        Passwords.check(login, password);
        // Not within the transaction: it takes long.
        String hash = passwords.hash(password);
        Person person = database.transact(in -> {
            String how = admission.in(in);
            Person added = people.add(
                    in, login, request.email().orElse(""), request.name().strip());
            in.change(
                    "INSERT INTO passwords (person, hash, changed_at) VALUES (?, ?, ?)",
                    added.id(),
                    hash,
                    clock.millis());
            audit.add(in, new AuditNote("signed-up", added.id(), added.id(), address, how));
            return added;
        });
        return new SignedUp(person, generated);
    }

    Person signIn(String name, String password, Optional<String> code, String address) {
        String login = Logins.comparable(name);
        Optional<Known> known = attempt(login);
        if (known.isEmpty()) {
            passwords.pretend(password);
        }
        boolean isRight =
                known.isPresent() && Passwords.matches(password, known.get().hash());
        Verdict verdict = database.transact(in -> {
            Verdict judged = isRight ? factor(in, known.get().person(), code) : Verdict.WRONG;
            if (judged == Verdict.RIGHT) {
                lockOut.forget(in, login);
            } else if (judged == Verdict.WRONG) {
                String whose = known.map(k -> k.person().id()).orElse("");
                audit.add(in, new AuditNote("sign-in-failed", whose, login, address, ""));
            }
            return judged;
        });
        return switch (verdict) {
            case RIGHT -> known.orElseThrow().person();
            case CODE_MISSING ->
                throw new IdentityException(
                        Reason.SECOND_FACTOR_REQUIRED, "give the code of your second factor too");
            case WRONG -> throw wrong();
        };
    }

    private enum Verdict {
        RIGHT,
        CODE_MISSING,
        WRONG
    }

    private record Known(Person person, String hash) {}

    /** Counts an attempt at a login and finds what it is to be compared with. */
    private Optional<Known> attempt(String login) {
        return database.transact(in -> {
            // Together: of many attempts at once each sees those before it.
            in.lock("sign_in_failures");
            lockOut.check(in, login);
            lockOut.count(in, login);
            Optional<Person> person = people.byLogin(in, login);
            if (person.isEmpty()) {
                return Optional.empty();
            }
            Person found = person.get();
            return in.one(
                    row -> new Known(found, row.getString(1)),
                    "SELECT hash FROM passwords WHERE person = ?",
                    found.id());
        });
    }

    private Verdict factor(Transaction in, Person person, Optional<String> code)
            throws SQLException {
        if (!second.isOn(in, person.id())) {
            return Verdict.RIGHT;
        }
        if (code.isEmpty()) {
            return Verdict.CODE_MISSING;
        }
        return second.accepts(in, person.id(), code.get()) ? Verdict.RIGHT : Verdict.WRONG;
    }

    void changePassword(String person, String old, String changed, String address, Also also) {
        String login = confirm(person, old, address);
        Passwords.check(login, changed);
        String hash = passwords.hash(changed);
        database.transact(in -> {
            in.change(
                    "UPDATE passwords SET hash = ?, changed_at = ? WHERE person = ?",
                    hash,
                    clock.millis(),
                    person);
            also.in(in);
            audit.add(in, new AuditNote("password-changed", person, person, address, ""));
            return true;
        });
    }

    /** Whoever sits at an open session must still know the password; guesses count. */
    private String confirm(String person, String password, String address) {
        String login = database.transact(in -> people.known(in, person)).login();
        Optional<Known> known = login.isEmpty() ? Optional.empty() : attempt(login);
        boolean isRight =
                known.isPresent() && Passwords.matches(password, known.get().hash());
        database.transact(in -> {
            if (isRight) {
                lockOut.forget(in, login);
            } else {
                audit.add(in, new AuditNote("password-refused", person, person, address, ""));
            }
            return true;
        });
        if (!isRight) {
            throw wrong();
        }
        return login;
    }

    /**
     * Begins to turn the second factor on.
     *
     * @return the secret in Base32, shown this once
     * @throws IdentityException CREDENTIALS_INVALID, LOCKED_OUT, CONFLICT when it is on
     */
    public String beginSecondFactor(String person, String password, String address) {
        confirm(person, password, address);
        return database.transact(in -> second.begin(in, person));
    }

    /**
     * Turns the second factor on, by a code that shows that it works.
     *
     * @return recovery codes, shown this once; each works once
     * @throws IdentityException CREDENTIALS_INVALID, NOT_FOUND
     */
    public List<String> confirmSecondFactor(String person, String code, String address) {
        return database.transact(in -> {
            List<String> recovery = second.confirm(in, person, code);
            audit.add(in, new AuditNote("second-factor-on", person, person, address, ""));
            return recovery;
        });
    }

    /**
     * Turns the second factor off.
     *
     * @throws IdentityException CREDENTIALS_INVALID, LOCKED_OUT
     */
    public void turnSecondFactorOff(String person, String password, String address) {
        confirm(person, password, address);
        database.transact(in -> {
            second.turnOff(in, person);
            audit.add(in, new AuditNote("second-factor-off", person, person, address, ""));
            return true;
        });
    }

    /** Whether a person's second factor is on. */
    public boolean hasSecondFactor(String person) {
        return database.transact(in -> second.isOn(in, person));
    }

    private static IdentityException wrong() {
        return new IdentityException(
                Reason.CREDENTIALS_INVALID, "the name, the password or the code is wrong");
    }
}
