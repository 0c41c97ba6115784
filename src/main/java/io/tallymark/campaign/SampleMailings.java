package io.tallymark.campaign;

import io.tallymark.database.Database;
import io.tallymark.instrument.FoundLink;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** What sample data put among the campaigns: the same rows as a sender's, marked, with times of their own. */
@ApplicationScoped
public class SampleMailings {

    private final Database database;
    private final Campaigns campaigns;
    private final Messages messages;

    @Inject
    public SampleMailings(Database database, Campaigns campaigns, Messages messages) {
        this.database = database;
        this.campaigns = campaigns;
        this.messages = messages;
    }

    protected SampleMailings() {
        this(null, null, null); // for the container's client proxy
    }

    /**
     * What a sample campaign sends.
     *
     * @param reference tells it from the other sample campaigns
     */
    public record Letter(String campaign, String reference, String subject, String sender, String html, String text) {}

    /** Somebody to whom it goes, and when. */
    public record Sending(String recipient, Instant at, boolean internalTest) {}

    /** The snapshot of a letter; it and its campaign are made if they are not there. */
    @Transactional
    public Snapshot.View snapshot(Letter letter, Instant sentAt) {
        UUID campaign = campaigns.sample(letter.campaign(), letter.reference()).id();
        SnapshotContent content = new SnapshotContent(
                letter.subject(),
                letter.sender(),
                Optional.of(letter.reference()),
                Optional.empty(),
                Optional.empty(),
                Optional.of(sentAt),
                Optional.of(letter.html()),
                Optional.of(letter.text()),
                new Tracking(Policy.IDENTIFIED, Policy.IDENTIFIED, false),
                Set.of(),
                List.of());
        return campaigns.addSnapshot(campaign.toString(), content).snapshot();
    }

    /** A message for each; returns their ids in order. */
    @Transactional
    public List<UUID> mint(UUID snapshot, List<Sending> sendings) {
        List<NewMessage> requests = sendings.stream()
                .map(sending -> new NewMessage(
                        sending.recipient(),
                        Optional.empty(),
                        Optional.of(sending.at()),
                        sending.internalTest(),
                        Optional.empty(),
                        Optional.empty(),
                        Policy.IDENTIFIED,
                        Policy.IDENTIFIED))
                .toList();
        List<List<FoundLink>> own =
                requests.stream().map(request -> List.<FoundLink>of()).toList();
        return messages.mint(snapshot.toString(), requests, own);
    }

    /** Up to so many sample campaigns, in order of their ids. */
    @Transactional
    public List<UUID> campaigns(int most) {
        return database.entities()
                .createQuery("select c.id from Campaign c where c.sample = true order by c.id", UUID.class)
                .setMaxResults(most)
                .getResultList();
    }
}
