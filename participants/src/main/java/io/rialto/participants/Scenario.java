package io.rialto.participants;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Who trades what: the contents of the YAML file.
 *
 * @param seed of everything that is random; the same in a new venue gives the same orders
 * @param ordersPerSecond commands of all traders together, cancels and amendments included
 * @param diskMegabytes of the venue's directory, above which they rest; 1,000 unless said
 * @param assets listed at the first start
 * @param markets opened at the first start
 * @param traders who get an account each
 */
public record Scenario(
        long seed,
        double ordersPerSecond,
        Long diskMegabytes,
        List<Asset> assets,
        List<Market> markets,
        List<Trader> traders) {
    private static final String DEMO = "demo.yaml";
    private static final long DISK_MEGABYTES = 1_000;
    private static final double ORDERS_PER_SECOND_MAX = 1e6;
    private static final YAMLMapper YAML = new YAMLMapper();

    public Scenario {
        if (!(ordersPerSecond > 0 && ordersPerSecond <= ORDERS_PER_SECOND_MAX)) {
            throw new IllegalArgumentException("ordersPerSecond must be above 0");
        }
        diskMegabytes = diskMegabytes == null ? Long.valueOf(DISK_MEGABYTES) : diskMegabytes;
        if (diskMegabytes < 1) {
            throw new IllegalArgumentException("diskMegabytes must be at least 1");
        }
        assets = List.copyOf(present(assets, "assets"));
        markets = Derived.completed(present(markets, "markets"));
        traders = List.copyOf(present(traders, "traders"));
        Set<String> symbols = new HashSet<>();
        for (Market market : markets) {
            if (!symbols.add(market.symbol())) {
                throw new IllegalArgumentException("two markets are " + market.symbol());
            }
        }
        Set<String> names = new HashSet<>();
        for (Trader trader : traders) {
            if (!names.add(trader.name())) {
                throw new IllegalArgumentException("two traders are " + trader.name());
            }
            if (!symbols.containsAll(trader.markets())) {
                throw new IllegalArgumentException(
                        trader.name() + " trades in a market that is not listed");
            }
        }
        if (traders.isEmpty()) {
            throw new IllegalArgumentException("there is no trader");
        }
    }

    /** What kind of trader one is. */
    public enum Kind {
        @JsonProperty("market-maker")
        MARKET_MAKER,
        @JsonProperty("noise")
        NOISE,
        @JsonProperty("momentum")
        MOMENTUM,
        @JsonProperty("informed")
        INFORMED
    }

    /**
     * An asset to list.
     *
     * @param scale decimals of a minor unit
     * @param displayScale decimals shown
     * @param each what every trader is given of it
     */
    public record Asset(String symbol, int scale, int displayScale, BigDecimal each) {
        public Asset {
            present(symbol, "an asset's symbol");
            positive(each, "each of " + symbol);
        }
    }

    /** What kind of option one is. */
    public enum OptionType {
        @JsonProperty("call")
        CALL,
        @JsonProperty("put")
        PUT
    }

    /** What a fund's share is worth of another market. */
    public record Constituent(String market, int multiplier) {}

    /** The right to buy or sell another market's contracts at the strike. */
    public record Option(String on, OptionType type, BigDecimal strike) {
        public Option {
            present(on, "the market that an option is on");
            present(type, "type of an option on " + on);
            present(strike, "strike of an option on " + on);
        }
    }

    /**
     * A market to open: spot with a base, a fund with constituents, an option, else of contracts on an
     * outcome. Bounds and value of funds and options follow from those of the markets before them.
     *
     * @param base asset; absent for contracts
     * @param constituents of a fund; empty for what is none
     * @param option absent for what is none
     * @param priceMinimum of contracts
     * @param title of contracts
     * @param group of contracts
     * @param fair hidden value at the beginning, quote units
     * @param moves standard deviation of the hidden value from one look to the next: millionths of
     *     the value, of the range between the bounds for contracts
     * @param spread that makers want, in the same measure
     * @param size of a usual order, base units
     */
    public record Market(
            String symbol,
            String base,
            List<Constituent> constituents,
            Option option,
            String quote,
            BigDecimal priceMinimum,
            BigDecimal priceMaximum,
            BigDecimal tick,
            BigDecimal lot,
            BigDecimal quantityMaximum,
            int takerFeePpm,
            String title,
            String group,
            BigDecimal fair,
            int moves,
            int spread,
            BigDecimal size) {
        public Market {
            present(symbol, "a market's symbol");
            present(quote, "quote of " + symbol);
            constituents = constituents == null ? List.of() : List.copyOf(constituents);
            positive(tick, "tick of " + symbol);
            positive(lot, "lot of " + symbol);
            positive(quantityMaximum, "quantityMaximum of " + symbol);
            positive(size, "size of " + symbol);
            if (base == null) {
                present(title, "title of " + symbol);
            }
            if (constituents.isEmpty() && option == null) {
                positive(fair, "fair of " + symbol);
                positive(priceMaximum, "priceMaximum of " + symbol);
                if (base == null) {
                    present(priceMinimum, "priceMinimum of " + symbol);
                }
            }
        }

        public boolean isSpot() {
            return base != null;
        }

        public boolean isFund() {
            return !constituents.isEmpty();
        }

        public boolean isOption() {
            return option != null;
        }

        /** The same with bounds and value. */
        Market within(BigDecimal lowest, BigDecimal highest, BigDecimal value) {
            return new Market(
                    symbol,
                    base,
                    constituents,
                    option,
                    quote,
                    lowest,
                    highest,
                    tick,
                    lot,
                    quantityMaximum,
                    takerFeePpm,
                    title,
                    group,
                    value,
                    moves,
                    spread,
                    size);
        }

        /** What trades in it need of each trader: quote, and base where there is one. */
        boolean uses(String asset) {
            return asset.equals(quote) || asset.equals(base);
        }
    }

    /**
     * A trader.
     *
     * @param name also of its account
     * @param markets that it trades in, by symbol
     * @param share of turns, compared with the others'
     */
    public record Trader(String name, Kind kind, List<String> markets, double share) {
        public Trader {
            present(name, "a trader's name");
            present(kind, "kind of " + name);
            markets = List.copyOf(present(markets, "markets of " + name));
            if (markets.isEmpty() || !(share > 0)) {
                throw new IllegalArgumentException(name + " needs a market and a share above 0");
            }
        }
    }

    /** The market of a symbol. */
    Market market(String symbol) {
        return markets.stream()
                .filter(market -> market.symbol().equals(symbol))
                .findFirst()
                .orElseThrow();
    }

    /** Whether a trader needs an asset. */
    boolean needs(Trader trader, Asset asset) {
        return trader.markets().stream().anyMatch(symbol -> market(symbol).uses(asset.symbol()));
    }

    /**
     * Reads a scenario.
     *
     * @throws IOException if it is not one; the message says where and why
     */
    public static Scenario parse(String yaml) throws IOException {
        try {
            Scenario scenario = YAML.readValue(yaml, Scenario.class);
            return Optional.ofNullable(scenario)
                    .orElseThrow(() -> new IOException("the file is empty"));
        } catch (JsonProcessingException wrong) {
            String where = Optional.ofNullable(wrong.getLocation())
                    .map(at -> "line " + at.getLineNr() + ": ")
                    .orElse("");
            throw new IOException(where + wrong.getOriginalMessage(), wrong);
        }
    }

    /** The text of the scenario that a new venue begins with. */
    public static String demo() {
        try (InputStream file = Scenario.class.getResourceAsStream(DEMO)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static <T> T present(T value, String what) {
        if (value == null) {
            throw new IllegalArgumentException(what + " is missing");
        }
        return value;
    }

    private static void positive(BigDecimal value, String what) {
        if (present(value, what).signum() <= 0) {
            throw new IllegalArgumentException(what + " must be above 0");
        }
    }
}
