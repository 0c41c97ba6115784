package io.tallymark.dashboard;

import io.tallymark.classify.RuleSets;
import io.tallymark.classify.Signature;
import io.tallymark.http.Problem;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What is known of programs and networks; filter and place are in the address. */
@Named
@RequestScoped
public class SignaturesPage {

    private static final int SHOWN = 50;

    @Inject
    private RuleSets ruleSets;

    @Inject
    private HttpServletRequest request;

    private String search;
    private String group;
    private int from;
    private List<Signature> all;
    private List<Signature> found;

    @PostConstruct
    void load() {
        search = parameter("q");
        group = parameter("group");
        from = place(parameter("cursor"));
        try {
            all = ruleSets.inForce().signatures();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        found = all.stream().filter(this::isWanted).toList();
    }

    private String parameter(String name) {
        return Optional.ofNullable(request.getParameter(name)).orElse("").strip();
    }

    private static int place(String cursor) {
        if (!cursor.matches("[0-9]{0,6}")) {
            throw Problem.invalid("cursor", "is not one that this list gave out");
        }
        return cursor.isEmpty() ? 0 : Integer.parseInt(cursor);
    }

    private boolean isWanted(Signature signature) {
        String about = signature.text() + "\n" + signature.what() + "\n" + signature.source();
        return (group.isEmpty() || group.equals(signature.group()))
                && about.toLowerCase(Locale.ROOT).contains(search.toLowerCase(Locale.ROOT));
    }

    public List<Signature> getRows() {
        return found.subList(Math.min(from, found.size()), Math.min(from + SHOWN, found.size()));
    }

    public int getFound() {
        return found.size();
    }

    public int getAll() {
        return all.size();
    }

    public List<String> getGroups() {
        return all.stream().map(Signature::group).distinct().sorted().toList();
    }

    /** The name under which a group's word stands among the texts. */
    public String key(String name) {
        return name.replace(' ', '-');
    }

    public String getSearch() {
        return search;
    }

    public String getGroup() {
        return group;
    }

    /** Where the next page begins; empty on the last. */
    public String getNext() {
        return from + SHOWN < found.size() ? String.valueOf(from + SHOWN) : "";
    }

    /** The page with its filter. */
    public String getAddress() {
        return "?q=" + URLEncoder.encode(search, StandardCharsets.UTF_8) + "&group="
                + URLEncoder.encode(group, StandardCharsets.UTF_8);
    }
}
