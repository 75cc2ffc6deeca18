package io.rialto.gateway;

import io.rialto.protocol.AccountKind;
import io.rialto.protocol.AccountStatus;
import io.rialto.view.AccountInfo;
import io.rialto.view.Directory;
import io.rialto.view.Member;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether the engine would take in whom a roster names, found out before the first is: who has come
 * in cannot be sent out again.
 */
final class RosterCheck {
    private final Directory directory;
    private final Map<String, Member> members;
    private final Map<Long, String> names = new HashMap<>();
    private final Map<Long, Integer> lines = new HashMap<>();

    private RosterCheck(Directory directory, Map<String, Member> members) {
        this.directory = directory;
        this.members = members;
        members.forEach((name, member) -> names.put(member.user(), name));
    }

    /**
     * Checks every line.
     *
     * @param members who is in already, by name
     * @throws ProblemException FIELD_INVALID, with each line that is wrong and what to do about it
     */
    static void check(
            Directory directory, List<Roster.Person> people, Map<String, Member> members) {
        RosterCheck check = new RosterCheck(directory, members);
        List<String> wrong = new ArrayList<>();
        for (Roster.Person person : people) {
            person.user()
                    .flatMap(user -> check.wrong(person, user))
                    .ifPresent(what -> wrong.add("line " + person.line() + " " + what));
        }
        Roster.refuse(wrong);
    }

    private Optional<String> wrong(Roster.Person person, long user) {
        Integer before = lines.putIfAbsent(user, person.line());
        if (before != null) {
            return Optional.of("names account " + user + " as line " + before
                    + " does: correct one of the two");
        }
        Member member = members.get(person.name());
        if (member != null) {
            return member.user() == user
                    ? Optional.empty()
                    : Optional.of("names account " + user + ", but who is in by that name is "
                            + member.user() + ": correct it, or leave it empty");
        }
        if (!isUsers(user)) {
            return Optional.of("names account " + user + ", which is no user's: correct it, or"
                    + " leave it empty for a new account");
        }
        if (directory.owning().status(user) == AccountStatus.CLOSED) {
            return Optional.of("names account " + user + ", which is closed: take the line out, or"
                    + " leave it empty for a new account");
        }
        return Optional.ofNullable(names.get(user))
                .map(name -> "names account " + user + ", which is in already as " + name
                        + ": use that name");
    }

    private boolean isUsers(long user) {
        Optional<AccountInfo> account = directory.account(user);
        return account.isPresent()
                && account.get().universe() == 0
                && account.get().kind() == AccountKind.USER;
    }
}
