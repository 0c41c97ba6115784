package io.tallymark.classify;

import io.tallymark.access.Caller;
import io.tallymark.access.Needs;
import io.tallymark.access.Right;
import io.tallymark.http.JsonFields;
import io.tallymark.http.RequestBody;
import io.tallymark.settings.Settings;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The rules in force, and the operator's own knowledge that is part of them. */
@Path("classification")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class LocalKnowledgeResource {

    private static final int MOST_ITEMS = 1_000;
    private static final int LONGEST_ITEM = 400;

    @Inject
    private RuleSets ruleSets;

    @Inject
    private LocalKnowledgePreview preview;

    @Inject
    private Settings settings;

    /** A rule, in the order in which they are tried. */
    public record RuleView(
            String rule, @JsonbProperty("class") EventClass eventClass, String explanation) {}

    /**
     * Something known of a program or network.
     *
     * @param onOpens the class of an open that fits; null if it says nothing of opens, likewise {@code onClicks}
     */
    public record SignatureView(
            String group,
            String match,
            String text,
            EventClass onOpens,
            EventClass onClicks,
            String what,
            String source,
            String date) {}

    /** All that verdicts go by. */
    public record RuleSetView(String version, List<RuleView> rules, List<SignatureView> signatures) {}

    /** The operator's own knowledge, and the version of the rule set that it makes. */
    public record LocalView(
            String ruleset, List<String> networks, List<String> recipients, List<LocalSignatureView> signatures) {}

    /** One of the two texts is null. */
    public record LocalSignatureView(
            @JsonbProperty("class") EventClass eventClass, String userAgentContains, String network) {}

    @GET
    @Path("ruleset")
    @Needs(Right.ADMIN)
    public RuleSetView ruleSet() throws SQLException {
        RuleSet ruleSet = ruleSets.active().ruleSet();
        return new RuleSetView(
                ruleSet.version(),
                ruleSet.rules().stream()
                        .map(rule -> new RuleView(rule.ruleName(), rule.decides(), rule.explanation()))
                        .toList(),
                ruleSet.signatures().stream().map(LocalKnowledgeResource::view).toList());
    }

    private static SignatureView view(Signature signature) {
        return new SignatureView(
                signature.group(),
                signature.match().name().toLowerCase(Locale.ROOT),
                signature.text(),
                said(signature.open()),
                said(signature.click()),
                signature.what(),
                signature.source(),
                signature.date());
    }

    private static EventClass said(EventClass given) {
        return given == EventClass.UNDECIDED ? null : given;
    }

    @GET
    @Path("local")
    @Needs(Right.ADMIN)
    public LocalView local() throws SQLException {
        return view(ruleSets.active());
    }

    @PUT
    @Path("local")
    @Needs(Right.ADMIN)
    @Consumes(MediaType.APPLICATION_JSON)
    public LocalView change(InputStream in, @Context HttpServletRequest request) throws SQLException {
        LocalKnowledge local = read(in);
        return view(ruleSets.change(local, Caller.of(request).name()));
    }

    /** How many events of the last days each item fits, nothing stored. */
    @POST
    @Path("local/preview")
    @Needs(Right.ADMIN)
    @Consumes(MediaType.APPLICATION_JSON)
    public LocalKnowledgePreview.View preview(InputStream in, @QueryParam("days") @DefaultValue("30") String days)
            throws SQLException {
        return preview.of(read(in), LocalKnowledgePreview.days(days));
    }

    private static LocalView view(ActiveRules rules) {
        LocalKnowledge local = rules.ruleSet().local();
        return new LocalView(
                rules.ruleSet().version(),
                local.networks(),
                local.recipients(),
                local.signatures().stream()
                        .map(each ->
                                new LocalSignatureView(each.eventClass(), each.userAgentContains(), each.network()))
                        .toList());
    }

    private LocalKnowledge read(InputStream in) {
        JsonFields fields = JsonFields.parse(
                RequestBody.read(in, settings.limits().bodyBytes(), "tallymark.http.max-body-megabytes"));
        List<String> networks = fields.textList("networks", MOST_ITEMS, LONGEST_ITEM);
        List<String> recipients = fields.textList("recipients", MOST_ITEMS, LONGEST_ITEM);
        List<LocalSignature> signatures = new ArrayList<>();
        if (fields.has("signatures")) {
            for (JsonFields each : fields.objects("signatures", 0, MOST_ITEMS)) {
                signatures.add(new LocalSignature(
                        each.choice("class", EventClass.class).orElse(null),
                        each.optionalText("userAgentContains", LONGEST_ITEM).orElse(null),
                        each.optionalText("network", LONGEST_ITEM).orElse(null)));
            }
        }
        fields.check();
        LocalKnowledge.mistakes(networks, recipients, signatures)
                .forEach(mistake -> fields.error(mistake.field(), mistake.message()));
        fields.check();
        return new LocalKnowledge(networks, recipients, signatures);
    }
}
