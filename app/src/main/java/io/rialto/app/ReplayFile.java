package io.rialto.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where a replay keeps how far it is: the market, its token, and the last {@link ReplayState}. Only
 * the user may read it, because of the token.
 */
final class ReplayFile {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Since open orders are written in the order of time. */
    private static final int VERSION = 2;

    private final Path path;

    ReplayFile(Path path) {
        this.path = path;
    }

    /** What was saved. */
    record Saved(ReplayMarket market, String token, ReplayState state) {}

    /**
     * The last state saved, if a replay was stopped here.
     *
     * @throws IOException also when another version of Rialto saved it
     */
    Optional<Saved> load() throws IOException {
        if (!Files.exists(path)) {
            return Optional.empty();
        }
        JsonNode json = JSON.readTree(Files.readString(path));
        if (json.path("version").asInt() != VERSION) {
            throw new IOException(path
                    + " is of another version of Rialto: delete it and begin again, with --market"
                    + " SYMBOL into a market that is not there yet");
        }
        List<Long> accounts = new ArrayList<>();
        json.get("accounts").forEach(account -> accounts.add(account.asLong()));
        ReplayMarket market = new ReplayMarket(
                json.get("marketId").asLong(),
                json.get("market").asText(),
                json.get("sharesFactor").asLong(),
                List.copyOf(accounts));
        return Optional.of(new Saved(
                market, json.get("token").asText(), ReplayState.fromJson(json.get("state"))));
    }

    /** Replaces the file as a whole. */
    void save(ReplayMarket market, String token, ReplayState state) throws IOException {
        ObjectNode json = JSON.createObjectNode();
        json.put("version", VERSION);
        json.put("market", market.symbol()).put("marketId", market.id());
        json.put("sharesFactor", market.sharesFactor()).put("token", token);
        ArrayNode accounts = json.putArray("accounts");
        market.accounts().forEach(accounts::add);
        json.set("state", state.toJson());
        PrivateFile.write(path, json.toString());
    }

    /** The replay is over. */
    void delete() throws IOException {
        Files.deleteIfExists(path);
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
