package io.tallymark.dashboard;

import io.tallymark.campaign.Campaigns;
import io.tallymark.campaign.Message;
import io.tallymark.campaign.Messages;
import io.tallymark.classify.EventClass;
import io.tallymark.classify.EventView;
import io.tallymark.event.Events;
import io.tallymark.http.Page;
import io.tallymark.report.EventFilter;
import io.tallymark.report.EventList;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Every request there was, filtered by what the address says, oldest first. */
@Named
@RequestScoped
public class EventsPage {

    private static final int SHOWN = 50;

    /** One of the kept headers of a request. */
    public record Header(String name, String value) {}

    @Inject
    private EventList list;

    @Inject
    private Events events;

    @Inject
    private Messages messages;

    @Inject
    private Campaigns campaigns;

    @Inject
    private Viewer viewer;

    @Inject
    private HttpServletRequest request;

    private EventQuery query;
    private Page<EventView> page;
    private Map<UUID, Map<String, String>> headers;
    private Map<UUID, Message.Facts> sent;
    private Map<UUID, String> names;

    @PostConstruct
    void load() {
        query = EventQuery.of(request, viewer.getZone());
        try {
            page = list.list(EventFilter.of(query.filter()), Page.Request.of(SHOWN, request.getParameter("cursor")));
            headers = events.headers(page.items().stream().map(EventView::id).toList());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        List<UUID> ids =
                page.items().stream().map(EventView::messageId).distinct().toList();
        sent = ids.isEmpty()
                ? Map.of()
                : messages.facts(ids).stream().collect(Collectors.toMap(Message.Facts::id, Function.identity()));
        names = campaigns.names(page.items().stream()
                .map(EventView::campaignId)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet()));
    }

    public List<EventView> getRows() {
        return page.items();
    }

    public List<Header> headersOf(EventView event) {
        return headers.getOrDefault(event.id(), Map.of()).entrySet().stream()
                .map(header -> new Header(header.getKey(), header.getValue()))
                .toList();
    }

    /** Whom a message went to; null if it is not known. */
    public String recipientOf(EventView event) {
        return sent.containsKey(event.messageId()) ? sent.get(event.messageId()).recipient() : null;
    }

    public String campaignOf(EventView event) {
        return names.get(event.campaignId());
    }

    /** A parameter of the address. */
    public String value(String name) {
        return query.value(name);
    }

    /** The name of the campaign to which the address narrows the list. */
    public String getCampaign() {
        return query.value("campaign").isEmpty()
                ? ""
                : campaigns.find(query.value("campaign")).name();
    }

    public String field(String name) {
        return query.field(name);
    }

    public String getZone() {
        return query.zone().getId();
    }

    public String time(EventView event) {
        return viewer.timeIn(event.occurredAt(), query.zone());
    }

    /** The page with {@code name} set, from the list's beginning. */
    public String with(String name, String value) {
        return "?" + query.with(name, value).address();
    }

    public List<String> getClasses() {
        return Arrays.stream(EventClass.values()).map(EventClass::name).toList();
    }

    public String getAddress() {
        return "?" + query.address();
    }

    public String getNext() {
        return page.next();
    }
}
