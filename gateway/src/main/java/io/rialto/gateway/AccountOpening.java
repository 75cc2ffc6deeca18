package io.rialto.gateway;

import io.rialto.identity.Person;
import io.rialto.identity.Scope;
import io.rialto.view.AccountInfo;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Sees to it that a person has the engine's account before a session of theirs begins. Whenever a
 * process dies between the row and the account, or the account and the note of it, the next sign-in
 * asks again: the engine gives the same person the same account. Opening accounts is an
 * administrator's right, so the venue's first administrator is the one who acts.
 */
final class AccountOpening {
    private final Exchange exchange;
    private final Loop loop;

    AccountOpening(Exchange exchange) {
        this.exchange = exchange;
        this.loop = exchange.loop();
    }

    /** Goes on with the person once there is an account; otherwise the request is refused. */
    void withAccount(Person person, Consumer<Person> next) {
        if (person.account() != 0) {
            next.accept(person);
            return;
        }
        Command create =
                new Command.CreateAccount(high(person.id()), low(person.id()), 0, person.name());
        asAdministrator(
                0,
                create,
                (answer, id) -> exchange.deliver(
                        loop.venue().identities().ask(identity -> identity.bind(person, id)),
                        next));
    }

    /** Makes somebody an administrator, or no longer, where it is not so already. */
    void withRole(Person person, Optional<Boolean> isAdministrator, Runnable next) {
        boolean is = loop.venue()
                .directory()
                .account(person.account())
                .map(AccountInfo::administrator)
                .orElse(false);
        if (isAdministrator.isEmpty() || isAdministrator.get() == is) {
            next.run();
            return;
        }
        asAdministrator(
                person.account(),
                new Command.SetAdministrator(isAdministrator.get()),
                (answer, id) -> next.run());
    }

    private void asAdministrator(
            long account, Command command, BiConsumer<CommandAnswer, Long> next) {
        Optional<AccountInfo> administrator = loop.venue().directory().administrators().stream()
                .min(Comparator.comparingLong(AccountInfo::account));
        if (administrator.isEmpty()) {
            exchange.refuse(SignIn.starting());
            return;
        }
        AccountInfo acting = administrator.get();
        CommandDesk.Envelope envelope = new CommandDesk.Envelope(
                caller(acting),
                account == 0 ? acting.account() : account,
                true,
                IdempotencyKey.NONE,
                TraceContext.of(List.of()));
        loop.desk().send(envelope, command, new CommandDesk.Completion() {
            @Override
            public void onAnswer(CommandAnswer answer) {
                if (answer.isDone()) {
                    next.accept(answer, answer.id());
                } else {
                    exchange.refuse(Measures.NONE.denial(answer));
                }
            }

            @Override
            public void onProblem(Problem problem) {
                exchange.refuse(problem);
            }
        });
    }

    private Caller caller(AccountInfo acting) {
        Proof proof = new Proof(
                Proof.Kind.TOKEN,
                "sign-up",
                "",
                "",
                acting.account(),
                Set.of(Scope.ADMIN),
                false,
                "");
        return loop.venue().authenticator().caller(proof);
    }

    private static long high(String person) {
        return Long.parseUnsignedLong(person.substring(0, 16), 16);
    }

    private static long low(String person) {
        return Long.parseUnsignedLong(person.substring(16), 16);
    }
}
