package io.tallymark.sample;

import io.tallymark.campaign.SampleMailings.Letter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Which sample campaigns there are: what they send, how long ago, and in how many steps they are made. */
final class SamplePlan {

    private static final String SENDER = "Larkspur Outdoor <news@larkspur.example>";
    private static final String PLAIN_END =
            "\n\nhttps://example.com/larkspur\n\nUnsubscribe: https://example.com/larkspur/unsubscribe\n";

    /**
     * One slice of a campaign.
     *
     * @param campaign which one; the seed of its inventions depends on it
     * @param slice of the simulation
     * @param ago how long before the start of the work the campaign was sent
     */
    record Step(int campaign, int slice, Duration ago, Letter letter) {

        Instant sentAt(Instant start) {
            return start.minus(ago);
        }
    }

    /** Slices of the simulation: by five, the first two go to homes, the third to an office, the others to offices with a gateway. */
    private static final int[] AUTUMN = {0, 1, 2, 3, 5, 6, 7, 9, 10, 11, 15, 16};

    private static final int[] BOOTS = {0, 1, 3, 5, 6, 7, 10, 11};
    private static final int[] WEBINAR = {0, 1, 2, 5, 6, 8};

    private static final List<Step> STEPS = plan();

    private SamplePlan() {}

    static int steps() {
        return STEPS.size();
    }

    static Step step(int number) {
        return STEPS.get(number);
    }

    private static List<Step> plan() {
        Letter autumn = letter("Autumn newsletter", "sample-autumn", "What to wear in the rain", "autumn");
        Letter boots = letter("Boots launch", "sample-boots", "New: boots that dry overnight", "boots");
        Letter bootsAgain = letter("Boots launch", "sample-boots", "Last pairs: boots that dry overnight", "boots");
        Letter webinar = letter("Webinar invitation", "sample-webinar", "Thursday: packing light, live", "webinar");
        List<Step> steps = new ArrayList<>();
        for (int slice : AUTUMN) {
            steps.add(new Step(0, slice, Duration.ofDays(6).plusHours(3), autumn));
        }
        for (int slice : BOOTS) {
            steps.add(new Step(1, slice, Duration.ofDays(3), slice < 5 ? boots : bootsAgain));
        }
        for (int slice : WEBINAR) {
            steps.add(new Step(2, slice, Duration.ofHours(22), webinar));
        }
        return List.copyOf(steps);
    }

    private static Letter letter(String campaign, String reference, String subject, String file) {
        return new Letter(campaign, reference, subject, SENDER, html(file), subject + PLAIN_END);
    }

    private static String html(String file) {
        try (InputStream in = SamplePlan.class.getResourceAsStream(file + ".html")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
