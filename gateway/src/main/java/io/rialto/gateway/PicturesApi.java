package io.rialto.gateway;

import static io.rialto.gateway.Schema.Field.required;

import io.rialto.gateway.Schema.Form;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;

import java.util.Base64;
import java.util.List;

/** Pictures, of items and whatever else names one by its hash: docs/auctions.md. */
final class PicturesApi {
    static final String UPLOAD = "uploadPicture";

    /** Base64 of the largest picture, and the JSON around it. */
    static final int BODY_BYTES_MAX = Pictures.BYTES_MAX / 3 * 4 + 1_024;

    private static final String PICTURES = "/api/v1/pictures";
    private static final Schema.Text HASH =
            Schemas.text("SHA-256 in hex", "0".repeat(64), 64, "[0-9a-f]{64}");
    private static final Schema.Text BASE64 =
            Schemas.text("Base64", "iVBORw==", BODY_BYTES_MAX, "[A-Za-z0-9+/]*={0,2}");
    private static final Form SEND = Form.of("Picture", required("content", BASE64));
    private static final Form KEPT = Form.of("PictureKept", required("picture", HASH));

    private PicturesApi() {}

    static List<Route> routes() {
        return List.of(
                Route.post(PICTURES, UPLOAD)
                        .keyless()
                        .onlyOverHttp("A picture is larger than a message of the stream may be")
                        .summary("Keeps a picture: PNG, JPEG, GIF or BMP, up to 512 KiB")
                        .request(SEND)
                        .answers(201, KEPT, PicturesApi::upload),
                Route.get(PICTURES + "/{hash}", "getPicture")
                        .onlyOverHttp("It is no JSON, and is kept by browsers")
                        .summary("A picture, as PNG")
                        .access(Route.Access.PUBLIC)
                        .parameter(Route.Parameter.path("hash", HASH, "As uploadPicture gave it"))
                        .answersText(200, Pictures.TYPE, PicturesApi::get));
    }

    private static void upload(Exchange exchange) {
        Pictures pictures = pictures(exchange);
        exchange.venue().gate().admitExpensive(exchange.caller()).ifPresent(problem -> {
            throw new ProblemException(problem);
        });
        byte[] content;
        try {
            content = Base64.getDecoder().decode(exchange.body().getString("content"));
        } catch (IllegalArgumentException padding) {
            throw new ProblemException(Refusal.PICTURE_INVALID, "Send it in Base64");
        }
        exchange.onlyOnce();
        exchange.deliver(
                HistoryDesk.blocking(() -> kept(pictures, content)), kept -> kept.answer(exchange));
    }

    private static Kept kept(Pictures pictures, byte[] content) {
        try {
            return new Kept(pictures.keep(content), null);
        } catch (ProblemException refused) {
            return new Kept("", refused);
        }
    }

    /** What became of an upload on another thread. */
    private record Kept(String hash, ProblemException refused) {
        void answer(Exchange exchange) {
            if (refused != null) {
                throw refused;
            }
            exchange.answer(
                    new JsonObject().put("picture", hash),
                    exchange.venue().view().sequence(),
                    false);
        }
    }

    private static void get(Exchange exchange) {
        Pictures pictures = pictures(exchange);
        String hash = exchange.path("hash");
        exchange.deliver(HistoryDesk.blocking(() -> pictures.read(hash)), found -> {
            byte[] content = found.orElseThrow(
                    () -> new ProblemException(Refusal.NOT_FOUND, "No such picture"));
            exchange.answerPicture(Pictures.TYPE, Buffer.buffer(content));
        });
    }

    private static Pictures pictures(Exchange exchange) {
        return exchange.venue()
                .config()
                .pictures()
                .map(Pictures::new)
                .orElseThrow(() -> new ProblemException(
                        Refusal.PICTURES_UNAVAILABLE, "This gateway keeps no pictures"));
    }
}
