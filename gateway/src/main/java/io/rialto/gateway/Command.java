package io.rialto.gateway;

import io.rialto.protocol.MarketStatus;
import io.rialto.protocol.ReplaceMode;
import io.rialto.protocol.SelfTradePrevention;
import io.rialto.sequencer.CommandPublisher;
import io.rialto.sequencer.RequestContext;
import io.vertx.core.buffer.Buffer;

import org.agrona.MutableDirectBuffer;

/** What a client asks the venue to do, in the venue's units, ready to be encoded. */
sealed interface Command {
    /** Adds what a repetition under the same idempotency key must have in common. */
    void hash(PayloadHash hash);

    /** Whether the venue keeps something for good because of it: it counts as expensive. */
    default boolean isExpensive() {
        return false;
    }

    /** A command of another class, which puts itself on the wire. */
    non-sealed interface Other extends Command {
        /** The universe that it is meant for, or −1 for that of the account acted as. */
        int universe();

        /** Encodes it at the start of the buffer and returns its length. */
        int encode(CommandPublisher publisher, MutableDirectBuffer buffer, RequestContext context);
    }

    /** A command that is meant for another universe than that of the account acted as. */
    record Within(int universe, Command command) implements Command {
        @Override
        public void hash(PayloadHash hash) {
            command.hash(hash.add("within").add(universe));
        }

        @Override
        public boolean isExpensive() {
            return command.isExpensive();
        }
    }

    /** Places an order. */
    record Place(OrderRequest order) implements Command {
        @Override
        public void hash(PayloadHash hash) {
            order.hash(hash.add("place"));
        }
    }

    /** An open order by the venue's id or, where that is 0, by the client's. */
    record Target(long market, long orderId, String clientOrderId) {
        void hash(PayloadHash hash) {
            hash.add(market).add(orderId).add(clientOrderId);
        }
    }

    /** Amends an order; 0 leaves price or quantity as it is. */
    record Amend(Target target, long price, long quantity) implements Command {
        @Override
        public void hash(PayloadHash hash) {
            target.hash(hash.add("amend"));
            hash.add(price).add(quantity);
        }
    }

    /** Cancels an order. */
    record Cancel(Target target) implements Command {
        @Override
        public void hash(PayloadHash hash) {
            target.hash(hash.add("cancel"));
        }
    }

    /** Cancels an order and places another. */
    record Replace(Target target, ReplaceMode mode, OrderRequest order) implements Command {
        public Replace {
            if (order.isConditional()) {
                throw new ProblemException(
                        Refusal.FIELD_INVALID,
                        "Leave out \"condition\": an order is replaced by one that enters at once");
            }
        }

        @Override
        public void hash(PayloadHash hash) {
            target.hash(hash.add("replace"));
            order.hash(hash.add(mode.value()));
        }
    }

    /** Cancels all; market 0 is every market, side 0 both sides. */
    record CancelAll(long market, int side) implements Command {
        @Override
        public void hash(PayloadHash hash) {
            hash.add("cancel-all").add(market).add(side);
        }
    }

    /** Asks what an order would do. */
    record Preview(OrderRequest order) implements Command {
        @Override
        public void hash(PayloadHash hash) {
            order.hash(hash.add("preview"));
        }
    }

    /** Matches what collected in a market at one price. */
    record Uncross(long market) implements Command {
        @Override
        public void hash(PayloadHash hash) {
            hash.add("uncross").add(market);
        }
    }

    /** Lists an asset. */
    record CreateAsset(String symbol, int scale, int displayScale) implements Command {
        @Override
        public void hash(PayloadHash hash) {
            hash.add("create-asset").add(symbol).add(scale).add(displayScale);
        }
    }

    /** Opens an account for a person. */
    record CreateAccount(long personHigh, long personLow, long selfTradeGroup, String name)
            implements Command {
        @Override
        public void hash(PayloadHash hash) {
            hash.add("create-account")
                    .add(personHigh)
                    .add(personLow)
                    .add(selfTradeGroup)
                    .add(name);
        }
    }

    /** Grants or takes the administrator's role. */
    record SetAdministrator(boolean administrator) implements Command {
        @Override
        public void hash(PayloadHash hash) {
            hash.add("set-administrator").add(administrator ? 1 : 0);
        }
    }

    /** Issues a token; the token itself is random and no part of what a repetition repeats. */
    record IssueToken(Buffer tokenHash, long expiresAt, String label) implements Command {
        @Override
        public void hash(PayloadHash hash) {
            hash.add("issue-token").add(expiresAt).add(label);
        }
    }

    /** Ends a token. */
    record RevokeToken(long tokenId) implements Command {
        @Override
        public void hash(PayloadHash hash) {
            hash.add("revoke-token").add(tokenId);
        }
    }

    /** Opens a market; units as in the wire's CreateMarket. */
    record CreateMarket(
            String symbol,
            int baseAsset,
            int quoteAsset,
            long tick,
            long lot,
            long priceMaximum,
            long quantityMinimum,
            long quantityMaximum,
            long notionalMinimum,
            long notionalMaximum,
            long positionMaximum,
            long referencePrice,
            long priceBandPpm,
            long protectionPpm,
            int openOrdersAccountMax,
            int openOrdersMarketMax,
            int makerFeePpm,
            int takerFeePpm,
            SelfTradePrevention selfTradePrevention,
            MarketStatus status)
            implements Command {
        @Override
        public boolean isExpensive() {
            return true;
        }

        @Override
        public void hash(PayloadHash hash) {
            hash.add("create-market").add(symbol).add(baseAsset).add(quoteAsset);
            hash.add(tick).add(lot).add(priceMaximum).add(quantityMinimum).add(quantityMaximum);
            hash.add(notionalMinimum).add(notionalMaximum).add(positionMaximum);
            hash.add(referencePrice).add(priceBandPpm).add(protectionPpm);
            hash.add(openOrdersAccountMax).add(openOrdersMarketMax);
            hash.add(makerFeePpm).add(takerFeePpm);
            hash.add(selfTradePrevention.value()).add(status.value());
        }
    }

    /** By what people know a market of contracts. */
    record MarketWords(String title, String descriptionHash, String type, String group) {
        void hash(PayloadHash hash) {
            hash.add(title).add(descriptionHash).add(type).add(group);
        }
    }

    /** Opens a market of contracts; units as in the wire's CreateOutcomeMarket. */
    record CreateOutcomeMarket(
            String symbol,
            int quoteAsset,
            long priceMinimum,
            long priceMaximum,
            long tick,
            long lot,
            long quantityMaximum,
            long positionMaximum,
            int openOrdersAccountMax,
            int openOrdersMarketMax,
            int makerFeePpm,
            int takerFeePpm,
            SelfTradePrevention selfTradePrevention,
            MarketWords words)
            implements Command {
        @Override
        public boolean isExpensive() {
            return true;
        }

        @Override
        public void hash(PayloadHash hash) {
            hash.add("create-outcome-market").add(symbol).add(quoteAsset);
            hash.add(priceMinimum).add(priceMaximum).add(tick).add(lot);
            hash.add(quantityMaximum).add(positionMaximum);
            hash.add(openOrdersAccountMax).add(openOrdersMarketMax);
            hash.add(makerFeePpm).add(takerFeePpm).add(selfTradePrevention.value());
            words.hash(hash);
        }
    }

    /** Opens a market of options; units as in the wire's CreateOption. */
    record CreateOption(
            CreateOutcomeMarket market, long underlying, boolean call, long strike, long expiresAt)
            implements Command {
        @Override
        public boolean isExpensive() {
            return true;
        }

        @Override
        public void hash(PayloadHash hash) {
            hash.add("create-option");
            market.hash(hash);
            hash.add(underlying).add(call ? 1 : 0).add(strike).add(expiresAt);
        }
    }

    /** Exercises options; units as in the wire's ExerciseOption. */
    record ExerciseOption(long market, long contract, long quantity) implements Command {
        @Override
        public void hash(PayloadHash hash) {
            hash.add("exercise-option").add(market).add(contract).add(quantity);
        }
    }

    /** Gives a market of contracts other words. */
    record EditOutcomeMarket(long market, boolean pinned, MarketWords words) implements Command {
        @Override
        public void hash(PayloadHash hash) {
            words.hash(hash.add("edit-outcome-market").add(market).add(pinned ? 1 : 0));
        }
    }

    /** Settles a market of contracts. */
    record SettleMarket(long market, long price, String reason) implements Command {
        @Override
        public void hash(PayloadHash hash) {
            hash.add("settle-market").add(market).add(price).add(reason);
        }
    }

    /** Changes a market's status. */
    record SetMarketStatus(long market, MarketStatus status, String reason) implements Command {
        @Override
        public void hash(PayloadHash hash) {
            hash.add("set-market-status").add(market).add(status.value()).add(reason);
        }
    }

    /** Says who may know of a market. */
    record SetMarketVisibility(
            long market, boolean restricted, boolean hidesAccounts, String reason)
            implements Command {
        @Override
        public void hash(PayloadHash hash) {
            hash.add("set-market-visibility").add(market);
            hash.add(restricted ? 1 : 0).add(hidesAccounts ? 1 : 0).add(reason);
        }
    }

    /** Names the account as one that may know of a market, or no more. */
    record SetMarketViewer(long market, boolean visible, String reason) implements Command {
        @Override
        public void hash(PayloadHash hash) {
            hash.add("set-market-viewer").add(market).add(visible ? 1 : 0).add(reason);
        }
    }

    /** Changes a market's fees. */
    record SetMarketFees(long market, int makerFeePpm, int takerFeePpm) implements Command {
        @Override
        public void hash(PayloadHash hash) {
            hash.add("set-market-fees").add(market).add(makerFeePpm).add(takerFeePpm);
        }
    }

    /** Deposits. */
    record Issue(int asset, long amount, String note) implements Command {
        @Override
        public void hash(PayloadHash hash) {
            hash.add("issue").add(asset).add(amount).add(note);
        }
    }

    /** Withdraws. */
    record Withdraw(int asset, long amount, String note) implements Command {
        @Override
        public void hash(PayloadHash hash) {
            hash.add("withdraw").add(asset).add(amount).add(note);
        }
    }

    /** Changes the group within which no two accounts trade. */
    record SetSelfTradeGroup(long selfTradeGroup) implements Command {
        @Override
        public void hash(PayloadHash hash) {
            hash.add("set-self-trade-group").add(selfTradeGroup);
        }
    }

    /** Puts newer rules in force. */
    record ActivateRules(int version) implements Command {
        @Override
        public void hash(PayloadHash hash) {
            hash.add("activate-rules").add(version);
        }
    }
}
