package io.rialto.app;

import io.rialto.client.RestClient;
import io.rialto.client.RestClient.Answer;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;

/** {@code rialto export}: tables of a venue's history as files. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        header = "Writes trades, orders, postings, candles or an order flow into files.",
        description = {
            "Asks a running venue for a part of its history and writes it as it comes:",
            "",
            "fills, orders, postings: of the token's account, or of --account;",
            "trades, candles, market-orders (administrators): of --market;",
            "lobster: the order flow of --market, a file of messages and a file of the best levels",
            "after each (lobsterdata.com), which rialto replay reads.",
            "",
            "What is not whole is not kept."
        })
final class ExportCommand implements Callable<Integer> {
    private enum What {
        FILLS,
        ORDERS,
        POSTINGS,
        TRADES,
        CANDLES,
        MARKET_ORDERS,
        LOBSTER;

        boolean isOfMarket() {
            return this != FILLS && this != ORDERS && this != POSTINGS;
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private enum Format {
        CSV,
        PARQUET
    }

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "WHAT",
            description = "fills, orders, postings, trades, candles, market-orders or lobster.")
    private String what;

    @Option(names = "--url", required = true, paramLabel = "URL", description = "A running venue.")
    private URI url;

    @Option(
            names = "--token",
            paramLabel = "TOKEN",
            defaultValue = "${env:RIALTO_TOKEN}",
            description = "Whose rights are used (default: the environment's RIALTO_TOKEN).")
    private String token;

    @Option(names = "--market", paramLabel = "SYMBOL", description = "Of which market.")
    private String market;

    @Option(
            names = "--account",
            paramLabel = "ID",
            description = "Of another account than the token's; administrators may name any.")
    private String account;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "csv",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Format format;

    @Option(names = "--from", paramLabel = "INSTANT", description = "What is then or later.")
    private String from;

    @Option(names = "--to", paramLabel = "INSTANT", description = "What is before.")
    private String to;

    @Option(
            names = "--interval",
            paramLabel = "INTERVAL",
            description = "Of candles: 1s, 1m, 1h or 1d (default: 1m).")
    private String interval;

    @Option(
            names = "--levels",
            paramLabel = "N",
            defaultValue = "10",
            description = "Of each side in LOBSTER's file of levels (default: ${DEFAULT-VALUE}).")
    private int levels;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = ".",
            description = "Where the files are made (default: here).")
    private Path out;

    @Override
    public Integer call() throws IOException {
        What wanted = wanted();
        if (wanted.isOfMarket() && market == null) {
            throw new ParameterException(spec.commandLine(), wanted.word() + " needs --market");
        }
        Files.createDirectories(out);
        try (RestClient rest = new RestClient(url, token == null ? "" : token)) {
            for (Path file :
                    wanted == What.LOBSTER ? lobster(rest) : List.of(table(rest, wanted))) {
                System.out.println(file);
            }
        }
        return 0;
    }

    private What wanted() {
        try {
            return What.valueOf(what.toUpperCase(Locale.ROOT).replace('-', '_'));
        } catch (IllegalArgumentException none) {
            throw new ParameterException(
                    spec.commandLine(), "there is no export '" + what + "'", none);
        }
    }

    private Path table(RestClient rest, What wanted) throws IOException {
        String extension = "." + format.name().toLowerCase(Locale.ROOT);
        String path = switch (wanted) {
            case FILLS, ORDERS, POSTINGS -> "/api/v1/exports/" + wanted.word();
            case MARKET_ORDERS -> "/api/v1/admin" + ofMarket("orders");
            case TRADES, CANDLES, LOBSTER -> "/api/v1" + ofMarket(wanted.word());
        };
        List<String> query = range();
        if (wanted == What.CANDLES && interval != null) {
            query.add("interval=" + interval);
        }
        String name = wanted.isOfMarket() ? fileName() + "-" + what : what;
        return download(rest, path + extension, query, out.resolve(name + extension));
    }

    /** Named as LOBSTER names its files. */
    private List<Path> lobster(RestClient rest) throws IOException {
        String path = "/api/v1" + ofMarket("lobster");
        List<String> query = range();
        Path messages = out.resolve(fileName() + "_message_" + levels + ".csv");
        Path book = out.resolve(fileName() + "_orderbook_" + levels + ".csv");
        download(rest, path + "-messages.csv", query, messages);
        query.add("levels=" + levels);
        download(rest, path + "-levels.csv", query, book);
        return List.of(messages, book);
    }

    private String ofMarket(String file) {
        return "/exports/markets/"
                + URLEncoder.encode(market, StandardCharsets.UTF_8).replace("+", "%20")
                + "/"
                + file;
    }

    private String fileName() {
        return market.replaceAll("[^A-Za-z0-9.-]", "_");
    }

    private List<String> range() {
        List<String> query = new ArrayList<>();
        if (from != null) {
            query.add("from=" + from);
        }
        if (to != null) {
            query.add("to=" + to);
        }
        if (account != null) {
            query.add("account=" + account);
        }
        return query;
    }

    private Path download(RestClient rest, String path, List<String> query, Path file)
            throws IOException {
        String address = query.isEmpty() ? path : path + "?" + String.join("&", query);
        Map<String, String> headers = account == null ? Map.of() : Map.of("X-Sudo", "true");
        Answer answer = rest.download(address, headers, file);
        if (!answer.isDone()) {
            throw new IOException("cannot export " + what + ": " + answer.summary());
        }
        return file;
    }
}
