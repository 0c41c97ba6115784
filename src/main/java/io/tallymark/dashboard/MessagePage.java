package io.tallymark.dashboard;

import io.tallymark.campaign.Campaigns;
import io.tallymark.campaign.Ids;
import io.tallymark.campaign.Link;
import io.tallymark.campaign.Message;
import io.tallymark.campaign.Messages;
import io.tallymark.campaign.Snapshot;
import io.tallymark.campaign.Snapshots;
import io.tallymark.classify.EventClass;
import io.tallymark.classify.EventView;
import io.tallymark.http.Problem;
import io.tallymark.report.MessageHistories;
import io.tallymark.report.MessageHistory;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** One message and every request that it led to. */
@Named
@RequestScoped
public class MessagePage {

    private static final int SHOWN = 300;

    /** What the page leaves out unless the address asks for it. */
    private static final Set<String> MACHINES = Set.of(EventClass.SCANNER.name(), EventClass.DUPLICATE.name());

    @Inject
    private Messages messages;

    @Inject
    private MessageHistories histories;

    @Inject
    private Campaigns campaigns;

    @Inject
    private Snapshots snapshots;

    @Inject
    private HttpServletRequest request;

    private Message.View message;
    private MessageHistory history;
    private Snapshot.View snapshot;
    private String campaign;
    private Map<String, Link.View> links;

    @PostConstruct
    void load() {
        String id = Optional.ofNullable(request.getParameter("id")).orElse("");
        message = Ids.parse(id).flatMap(messages::find).orElseThrow(() -> Problem.notFound("message", id));
        try {
            history = histories.find(id, SHOWN + 1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        campaign = campaigns.find(message.campaignId().toString()).name();
        snapshot = snapshots.find(message.snapshotId().toString(), 0);
        links = snapshots.links(getRows().stream()
                .map(EventView::linkId)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet()));
    }

    public Message.View getMessage() {
        return message;
    }

    public MessageHistory getHistory() {
        return history;
    }

    public Snapshot.View getSnapshot() {
        return snapshot;
    }

    public String getCampaign() {
        return campaign;
    }

    public boolean isWithMachines() {
        return "true".equals(request.getParameter("machines"));
    }

    private List<EventView> first() {
        return history.events().subList(0, Math.min(SHOWN, history.events().size()));
    }

    public List<EventView> getRows() {
        return first().stream()
                .filter(event -> isWithMachines() || !MACHINES.contains(event.verdict()))
                .toList();
    }

    /** Requests that the page leaves out, or would if it were not told otherwise. */
    public long getMachines() {
        return first().stream()
                .filter(event -> MACHINES.contains(event.verdict()))
                .count();
    }

    /** Whether there are more than fit the page. */
    public boolean isCut() {
        return history.events().size() > SHOWN;
    }

    public int getShown() {
        return SHOWN;
    }

    /** The link that was followed; null for an open, or if it is not known. */
    public Link.View link(EventView event) {
        return links.get(event.linkId());
    }

    /** How long after sending; negative if before. */
    public Duration delay(EventView event) {
        return Duration.between(message.sentAt(), event.occurredAt());
    }
}
