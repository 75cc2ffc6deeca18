package io.rialto.gateway;

import io.rialto.view.Member;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Takes people in, one after the other. Whoever sends the same roster again goes on where it ended:
 * a person is known by name and universe, so the engine gives the same account again, and a place is
 * given once. A token whose answer was lost is of no use to anybody; another is issued as long as
 * there is no place yet, which is what comes last.
 */
final class RosterImport {
    private static final String NAME = "importRoster";

    private final Exchange exchange;
    private final int universe;
    private final Map<String, Member> members;
    private final JsonArray told = new JsonArray();

    RosterImport(Exchange exchange, int universe, Map<String, Member> members) {
        this.exchange = exchange;
        this.universe = universe;
        this.members = members;
    }

    /** Takes them in and answers. */
    void take(List<Roster.Person> people) {
        takeFrom(people, 0);
    }

    private void takeFrom(List<Roster.Person> people, int index) {
        if (index == people.size()) {
            answer(new JsonObject().put("people", told));
            return;
        }
        Roster.Person person = people.get(index);
        Runnable next = () -> takeFrom(people, index + 1);
        Member member = members.get(person.name());
        if (member != null) {
            told.add(RosterApi.enrolled(person, "already-in", member.user(), member.account(), ""));
            next.run();
        } else if (person.user().isPresent()) {
            place(person, person.user().get(), "", next);
        } else {
            open(person, user -> issue(person, user, token -> place(person, user, token, next)));
        }
    }

    private void answer(JsonObject json) {
        exchange.answer(json, exchange.caller().session().sequence(), false);
    }

    private void open(Roster.Person person, Consumer<Long> next) {
        Command command = new Command.CreateAccount(id(person, 0), id(person, 1), 0, person.name());
        send(
                person,
                exchange.caller().accountId(),
                command,
                IdempotencyKey.NONE,
                answer -> next.accept(answer.id()));
    }

    /** Half of the 128 bits by which the engine knows the person. */
    private long id(Roster.Person person, int half) {
        return new PayloadHash()
                .add("roster")
                .add(universe)
                .add(half)
                .add(person.name())
                .value();
    }

    private void issue(Roster.Person person, long user, Consumer<String> next) {
        String token = exchange.venue().authenticator().newToken();
        Command command =
                new Command.IssueToken(Buffer.buffer(Authenticator.hash(token)), 0, "roster");
        send(person, user, command, IdempotencyKey.NONE, answer -> next.accept(token));
    }

    private void place(Roster.Person person, long user, String token, Runnable next) {
        AccountCommand command = AccountCommand.in(
                universe,
                "create-universe-account",
                (publisher, buffer, context) -> publisher.createUniverseAccount(
                        buffer, 0, context, user, 0, 0, person.name()),
                user,
                person.name());
        IdempotencyKey key = hasCohort()
                ? IdempotencyKey.NONE
                : IdempotencyKey.of(
                        exchange.caller().accountId(), "roster " + universe + " " + user);
        send(person, exchange.caller().accountId(), command, key, answer -> {
            told.add(RosterApi.enrolled(person, "taken-in", user, answer.id(), token));
            next.run();
        });
    }

    /** In a cohort a user has one place anyway; a key would only repeat a denial that is over. */
    private boolean hasCohort() {
        return exchange.venue()
                .directory()
                .owning()
                .universe(universe)
                .filter(info -> info.cohort().isPresent())
                .isPresent();
    }

    private void send(
            Roster.Person person,
            long account,
            Command command,
            IdempotencyKey key,
            Consumer<CommandAnswer> next) {
        Venue venue = exchange.venue();
        if (!venue.noteSudo(exchange.caller(), account, exchange.address(), NAME)) {
            refuse(person, account, Venue.auditBehind());
            return;
        }
        CommandDesk.Envelope envelope = new CommandDesk.Envelope(
                exchange.caller(), account, true, key, TraceContext.of(List.of()));
        exchange.loop().desk().send(envelope, command, new CommandDesk.Completion() {
            @Override
            public void onAnswer(CommandAnswer answer) {
                if (answer.isDone()) {
                    next.accept(answer);
                } else {
                    refuse(person, account, Measures.NONE.denial(answer));
                }
            }

            @Override
            public void onProblem(Problem problem) {
                refuse(person, account, problem);
            }
        });
    }

    /**
     * Says at whom it ended: who came before is in, and the same roster goes on from there. Their
     * tokens can be had this once, so an answer that has some is never replaced by a problem alone.
     */
    private void refuse(Roster.Person person, long account, Problem problem) {
        exchange.venue()
                .noteDenied(exchange.caller(), account, exchange.address(), NAME, problem.code());
        Problem stopped = problem.explained("Line " + person.line() + ", " + person.name() + ": "
                + problem.detail() + ". Those before are in; send the same roster again to go on");
        if (told.isEmpty()) {
            exchange.refuse(stopped);
        } else {
            answer(new JsonObject().put("people", told).put("problem", stopped.toJson()));
        }
    }
}
