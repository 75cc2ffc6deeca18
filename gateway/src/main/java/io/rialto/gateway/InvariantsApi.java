package io.rialto.gateway;

import static io.rialto.gateway.Schema.Field.optional;
import static io.rialto.gateway.Schema.Field.required;

import io.rialto.auditor.AuditReport;
import io.rialto.auditor.Invariant;
import io.rialto.auditor.Violation;
import io.rialto.gateway.Schema.Choice;
import io.rialto.gateway.Schema.Form;
import io.rialto.gateway.Schema.ListOf;
import io.rialto.gateway.Schema.Whole;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import java.util.List;

/**
 * What the venue's auditor says, for everybody: it names events and invariants, and nobody's
 * account, order or balance.
 */
final class InvariantsApi {
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final Choice INVARIANT = Schemas.words(Invariant.values());
    private static final Whole MILLIS = new Whole("milliseconds", 0, Long.MAX_VALUE);

    private static final Form VIOLATION = Form.of(
            "Violation",
            required("invariant", INVARIANT),
            required("sequence", Schemas.SEQUENCE),
            required("statement", Schemas.ANY));

    private static final Form CHECK = Form.of(
            "InvariantCheck",
            required("invariant", INVARIANT),
            required("statement", Schemas.ANY),
            required("status", new Choice(List.of("holds", "violated"))),
            required("checked", Schemas.SEQUENCE),
            required("violations", Schemas.SEQUENCE),
            optional("firstSequence", Schemas.SEQUENCE));

    private static final Form INVARIANTS = Form.of(
            "Invariants",
            required("status", Schemas.words(AuditState.Status.values())),
            required("sequence", Schemas.SEQUENCE),
            optional("time", Schemas.INSTANT),
            optional("begun", Schemas.SEQUENCE),
            optional("read", Schemas.SEQUENCE),
            optional("reportedAt", Schemas.INSTANT),
            required("lagEvents", Schemas.SEQUENCE),
            required("lagMillis", MILLIS),
            required("violations", Schemas.SEQUENCE),
            optional("firstViolation", VIOLATION),
            required("checks", new ListOf(CHECK)));

    private InvariantsApi() {}

    static List<Route> routes() {
        return List.of(Route.get("/api/v1/invariants", "getInvariants")
                .summary("Up to which event the venue's auditor has verified it, and what it found")
                .access(Route.Access.PUBLIC)
                .answers(200, INVARIANTS, InvariantsApi::invariants));
    }

    private static void invariants(Exchange exchange) {
        AuditState state = exchange.venue().audit();
        JsonObject json = new JsonObject()
                .put("status", Words.of(state.status()))
                .put("sequence", Long.toString(state.verified()));
        state.report().ifPresent(report -> describe(report, json));
        json.put("lagEvents", Long.toString(state.lagEvents()))
                .put("lagMillis", state.lagMillis())
                .put("violations", Long.toString(state.violations()))
                .put("checks", checks(state));
        exchange.answer(json, exchange.venue().view().sequence(), false);
    }

    private static void describe(AuditReport report, JsonObject json) {
        json.put("time", Json.time(report.verifiedTimeNanos()))
                .put("begun", Long.toString(report.begun()))
                .put("read", Long.toString(report.read()))
                .put("reportedAt", Json.time(report.publishedMillis() * NANOS_PER_MILLI));
        report.first().ifPresent(violation -> json.put("firstViolation", violation(violation)));
    }

    private static JsonObject violation(Violation violation) {
        return new JsonObject()
                .put("invariant", Words.of(violation.invariant()))
                .put("sequence", Long.toString(violation.sequence()))
                .put("statement", "It is not true that " + violation.invariant().statement());
    }

    private static JsonArray checks(AuditState state) {
        JsonArray checks = new JsonArray();
        state.report()
                .ifPresent(report -> report.counts().forEach(count -> {
                    JsonObject check = new JsonObject()
                            .put("invariant", Words.of(count.invariant()))
                            .put("statement", count.invariant().statement())
                            .put("status", count.violations() == 0 ? "holds" : "violated")
                            .put("checked", Long.toString(count.checked()))
                            .put("violations", Long.toString(count.violations()));
                    count.first()
                            .ifPresent(first ->
                                    check.put("firstSequence", Long.toString(first.sequence())));
                    checks.add(check);
                }));
        return checks;
    }
}
