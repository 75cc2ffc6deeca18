package io.rialto.engine;

import io.rialto.ledger.Ledger;
import io.rialto.money.Check;

import java.util.Iterator;
import java.util.TreeMap;

/**
 * The commands about items that users put up for auction (VENUE-RULES 5): bidding happens in the room,
 * so the venue knows what is on offer, at what it may be had at once, and who pays in the end. Payment
 * moves as a whole with the item, or not at all; from then on nothing about it changes.
 */
public final class ItemAuctions {
    /** How many there may be that were not deleted. */
    static final int LISTINGS_MAX = 100_000;

    private static final int ANYWHERE = -1;
    private static final String BOUGHT = "bought at its price";

    private static final class Listing {
        final long id;
        final int universe;
        final int seller;
        ItemTerms terms;
        long owner;
        long price;

        Listing(long id, int universe, int seller, ItemTerms terms) {
            this.id = id;
            this.universe = universe;
            this.seller = seller;
            this.terms = terms;
        }
    }

    private final Accounts accounts;
    private final Ownership ownership;
    private final Universes universes;
    private final Assets assets;
    private final Rights rights;
    private final Credits credits;
    private final Ledger ledger;
    private final Moves moves;
    private final Admission admission;
    private final EventSink events;
    private final TreeMap<Long, Listing> all = new TreeMap<>();
    private long next = 1;

    ItemAuctions(
            Accounts accounts,
            Ownership ownership,
            Universes universes,
            Assets assets,
            Rights rights,
            Credits credits,
            Ledger ledger,
            Admission admission,
            EventSink events) {
        this.accounts = accounts;
        this.ownership = ownership;
        this.universes = universes;
        this.assets = assets;
        this.rights = rights;
        this.credits = credits;
        this.ledger = ledger;
        this.admission = admission;
        this.events = events;
        moves = new Moves(accounts, ledger, events);
    }

    /**
     * Puts an item of the header's account up. After the rights: UNIVERSE_MISMATCH, AUCTIONS_OFF,
     * NAME_INVALID, ASSET_UNKNOWN, AMOUNT_INVALID, VENUE_FULL.
     */
    public void list(CommandHeader header, ItemTerms terms, Outcome outcome) {
        if (admission.admit(header, outcome)) {
            decideListing(header, terms, outcome);
            admission.finish(header, outcome);
        }
    }

    private void decideListing(CommandHeader header, ItemTerms terms, Outcome outcome) {
        int seller = rights.trader(header, outcome);
        if (seller == Rights.NONE) {
            return;
        }
        int universe = accounts.universe(seller);
        if (universe != header.universe) {
            outcome.deny(Code.UNIVERSE_MISMATCH, universe, header.universe);
        } else if (!universes.hasAuctions(universe)) {
            outcome.deny(Code.AUCTIONS_OFF);
        } else if (isSound(terms, outcome)) {
            if (all.size() == LISTINGS_MAX) {
                outcome.deny(Code.VENUE_FULL, LISTINGS_MAX + 1L, LISTINGS_MAX);
                return;
            }
            // After this point the command must succeed.
            Listing listing = new Listing(next++, universe, seller, terms);
            all.put(listing.id, listing);
            outcome.id = listing.id;
            events.itemListed(listing.id, universe, header.account, terms);
        }
    }

    private boolean isSound(ItemTerms terms, Outcome outcome) {
        if (!Names.isName(terms.name()) || !Names.isNote(terms.description())) {
            outcome.deny(Code.NAME_INVALID);
        } else if (!assets.exists(terms.asset())) {
            outcome.deny(Code.ASSET_UNKNOWN);
        } else if (terms.buyNowPrice() < 0 || terms.buyNowPrice() >= Cashier.SUPPLY_LIMIT) {
            outcome.deny(Code.AMOUNT_INVALID, Cashier.SUPPLY_LIMIT - 1, terms.buyNowPrice());
        } else {
            return true;
        }
        return false;
    }

    /**
     * Says other terms. By the seller, or an administrator under sudo. After the rights:
     * LISTING_UNKNOWN, NOT_SELLER, LISTING_ENDED, NAME_INVALID, ASSET_UNKNOWN, AMOUNT_INVALID.
     */
    public void edit(CommandHeader header, long id, ItemTerms terms, Outcome outcome) {
        if (admission.admit(header, outcome)) {
            if (mayChange(header, id, outcome) && isSound(terms, outcome)) {
                // After this point the command must succeed.
                all.get(id).terms = terms;
                outcome.id = id;
                events.itemEdited(id, terms);
            }
            admission.finish(header, outcome);
        }
    }

    /**
     * Takes an item off. By the seller, or an administrator under sudo. After the rights:
     * LISTING_UNKNOWN, NOT_SELLER, LISTING_ENDED, NAME_INVALID (the reason).
     */
    public void delete(CommandHeader header, long id, String reason, Outcome outcome) {
        if (admission.admit(header, outcome)) {
            if (mayChange(header, id, outcome)) {
                if (Names.isNote(reason)) {
                    // After this point the command must succeed.
                    all.remove(id);
                    outcome.id = id;
                    events.itemDeleted(id, reason);
                } else {
                    outcome.deny(Code.NAME_INVALID);
                }
            }
            admission.finish(header, outcome);
        }
    }

    private boolean mayChange(CommandHeader header, long id, Outcome outcome) {
        int account = rights.trader(header, outcome);
        if (account == Rights.NONE) {
            return false;
        }
        boolean administrator =
                header.sudo && accounts.isAdministrator(accounts.indexOf(header.actor));
        if (!isHere(administrator ? ANYWHERE : accounts.universe(account), id, outcome)) {
            return false;
        }
        Listing listing = all.get(id);
        if (!administrator && accounts.id(listing.seller) != header.account) {
            outcome.deny(Code.NOT_SELLER);
        } else if (listing.owner != 0) {
            outcome.deny(Code.LISTING_ENDED);
        } else {
            return true;
        }
        return false;
    }

    private boolean isHere(int universe, long id, Outcome outcome) {
        Listing listing = all.get(id);
        if (listing == null || (universe != ANYWHERE && listing.universe != universe)) {
            outcome.deny(Code.LISTING_UNKNOWN);
            return false;
        }
        return true;
    }

    /**
     * Buys an item at once for the header's account. After the rights: LISTING_UNKNOWN,
     * LISTING_ENDED, AUCTIONS_OFF, NOT_FOR_SALE, OWN_LISTING, PRICE_CHANGED,
     * ACCOUNT_CLOSED (the seller's), INSUFFICIENT_FUNDS.
     *
     * @param price what the buyer takes it to cost
     */
    public void buy(CommandHeader header, long id, long price, Outcome outcome) {
        if (admission.admit(header, outcome)) {
            decidePurchase(header, id, price, outcome);
            admission.finish(header, outcome);
        }
    }

    private void decidePurchase(CommandHeader header, long id, long price, Outcome outcome) {
        int buyer = rights.trader(header, outcome);
        if (buyer == Rights.NONE) {
            return;
        }
        if (!isOnOffer(accounts.universe(buyer), id, outcome)) {
            return;
        }
        Listing listing = all.get(id);
        long asked = listing.terms.buyNowPrice();
        if (asked == 0) {
            outcome.deny(Code.NOT_FOR_SALE);
        } else if (isOwn(buyer, listing)) {
            outcome.deny(Code.OWN_LISTING);
        } else if (price != asked) {
            outcome.deny(Code.PRICE_CHANGED, asked, price);
        } else {
            Contributions one = Contributions.of(header.account, price);
            if (canPay(listing, one, outcome)) {
                // After this point the command must succeed.
                sell(listing, header.account, one, BOUGHT, outcome);
            }
        }
    }

    /**
     * Sells an item to one owner for what one or several contribute. By an administrator. After the
     * rights: LISTING_UNKNOWN, LISTING_ENDED, AUCTIONS_OFF, NAME_INVALID (the reason),
     * RECIPIENT_UNKNOWN (the owner), OWN_LISTING, CONTRIBUTIONS_INVALID (none; or of an account that
     * is unknown, closed, of another universe or named twice), AMOUNT_INVALID, ACCOUNT_CLOSED (the
     * seller's), INSUFFICIENT_FUNDS with {@code outcome.id} the account that is short.
     */
    public void settle(
            CommandHeader header,
            long id,
            long owner,
            Contributions contributions,
            String reason,
            Outcome outcome) {
        if (admission.admit(header, outcome)) {
            if (rights.isAdministrator(header, outcome)
                    && isOnOffer(ANYWHERE, id, outcome)
                    && isSettlement(all.get(id), owner, contributions, reason, outcome)
                    && canPay(all.get(id), contributions, outcome)) {
                // After this point the command must succeed.
                sell(all.get(id), owner, contributions, reason, outcome);
            }
            admission.finish(header, outcome);
        }
    }

    private boolean isOnOffer(int universe, long id, Outcome outcome) {
        if (!isHere(universe, id, outcome)) {
            return false;
        }
        if (all.get(id).owner != 0) {
            outcome.deny(Code.LISTING_ENDED);
        } else if (!universes.hasAuctions(all.get(id).universe)) {
            outcome.deny(Code.AUCTIONS_OFF);
        } else {
            return true;
        }
        return false;
    }

    private boolean isSettlement(
            Listing listing,
            long owner,
            Contributions contributions,
            String reason,
            Outcome outcome) {
        if (!Names.isNote(reason)) {
            outcome.deny(Code.NAME_INVALID);
        } else if (!takesPart(listing, owner)) {
            outcome.deny(Code.RECIPIENT_UNKNOWN);
        } else if (isOwn(accounts.indexOf(owner), listing)) {
            outcome.deny(Code.OWN_LISTING);
        } else if (contributions.count() == 0) {
            outcome.deny(Code.CONTRIBUTIONS_INVALID);
        } else {
            return areContributions(listing, contributions, outcome);
        }
        return false;
    }

    private boolean areContributions(
            Listing listing, Contributions contributions, Outcome outcome) {
        Contributions before = new Contributions();
        long room = Cashier.SUPPLY_LIMIT - 1;
        for (int i = 0; i < contributions.count(); i++) {
            long account = contributions.account(i);
            long amount = contributions.amount(i);
            if (!takesPart(listing, account) || before.names(account)) {
                outcome.deny(Code.CONTRIBUTIONS_INVALID);
            } else if (isOwn(accounts.indexOf(account), listing)) {
                outcome.deny(Code.OWN_LISTING);
            } else if (amount <= 0 || amount > room) {
                outcome.deny(Code.AMOUNT_INVALID, room, amount);
            } else {
                before.add(account, amount);
                room -= amount;
                continue;
            }
            return false;
        }
        return true;
    }

    private boolean takesPart(Listing listing, long account) {
        int index = accounts.indexOf(account);
        return index != Accounts.NONE
                && (accounts.marks(index) & (Accounts.SYSTEM | Accounts.CLOSED)) == 0
                && accounts.universe(index) == listing.universe;
    }

    /** Whether somebody whom the account belongs to is also a seller of the item. */
    private boolean isOwn(int account, Listing listing) {
        if (accounts.isPerson(account)) {
            return ownership.reaches(account, listing.seller);
        }
        for (int owner : ownership.owners(account)) {
            if (isOwn(owner, listing)) {
                return true;
            }
        }
        return account == listing.seller;
    }

    private boolean canPay(Listing listing, Contributions contributions, Outcome outcome) {
        if ((accounts.marks(listing.seller) & Accounts.CLOSED) != 0) {
            outcome.deny(Code.ACCOUNT_CLOSED);
            return false;
        }
        for (int i = 0; i < contributions.count(); i++) {
            int account = accounts.indexOf(contributions.account(i));
            long available = moves.available(account, listing.terms.asset());
            if (contributions.amount(i) > available) {
                outcome.deny(Code.INSUFFICIENT_FUNDS, contributions.amount(i), available);
                outcome.id = contributions.account(i);
                return false;
            }
        }
        return true;
    }

    private void sell(
            Listing listing,
            long owner,
            Contributions contributions,
            String reason,
            Outcome outcome) {
        listing.owner = owner;
        listing.price = contributions.sum();
        outcome.id = listing.id;
        outcome.count = contributions.count();
        outcome.filledNotional = listing.price;
        events.itemSold(listing.id, owner, listing.price, contributions.count(), reason);
        for (int i = 0; i < contributions.count(); i++) {
            events.itemPaid(listing.id, contributions.account(i), contributions.amount(i));
        }
        for (int i = 0; i < contributions.count(); i++) {
            int account = accounts.indexOf(contributions.account(i));
            post(listing, account, -contributions.amount(i));
        }
        post(listing, listing.seller, listing.price);
    }

    /** Who is owed what of a shared account changes with what it buys or sells. */
    private void post(Listing listing, int account, long cash) {
        int asset = listing.terms.asset();
        moves.post(account, asset, PostingCause.AUCTION, cash, 0, listing.id);
        int slot = ledger.slot(account, asset);
        if (ledger.isWatched(slot)) {
            credits.traded(slot);
        }
    }

    /** What is still on offer in a universe whose money is all taken back is taken off. */
    void reset(int universe, String reason) {
        Iterator<Listing> listings = all.values().iterator();
        while (listings.hasNext()) {
            Listing listing = listings.next();
            if (listing.universe == universe && listing.owner == 0) {
                listings.remove();
                events.itemDeleted(listing.id, reason);
            }
        }
    }

    void write(ItemStates sink) {
        if (next > 1) {
            sink.itemCounter(next);
        }
        for (Listing each : all.values()) {
            sink.item(
                    each.id,
                    each.universe,
                    accounts.id(each.seller),
                    each.terms,
                    each.owner,
                    each.price);
        }
    }

    void restoreNext(long nextListing) {
        next = nextListing;
    }

    void restore(long id, int universe, long seller, ItemTerms terms, long owner, long price) {
        int index = accounts.indexOf(seller);
        Check.that(id < next && index != Accounts.NONE, "an item was listed by somebody");
        Listing listing = new Listing(id, universe, index, terms);
        listing.owner = owner;
        listing.price = price;
        all.put(id, listing);
    }
}
