package io.rialto.view;

import io.rialto.protocol.AccountStatus;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * Who owns which account and is owed what of it, which accounts are frozen or closed, how they
 * show, and which universes there are with whose accounts. Any thread may read it; only the view's
 * thread writes.
 */
public final class Owning {
    private static final int MESSAGES_MAX = 50;

    private record CreditKey(int asset, long owner) implements Comparable<CreditKey> {
        @Override
        public int compareTo(CreditKey other) {
            int byAsset = Integer.compare(asset, other.asset);
            return byAsset != 0 ? byAsset : Long.compare(owner, other.owner);
        }
    }

    /** What waits for whoever knows a redeem code. */
    record Reservation(long issuer, int asset, long amount) {}

    private final Map<Long, List<Long>> owners = new ConcurrentHashMap<>();
    private final Map<Long, List<Long>> owned = new ConcurrentHashMap<>();
    private final Map<Long, Map<CreditKey, Long>> credits = new ConcurrentHashMap<>();
    private final Map<Long, AccountStatus> statuses = new ConcurrentHashMap<>();
    private final Map<Long, Profile> profiles = new ConcurrentHashMap<>();
    private final Map<Integer, UniverseInfo> universes = new ConcurrentSkipListMap<>();
    private final Map<Integer, Map<Long, Long>> members = new ConcurrentHashMap<>();
    private final Map<Long, Reservation> reservations = new ConcurrentHashMap<>();
    private final Map<Integer, List<Message>> messages = new ConcurrentHashMap<>();

    Owning() {}

    /** The direct owners of an account by id; none of a user's. */
    public List<Long> owners(long account) {
        return owners.getOrDefault(account, List.of());
    }

    /** The accounts that an account directly owns, by id. */
    public List<Long> owned(long owner) {
        return owned.getOrDefault(owner, List.of());
    }

    /** Whether the actor is the account or owns it, be it through others. */
    public boolean reaches(long actor, long account) {
        return actor == account
                || owners(account).stream().anyMatch(owner -> reaches(actor, owner));
    }

    /** What the owners of a shared account are owed, by asset and owner; those other than zero. */
    public List<Credit> credits(long account) {
        List<Credit> result = new ArrayList<>();
        credits.getOrDefault(account, Map.of())
                .forEach((key, credit) -> result.add(new Credit(key.owner, key.asset, credit)));
        return result;
    }

    /** What the account may do. */
    public AccountStatus status(long account) {
        return statuses.getOrDefault(account, AccountStatus.OPEN);
    }

    /** How the account shows. */
    public Profile profile(long account) {
        return profiles.getOrDefault(account, Profile.NONE);
    }

    /** A universe besides the main one. */
    public Optional<UniverseInfo> universe(int universe) {
        return Optional.ofNullable(universes.get(universe));
    }

    /** All universes besides the main one, by number. */
    public List<UniverseInfo> universes() {
        return List.copyOf(universes.values());
    }

    /** Who has an account in a universe, by user. */
    public List<Member> members(int universe) {
        return members.getOrDefault(universe, Map.of()).entrySet().stream()
                .map(entry -> new Member(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingLong(Member::user))
                .toList();
    }

    /** The user's account in a universe. */
    public Optional<Long> member(int universe, long user) {
        return Optional.ofNullable(members.getOrDefault(universe, Map.of()).get(user));
    }

    /**
     * What everyone in a universe was told since this view began, oldest first; 0 is the whole
     * venue. The last {@value #MESSAGES_MAX}.
     */
    public List<Message> messages(int universe) {
        return messages.getOrDefault(universe, List.of());
    }

    void say(Message message) {
        List<Message> before = messages(message.universe());
        List<Message> after = new ArrayList<>(
                before.subList(before.size() < MESSAGES_MAX ? 0 : 1, before.size()));
        after.add(message);
        messages.put(message.universe(), List.copyOf(after));
    }

    void addOwner(long account, long owner) {
        owners.merge(account, List.of(owner), Owning::plus);
        owned.merge(owner, List.of(account), Owning::plus);
    }

    void removeOwner(long account, long owner) {
        owners.computeIfPresent(account, (_, now) -> minus(now, owner));
        owned.computeIfPresent(owner, (_, now) -> minus(now, account));
        if (owners(account).size() < 2) {
            credits.remove(account);
        }
    }

    void setCredit(long account, int asset, long owner, long credit) {
        CreditKey key = new CreditKey(asset, owner);
        Map<CreditKey, Long> of =
                credits.computeIfAbsent(account, _ -> new ConcurrentSkipListMap<>());
        if (credit == 0) {
            of.remove(key);
        } else {
            of.put(key, credit);
        }
    }

    void setStatus(long account, AccountStatus status) {
        statuses.put(account, status);
    }

    void setProfile(long account, Profile profile) {
        profiles.put(account, profile);
    }

    void add(UniverseInfo universe) {
        universes.put(universe.universe(), universe);
    }

    void setCohort(int universe, CohortInfo cohort) {
        universes.computeIfPresent(universe, (_, info) -> info.with(cohort));
    }

    void addMember(int universe, long user, long account) {
        members.computeIfAbsent(universe, _ -> new ConcurrentHashMap<>()).put(user, account);
    }

    void reserve(long codeId, Reservation reservation) {
        reservations.put(codeId, reservation);
    }

    void endReservation(long codeId) {
        reservations.remove(codeId);
    }

    /** What of the account's balance waits for whoever knows a code. */
    long reserved(long account, int asset) {
        return reservations.values().stream()
                .filter(each -> each.issuer == account && each.asset == asset)
                .mapToLong(Reservation::amount)
                .sum();
    }

    private static List<Long> plus(List<Long> before, List<Long> more) {
        List<Long> result = new ArrayList<>(before);
        result.addAll(more);
        result.sort(Comparator.naturalOrder());
        return List.copyOf(result);
    }

    private static List<Long> minus(List<Long> before, long less) {
        return before.stream().filter(each -> each != less).toList();
    }
}
